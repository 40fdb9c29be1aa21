import { type Axis, place, ticksOf } from './axis.ts';
import type { Tick } from './frame.ts';
import type { Box } from './label-placement.ts';

/** Axes of a chart of something measured, from 0 to 1 at most, against what it costs, with their ticks. */
export interface MeasuredAxes {
  readonly x: Axis;
  readonly y: Axis;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
}

/**
 * @param costs multiply-adds; the ticks tell millions
 * @param highest of what was measured, intervals included: the axis ends at the tenth above it
 * @param room as many times the least and the largest cost the axis goes beyond them
 * @param sparse ticks of costs at powers of ten alone
 */
export function measuredAxes(
  plot: Box,
  costs: readonly number[],
  highest: number,
  { room, sparse = false }: { readonly room: number; readonly sparse?: boolean },
): MeasuredAxes {
  const x: Axis = {
    kind: 'logarithmic',
    from: Math.min(...costs) / room,
    to: Math.max(...costs) * room,
    start: plot.left,
    end: plot.right,
  };
  const y: Axis = {
    kind: 'linear',
    from: 0,
    to: Math.ceil(Math.max(0.1, highest) * 10) / 10,
    start: plot.bottom,
    end: plot.top,
  };
  return {
    x,
    y,
    xTicks: ticksOf(x, { sparse }).map((value) => ({ at: place(x, value), text: `${value / 1e6}` })),
    yTicks: ticksOf(y, { step: 0.1 }).map((value) => ({ at: place(y, value), text: value.toFixed(1) })),
  };
}
