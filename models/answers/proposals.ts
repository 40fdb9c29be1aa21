import type { RegionsAnswer } from '../graph/answers.ts';
import { areaOf, type Box, clipTo, decodeBox } from './box.ts';
import { scoreOf } from './candidates.ts';
import { largestIndices } from './largest.ts';
import { suppressHard } from './suppress.ts';

/** A region that may hold a thing. */
export interface Proposal {
  /** In pixels of the input, cut off at its edges. */
  readonly box: Box;
  /** Between 0 and 1: that there is a thing at all. */
  readonly score: number;
  /** Index of the anchor it came from: (y · width + x) · anchors + place. */
  readonly anchor: number;
}

/** How many regions are thinned out to how many. */
interface Proposing {
  /** Best anchors that enter suppression. */
  readonly best?: number;
  /** IoU with a better region above which one goes. */
  readonly overlap?: number;
  /** Regions that are kept. */
  readonly kept?: number;
}

/** A map of a network's answer. */
interface AnswerMap {
  readonly shape: readonly [height: number, width: number, channels: number];
  readonly data: Float32Array;
}

/** Of 600 anchors after suppression at 0.7 fifty: with more the trained heads of this project find no more. */
export const proposing: Required<Proposing> = { best: 600, overlap: 0.7, kept: 50 };

/** A side grows or shrinks at most e⁴ times. */
const mostLogarithm = 4;

/** The anchor of an index in input pixels. */
function anchorOf(answer: RegionsAnswer, width: number, anchor: number): Box {
  const { anchors, stride, placed } = answer;
  const cell = Math.floor(anchor / anchors);
  const [h, w] = placed?.sides[anchor % anchors] ?? [0, 0];
  const centre = placed?.centre ?? 0;
  const y = (Math.floor(cell / width) + centre) * stride;
  const x = ((cell % width) + centre) * stride;
  return [y - h / 2, x - w / 2, y + h / 2, x + w / 2];
}

/**
 * Regions that a first stage proposes, best first (Ren et al. 2015; numbers x, y, w, h an anchor, as ThunderNet's release has them).
 * @param scores [h, w, anchors] one logit an anchor
 * @param boxes [h, w, anchors · 4]
 * @param input height and width of the network's input in pixels
 * @throws RangeError where the answer says no anchors' sides, or the maps are not of its anchors.
 */
export function proposals(
  answer: RegionsAnswer,
  scores: AnswerMap,
  boxes: AnswerMap,
  input: readonly [height: number, width: number],
  options: Proposing = {},
): Proposal[] {
  const { best, overlap, kept } = { ...proposing, ...options };
  const { anchors, placed } = answer;
  const [, width] = scores.shape;
  if (placed?.sides.length !== anchors)
    throw new RangeError(`The answer tells the sides of ${placed?.sides.length ?? 0} of ${anchors} anchors.`);
  if (scores.shape[2] !== anchors || boxes.data.length !== 4 * scores.data.length)
    throw new RangeError(`The maps are not of ${anchors} anchors a cell.`);
  // What is no number is proposed last, and then not.
  const able = scores.data.map((logit) => (Number.isNaN(logit) ? Number.NEGATIVE_INFINITY : logit));
  const found = largestIndices(able, best).flatMap((anchor): Proposal[] => {
    if (Number.isNaN(scores.data[anchor])) return [];
    const [dx = 0, dy = 0, dw = 0, dh = 0] = boxes.data.subarray(4 * anchor, 4 * anchor + 4);
    const limited = (value: number) => Math.min(mostLogarithm, Math.max(-mostLogarithm, value));
    const box = decodeBox(anchorOf(answer, width, anchor), [dy, dx, limited(dh), limited(dw)]);
    if (box === null) return [];
    const clipped = clipTo(box, input[0], input[1]);
    return areaOf(clipped) === 0 ? [] : [{ box: clipped, score: scoreOf(scores.data[anchor]!), anchor }];
  });
  const thinned = suppressHard(
    { boxes: found.map(({ box }) => box), scores: found.map(({ score }) => score) },
    kept,
    overlap,
  );
  return thinned.map(({ index }) => found[index]!);
}

/**
 * The boxes that a second stage is given, [region, 4] flat: x1, y1, x2, y2 in pixels, moved so that a map whose cells are meant by their
 * middles is read there.
 */
export function regionBoxes(answer: RegionsAnswer, regions: readonly { readonly box: Box }[]): Float32Array {
  const off = (answer.placed?.centre ?? 0) * answer.stride;
  return Float32Array.from(
    regions.flatMap(({ box: [ymin, xmin, ymax, xmax] }) => [xmin - off, ymin - off, xmax - off, ymax - off]),
  );
}
