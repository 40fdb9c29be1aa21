import type { Box } from '../../../models/answers/box.ts';
import { anchorRatios, anchorScales, anchorsPerCell } from '../../../models/blocks/anchors.ts';
import type { DetectorOutputs } from '../../../models/families/efficientdet/outputs.ts';
import { clampSticker, type TableSticker } from '../../parts/stickers/stickers.ts';
import { sweep as sweepWords } from '../../words/en/figures/sticker-table.ts';

/** A level's class logits of one run: [height, width, anchors · classes], channels last. */
export interface LevelLogits {
  readonly level: number;
  readonly shape: readonly [height: number, width: number, channels: number];
  readonly data: ArrayLike<number>;
}

/** One step of a sweep: what each level says about the sticker at one size. */
export interface GrowStep {
  /** Longer side of the sticker, as a fraction of the picture's. */
  readonly size: number;
  /** Highest score for the sticker's class near the sticker, level by level, finest first. */
  readonly scores: readonly number[];
}

/** A sweep of one sticker through all sizes, finished or not. */
export interface Sweep {
  readonly sticker: Pick<TableSticker, 'artist' | 'name'>;
  readonly detector: string;
  readonly side: number;
  readonly levels: readonly number[];
  /** Which sizes the levels' square anchors have, as fractions of the picture's side. */
  readonly spans: readonly AnchorSpan[];
  readonly steps: readonly GrowStep[];
}

/** The sizes of a sweep: even steps of a logarithmic scale. */
export const growSizes: readonly number[] = Array.from({ length: 25 }, (_, i) =>
  Number((0.06 * (1 / 0.06) ** (i / 24)).toFixed(4)),
);

/** The sticker at one size of the sweep, moved no further than it must to stay on the table. */
export function grown(sticker: TableSticker, size: number): TableSticker {
  const inside = (value: number) => Math.min(1 - size / 2, Math.max(size / 2, value));
  return clampSticker({ ...sticker, size, x: inside(sticker.x), y: inside(sticker.y) });
}

/**
 * The highest score that each level gives to a class near a box: over the cells whose middle lies in the box, and the one under the
 * box's middle, all nine anchors.
 * @param box in pixels of the network's input, which has this side
 */
export function levelScores(
  maps: readonly LevelLogits[],
  label: number,
  box: Box,
  side: number,
): readonly number[] {
  const [top, left, bottom, right] = box;
  return maps.map(({ shape: [height, width, channels], data }) => {
    const classes = channels / anchorsPerCell;
    const cellOf = (at: number, cells: number) =>
      Math.min(cells - 1, Math.max(0, Math.floor((at * cells) / side)));
    const middle = [cellOf((top + bottom) / 2, height), cellOf((left + right) / 2, width)];
    let best = Number.NEGATIVE_INFINITY;
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const [cy, cx] = [((y + 0.5) * side) / height, ((x + 0.5) * side) / width];
        const inside = cy >= top && cy < bottom && cx >= left && cx < right;
        if (!inside && (y !== middle[0] || x !== middle[1])) continue;
        for (let anchor = 0; anchor < anchorsPerCell; anchor++) {
          const logit = data[(y * width + x) * channels + anchor * classes + label] ?? best;
          if (logit > best) best = logit;
        }
      }
    return 1 / (1 + Math.exp(-best));
  });
}

/** The sizes of one level's square anchors, as fractions of the input's side. */
export interface AnchorSpan {
  readonly level: number;
  readonly smallest: number;
  readonly largest: number;
}

/** The square anchors of each level: the first shape of the smallest and of the largest scale. */
export function anchorSpans({ levels, anchors, input }: DetectorOutputs): readonly AnchorSpan[] {
  const height = (anchor: number) => ((anchors[anchor * 4 + 2] ?? 0) - (anchors[anchor * 4] ?? 0)) / input[0];
  const largest = (anchorScales.length - 1) * anchorRatios.length;
  return levels.map(({ level, first }) => ({
    level,
    smallest: height(first),
    largest: height(first + largest),
  }));
}

/** Who leads at each step: runs of steps in which one level scores highest. */
export interface Reign {
  readonly level: number;
  readonly from: number;
  readonly to: number;
  readonly best: number;
}

/** The levels that lead one after the other, where the leader's score is at least `least`. */
export function reigns(
  steps: readonly GrowStep[],
  levels: readonly number[],
  least: number,
): readonly Reign[] {
  const found: Reign[] = [];
  let open = false;
  for (const { size, scores } of steps) {
    const best = Math.max(...scores);
    const level = levels[scores.indexOf(best)];
    if (level === undefined || best < least) {
      open = false;
      continue;
    }
    const last = found.at(-1);
    if (open && last?.level === level)
      found[found.length - 1] = { ...last, to: size, best: Math.max(last.best, best) };
    else found.push({ level, from: size, to: size, best });
    open = true;
  }
  return found;
}

/** The sweep in a sentence: which level leads from which size to which. */
export function sweepInWords(steps: readonly GrowStep[], levels: readonly number[], least: number): string {
  return sweepWords(reigns(steps, levels, least), least);
}
