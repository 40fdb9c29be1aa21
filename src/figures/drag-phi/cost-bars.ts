import type { ScaledNetwork } from '../../../models/families/scaled-network.ts';
import { textWidth } from '../../parts/charts/text-width.ts';

/** A part of a stacked bar. */
export interface Segment {
  readonly number: string;
  readonly x: number;
  readonly width: number;
  /** The width as drawn: less a gap, and never so little that it cannot be seen. */
  readonly drawn: number;
  /** Whether its number fits under it. */
  readonly labelled: boolean;
}

/** Stacks a network's multiply-adds by group, along `room` pixels that stand for `whole` multiply-adds. */
export function stackCost(
  network: ScaledNetwork,
  whole: number,
  room: number,
  fontSize: number,
): readonly Segment[] {
  let x = 0;
  return network.groups.map((group, index) => {
    const width = (group.multiplyAdds / whole) * room;
    const number = /^stage\d$/.test(group.name) ? String(index + 1) : group.label;
    const segment: Segment = {
      number,
      x,
      width,
      drawn: Math.max(0.4, width - (width > 3 ? 1 : 0)),
      labelled: textWidth(number, fontSize) + 4 <= width,
    };
    x += width;
    return segment;
  });
}
