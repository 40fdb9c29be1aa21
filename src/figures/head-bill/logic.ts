import { type HeadBill, headBills } from '../../../models/facts/region-heads.ts';
import type { HeadBillView } from './view.ts';

/** A head's bar: what is paid once for a picture, and what for all regions together. */
export interface HeadBar extends HeadBill {
  readonly once: number;
  readonly forRegions: number;
  readonly total: number;
  /** Of the longest bar. */
  readonly onceShare: number;
  readonly regionsShare: number;
}

export function headBars({ regions, measure, kernel }: HeadBillView): readonly HeadBar[] {
  const bars = headBills(Number(kernel)).map((bill) => {
    const once = measure === 'memory' ? bill.mapBytes : bill.once;
    const forRegions = measure === 'memory' ? 0 : regions * bill.perRegion;
    return { ...bill, once, forRegions, total: once + forRegions };
  });
  const longest = Math.max(...bars.map(({ total }) => total));
  return bars.map((bar) => ({
    ...bar,
    onceShare: bar.once / longest,
    regionsShare: bar.forRegions / longest,
  }));
}

/** The window of a k×1 and a 1×k convolution on a map, in cells: the square seen, and the two strips that make it. */
export function windowOn([height, width]: readonly [number, number], kernel: number) {
  const [y, x] = [Math.floor(height / 2), Math.floor(width / 2)];
  const half = (kernel - 1) / 2;
  return {
    square: { x: x - half, y: y - half, width: kernel, height: kernel },
    tall: { x, y: y - half, width: 1, height: kernel },
    broad: { x: x - half, y, width: kernel, height: 1 },
  };
}
