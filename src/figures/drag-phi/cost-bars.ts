import { textWidth } from '../charts/text-width.ts';
import type { ScaledNetwork } from '../scaled-cost/scaled-network.ts';

/** A part of a stacked bar. */
export interface Segment {
  readonly name: string;
  readonly number: string;
  readonly x: number;
  readonly width: number;
  readonly multiplyAdds: number;
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
      name: group.label,
      number,
      x,
      width,
      multiplyAdds: group.multiplyAdds,
      labelled: textWidth(number, fontSize) + 4 <= width,
    };
    x += width;
    return segment;
  });
}
