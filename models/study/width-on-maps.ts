import type { Measured } from './measured.ts';
import { networkOf, type Start, starts, widthsOfAll } from './networks.ts';

/** What growing width brought on one start, with nothing else changed. */
export interface WidthGain {
  readonly start: Start;
  /** The narrow network and the wide one; their widths are the same on every start. */
  readonly from: Measured;
  readonly to: Measured;
  /** Of the test share, for a doubling of the multiply-adds. */
  readonly gain: number;
  /** One standard deviation of it, by what seeds do to both ends. */
  readonly error: number;
}

/** A start that sees more, or composes more, against one that does not. */
export interface WidthAgainst {
  readonly less: WidthGain;
  readonly more: WidthGain;
  /** Whether the two gains lie two standard deviations apart. */
  readonly told: boolean;
}

/** In small what the paper's Figure 4 asks of width. */
export interface WidthOnMaps {
  /** Of each start that both widths were trained on. */
  readonly gains: readonly WidthGain[];
  /** The smallest pictures against the largest. */
  readonly resolution?: WidthAgainst;
  /** The base against the deep network. */
  readonly depth?: WidthAgainst;
}

function gainOn(measured: readonly Measured[], start: Start, deviation: number): WidthGain | undefined {
  const at = (width: number) => {
    const { name } = networkOf({ ...starts[start], width });
    return measured.find(({ network }) => network.name === name);
  };
  const [from, to] = [at(widthsOfAll.narrow), at(widthsOfAll.wide)];
  if (!from || !to) return undefined;
  const doublings = Math.log2(to.multiplyAdds / from.multiplyAdds);
  return {
    ...{ start, from, to, gain: (to.test - from.test) / doublings },
    error: (deviation / doublings) * Math.sqrt(1 / from.records.length + 1 / to.records.length),
  };
}

const against = (less: WidthGain | undefined, more: WidthGain | undefined): WidthAgainst | undefined =>
  less && more && less !== more
    ? { less, more, told: Math.abs(more.gain - less.gain) >= 2 * Math.hypot(less.error, more.error) }
    : undefined;

/** What width brings on pictures of other sides and at another depth. Undefined where no two can be held against each other, or where no deviation is known. */
export function widthOnMaps(
  measured: readonly Measured[],
  deviation: number | undefined,
): WidthOnMaps | undefined {
  if (deviation === undefined) return undefined;
  const gains = (Object.keys(starts) as Start[]).flatMap((start) => gainOn(measured, start, deviation) ?? []);
  const of = (...wanted: readonly Start[]) => gains.filter(({ start }) => wanted.includes(start));
  const bySide = of('small', 'base', 'large');
  const [base, deep] = [of('base')[0], of('deep')[0]];
  const [resolution, depth] = [against(bySide[0], bySide.at(-1)), against(base, deep)];
  if (!resolution && !depth) return undefined;
  return { gains, ...(resolution && { resolution }), ...(depth && { depth }) };
}
