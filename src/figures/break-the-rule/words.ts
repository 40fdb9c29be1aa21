import type { GrowthCurve } from '../../../models/facts/scaled-b0.ts';
import type { ScaledRow } from '../../../models/published/efficientnet/scaling.ts';
import { exact } from '../../words/en/quantity.ts';
import { coefficients } from './logic.ts';
import type { BreakTheRuleView } from './view.ts';

/** What holding the cost leaves over, in words; empty where nothing is held. */
export function heldSentence(view: BreakTheRuleView, residual: number, bounded: boolean): string {
  if (view.give === 'nothing') return '';
  const held = `${exact(view.held)} million`;
  if (bounded)
    return `Held at ${held}, but ${view.give} has reached the end of its range, ${offset(residual)}.`;
  const why =
    view.give === 'resolution' ? 'a side is a whole number of pixels' : `${view.give} moves in steps`;
  return `Held at ${held}: ${offset(residual)}, since ${why}. Drag ${view.give} itself to set a new budget.`;
}

function offset(residual: number): string {
  const size = Math.abs(100 * residual);
  if (size < 0.05) return 'met to a twentieth of a percent';
  return `${size.toFixed(1)} % ${residual > 0 ? 'above' : 'below'}`;
}

export function growthDescription(curves: readonly GrowthCurve[]): string {
  const parts = curves.map(({ dimension, stops }) => {
    const [value, ratio] = stops.at(-1)!;
    return `${dimension} ${value} costs ${ratio.toFixed(1)} times B0`;
  });
  return `Multiply-adds against one scaled dimension, both axes logarithmic. ${parts.join('; ')}.`;
}

export function publishedDescription(rows: readonly ScaledRow[]): string {
  return `Published results of ${rows[0]?.network}: ${rows
    .map(
      (row) =>
        `${coefficients(row)}, ${row.top1} percent at ${row.multiplyAdds.printed.replace('B', ' billion')}`,
    )
    .join('; ')}.`;
}
