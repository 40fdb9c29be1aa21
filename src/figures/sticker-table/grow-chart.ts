import type { DataTable } from '../../parts/shell/table.ts';
import type { TableSticker } from '../../parts/stickers/stickers.ts';
import type { GrowStep } from './grow.ts';

/** A level's curve: coarser levels are drawn thicker. */
export interface GrowLine {
  readonly level: number;
  readonly width: number;
  /** It never rises to where it would be named. */
  readonly low: boolean;
  readonly points: readonly { readonly size: number; readonly score: number }[];
}

/** Where a level's name stands: at its curve's highest point. */
export interface GrowLabel {
  readonly level: number;
  readonly size: number;
  readonly score: number;
}

/** Names stand only at curves that rise at least so high; the others lie along the axis. */
const labelledFrom = 0.12;

/** A sweep as curves, coarsest first, so that the fine ones lie on top. */
export function chartOf({
  steps,
  levels,
}: {
  readonly steps: readonly GrowStep[];
  readonly levels: readonly number[];
}) {
  const lines = levels.map((level, i): GrowLine => {
    const points = steps.map(({ size, scores }) => ({ size, score: scores[i] ?? 0 }));
    const low = points.every(({ score }) => score < labelledFrom);
    return { level, low, width: low ? 1 : 1.25 + 0.8 * i, points };
  });
  const labels = lines.flatMap(({ level, points }): GrowLabel[] => {
    const best = points.reduce((a, b) => (b.score > a.score ? b : a), { size: 0, score: 0 });
    return best.score >= labelledFrom ? [{ level, ...best }] : [];
  });
  return { lines: lines.toReversed(), labels: apart(labels) };
}

/** Raises a name that would lie on another one. */
function apart(labels: readonly GrowLabel[]): readonly GrowLabel[] {
  const placed: GrowLabel[] = [];
  for (const label of labels) {
    let { score } = label;
    const near = (other: GrowLabel) =>
      Math.abs(Math.log(other.size / label.size)) < 0.16 && Math.abs(other.score - score) < 0.075;
    while (placed.some(near)) score += 0.02;
    placed.push({ ...label, score });
  }
  return placed;
}

/** A sweep as rows: one a size, one column a level. */
export function sweepTable({
  sticker,
  detector,
  levels,
  steps,
}: {
  readonly sticker: Pick<TableSticker, 'artist' | 'name'>;
  readonly detector: string;
  readonly levels: readonly number[];
  readonly steps: readonly GrowStep[];
}): DataTable {
  return {
    name: `${detector}-${sticker.artist}-${sticker.name}`,
    columns: ['size', ...levels.map((level) => `P${level}`)],
    rows: steps.map(({ size, scores }) => [size, ...scores.map((score) => Number(score.toFixed(4)))]),
  };
}

/** The step nearest to a size on the chart's logarithmic scale. */
export function stepNear(steps: readonly GrowStep[], size: number): GrowStep | undefined {
  const away = (step: GrowStep) => Math.abs(Math.log(step.size / size));
  return steps.toSorted((a, b) => away(a) - away(b))[0];
}
