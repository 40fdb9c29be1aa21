import type { Box } from '../../../models/answers/box.ts';
import * as words from '../../words/en/figures/scaling-ladder.ts';
import { pace, type Step, type Timed } from './steps.ts';

/** One detector of the ladder. */
export interface DetectorRung extends Step {
  /** Trained by this project on stickers; the others were trained on COCO by the networks' authors. */
  readonly ours: boolean;
  /** COCO AP on test-dev in percent as the paper's Table 2 prints it; null for ours, which never saw COCO. */
  readonly paper: number | null;
  /** Names of kinds of things that it can find. */
  readonly kinds: number;
}

/** A box that a detector drew. */
export interface LadderBox {
  readonly name: string;
  readonly score: number;
  /** [ymin, xmin, ymax, xmax] in pixels of the picture. */
  readonly box: Box;
  readonly level: number;
  readonly anchor: number;
}

/** What a detector found in a picture. */
export interface DetectorAnswer extends Timed {
  /** Best first, down to the least score that the slider reaches. */
  readonly boxes: readonly LadderBox[];
  /** Height and width in pixels. */
  readonly picture: readonly [height: number, width: number];
}

export interface DetectorAnswered {
  readonly rung: DetectorRung;
  readonly answer: DetectorAnswer;
}

/** The slider reaches down to here; boxes below are not asked for. */
export const leastScore = 0.1;

/** The boxes that a least score leaves. */
export function above(boxes: readonly LadderBox[], score: number): readonly LadderBox[] {
  return boxes.filter((box) => box.score >= score);
}

/** What the published ones found together, then what ours did: they know different things and are never mixed. */
export function detectorComparison(answered: readonly DetectorAnswered[], score: number): string {
  return [false, true]
    .map((ours) =>
      compared(
        answered.filter(({ rung }) => rung.ours === ours),
        score,
      ),
    )
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function compared(answered: readonly DetectorAnswered[], score: number): string {
  const [smallest] = answered;
  const largest = answered.at(-1);
  if (answered.length < 2 || smallest === undefined || largest === undefined) return '';
  return [agreement(answered, score), pace(smallest, largest)].filter((part) => part !== '').join(' ');
}

/** Which kinds of things all of them find, and which some find alone. */
function agreement(answered: readonly DetectorAnswered[], score: number): string {
  const found = answered.map(({ rung, answer }) => ({
    short: rung.short,
    kinds: [...new Set(above(answer.boxes, score).map(({ name }) => name))],
  }));
  const names = found.map(({ short }) => short);
  const all = [...new Set(found.flatMap(({ kinds }) => kinds))];
  if (all.length === 0) return words.findNothing(names, score);
  const common = all.filter((kind) => found.every(({ kinds }) => kinds.includes(kind)));
  const more = found.flatMap(({ short, kinds }) => {
    const own = kinds.filter((kind) => !common.includes(kind));
    return own.length === 0 ? [] : [{ short, kinds: own }];
  });
  return words.find(names, common, more);
}
