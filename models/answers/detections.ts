import { areaOf, type Box, clipTo, decodeBox } from './box.ts';
import { type Candidates, scoreOf, topCandidates } from './candidates.ts';
import { type Kept, suppressHard, suppressSoft } from './suppress.ts';

/**
 * How boxes that overlap are thinned out. `hard`: within a class, IoU above 0.5 goes. `soft`: within a class, scores fade with
 * overlap. `softGlobal`: each anchor with its best class only, over all classes at once (the released detectors' default).
 */
export type Suppression = 'hard' | 'soft' | 'softGlobal';

export interface Detection {
  /** Index of the anchor it came from; tells level, cell, scale and ratio. */
  readonly anchor: number;
  /** Class, from 0. */
  readonly label: number;
  /** After suppression. */
  readonly score: number;
  /** In pixels of the picture. */
  readonly box: Box;
}

export interface Detections {
  readonly detections: readonly Detection[];
  /** Anchors and candidates left out because a logit, a regression or what it makes is no finite number. */
  readonly skipped: number;
}

export interface PostProcessing {
  readonly suppression?: Suppression;
  /** Candidates that enter suppression; `softGlobal` takes all. */
  readonly maxCandidates?: number;
  readonly maxDetections?: number;
  readonly scoreThreshold?: number;
  /** `hard`: the IoU with a better box of its class above which a box goes. */
  readonly overlap?: number;
  /** `soft` and `softGlobal`: how slowly scores fade, e^(−IoU² / σ). */
  readonly sigma?: number;
}

/** What a detector answered for one picture, and how the picture was fitted into its input. */
export interface Answer {
  /** [anchor, class], flat. */
  readonly logits: Float32Array;
  /** [anchor, 4] (ty, tx, th, tw), flat. */
  readonly regressions: Float32Array;
  /** [anchor, 4] (ymin, xmin, ymax, xmax) in input pixels, flat. */
  readonly anchors: Float32Array;
  readonly classes: number;
  /** Height and width of the input. */
  readonly input: readonly [height: number, width: number];
  /** Height and width of the picture. */
  readonly picture: readonly [height: number, width: number];
  /** Picture pixels an input pixel. */
  readonly imageScale: number;
}

/** Post-processing as published, with a numeric answer where the officials have only a configuration. */
export const postProcessing: Required<PostProcessing> = {
  suppression: 'hard',
  maxCandidates: 5000,
  maxDetections: 100,
  scoreThreshold: 0.001,
  overlap: 0.5,
  sigma: 0.5,
};

/** From logits and regressions to boxes on the picture, best first: candidates, decoding, clipping, suppression. */
export function detect(answer: Answer, options: PostProcessing = {}): Detections {
  const { suppression, maxCandidates, scoreThreshold } = { ...postProcessing, ...options };
  const global = suppression === 'softGlobal';
  const candidates = topCandidates(answer.logits, {
    classes: answer.classes,
    most: global ? Number.POSITIVE_INFINITY : maxCandidates,
    scoreThreshold,
    onceAnAnchor: global,
  });
  const regressions = new Float32Array(candidates.anchors.length * 4);
  candidates.anchors.forEach((anchor, i) => {
    regressions.set(answer.regressions.subarray(anchor * 4, anchor * 4 + 4), i * 4);
  });
  return detectAmong(candidates, regressions, answer, options);
}

/**
 * The rest of `detect`, for candidates that were already picked and compacted (on a GPU, say).
 * @param regressions [candidate, 4], flat.
 */
export function detectAmong(
  candidates: Candidates,
  regressions: Float32Array,
  answer: Pick<Answer, 'anchors' | 'input' | 'picture' | 'imageScale'>,
  options: PostProcessing = {},
): Detections {
  const { suppression, maxDetections, scoreThreshold, overlap, sigma } = { ...postProcessing, ...options };
  const global = suppression === 'softGlobal';
  const { picture, input, imageScale, anchors } = answer;
  const boxes: Box[] = [];
  const scores: number[] = [];
  const labels: number[] = [];
  const origin: number[] = [];
  let skipped = candidates.skipped;
  candidates.anchors.forEach((anchor, i) => {
    const at = anchor * 4;
    const box = decodeBox(
      [anchors[at]!, anchors[at + 1]!, anchors[at + 2]!, anchors[at + 3]!],
      regressions,
      i * 4,
    );
    if (box === null) {
      skipped++;
      return;
    }
    // In input pixels the picture ends at its own size / imageScale, before the padding.
    const clipped = global ? box : clipTo(box, picture[0] / imageScale, picture[1] / imageScale);
    if (areaOf(clipped) === 0) return;
    boxes.push(clipped);
    scores.push(scoreOf(candidates.logits[i]!));
    labels.push(candidates.labels[i]!);
    origin.push(anchor);
  });
  const kept: Kept[] =
    suppression === 'hard'
      ? suppressHard({ boxes, scores, labels }, maxDetections, overlap)
      : suppressSoft({ boxes, scores, ...(global ? {} : { labels }) }, maxDetections, sigma, scoreThreshold);
  const detections = kept.flatMap(({ index, score }): Detection[] => {
    const own = boxes[index]!;
    const box = global ? clipTo(own, input[0], input[1]) : own;
    if (areaOf(box) === 0) return [];
    const [ymin, xmin, ymax, xmax] = box;
    return [
      {
        anchor: origin[index]!,
        label: labels[index]!,
        score,
        box: [ymin * imageScale, xmin * imageScale, ymax * imageScale, xmax * imageScale],
      },
    ];
  });
  return { detections, skipped };
}
