import { type Box, decodeBox, encodeBox } from '../../../models/answers/box.ts';
import { matchAnchors } from '../../../models/answers/match-anchors.ts';
import { anchorBoxes, anchorLevels } from '../../../models/blocks/anchors.ts';
import { stage } from './view.ts';

const size = [stage.height, stage.width] as const;
export const levels = anchorLevels({ size });
const anchors = anchorBoxes({ size });

/** An anchor that answers for the object. */
export interface Answering {
  readonly anchor: number;
  readonly level: number;
  readonly box: Box;
  readonly overlap: number;
}

export interface Matched {
  /** Those that answer for it, closest first. */
  readonly answering: readonly Answering[];
  readonly byLevel: readonly { readonly level: number; readonly count: number }[];
  readonly best: Answering | null;
  /** What the box head is to say at the closest: (ty, tx, th, tw). */
  readonly coded: readonly [ty: number, tx: number, th: number, tw: number] | null;
}

function boxAt(anchor: number): Box {
  const at = 4 * anchor;
  return [anchors[at]!, anchors[at + 1]!, anchors[at + 2]!, anchors[at + 3]!];
}

const levelOf = (anchor: number): number =>
  levels.find(({ first, count }) => anchor >= first && anchor < first + count)?.level ?? 0;

/** Which anchors of a detector with pictures of the stage's size answer for an object. */
export function matchedTo(object: Box, least: number): Matched {
  const { overlaps, objects, best: bests } = matchAnchors(anchors, [object], least);
  const answering = [...objects.keys()]
    .filter((anchor) => objects[anchor] === 0)
    .map((anchor) => ({
      anchor,
      level: levelOf(anchor),
      box: boxAt(anchor),
      overlap: overlaps[anchor] ?? 0,
    }))
    .sort((a, b) => b.overlap - a.overlap || a.anchor - b.anchor);
  const best = answering.find(({ anchor }) => anchor === bests[0]) ?? null;
  return {
    answering,
    byLevel: levels.map(({ level }) => ({
      level,
      count: answering.filter((each) => each.level === level).length,
    })),
    best,
    coded: best && encodeBox(best.box, object),
  };
}

/** The box that the code makes of the anchor, as the detector does it. */
export function decoded(anchor: Box, coded: readonly number[]): Box | null {
  return decodeBox(anchor, coded);
}
