import { type Balance, type Duty, duties, shareBeyond } from '../../../models/facts/detector-balance.ts';
import type { BackboneAgainstHeadView } from './view.ts';

/** A detector as a bar that lies across a beam: its backbone on one side, all else on the other. */
export interface BalancedBar {
  readonly name: string;
  readonly title: string;
  readonly total: number;
  /** Shares of the total, together 1. */
  readonly parts: readonly { readonly duty: Duty; readonly amount: number; readonly share: number }[];
  readonly beyond: number;
}

export function balancedBars(
  balances: readonly Balance[],
  { measure, order }: BackboneAgainstHeadView,
): readonly BalancedBar[] {
  const bars = balances.map((balance): BalancedBar => {
    const total = duties.reduce((sum, duty) => sum + balance.parts[duty][measure], 0);
    return {
      name: balance.name,
      title: balance.title,
      total,
      parts: duties.map((duty) => {
        const amount = balance.parts[duty][measure];
        return { duty, amount, share: amount / total };
      }),
      beyond: shareBeyond(balance, measure),
    };
  });
  return order === 'size'
    ? bars.toSorted((a, b) => a.total - b.total)
    : bars.toSorted((a, b) => b.beyond - a.beyond);
}
