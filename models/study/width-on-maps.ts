import type { Measured } from './measured.ts';
import { base, small } from './networks.ts';

/** What growing width brought on pictures of one resolution, with nothing else changed. */
export interface WidthGain {
  /** Pixels. */
  readonly resolution: number;
  /** The narrowest that was trained and the widest. */
  readonly from: Measured;
  readonly to: Measured;
  /** Of the test share, for a doubling of the multiply-adds. */
  readonly gain: number;
  /** One standard deviation of it, by what seeds do to both ends. */
  readonly error: number;
}

/** Small pictures against large ones, in small what the paper's Figure 4 asks of width. */
export interface WidthOnMaps {
  readonly smaller: WidthGain;
  readonly larger: WidthGain;
  /** Whether the two gains lie two standard deviations apart. */
  readonly told: boolean;
}

/** Networks of the study that differ in width alone, from the narrowest up. */
function widths(measured: readonly Measured[], resolution: number): readonly Measured[] {
  return measured
    .filter(({ network: { knobs } }) => knobs.depth === base.depth && knobs.resolution === resolution)
    .sort((a, b) => a.network.knobs.width - b.network.knobs.width);
}

function gainAt(measured: readonly Measured[], resolution: number, deviation: number): WidthGain | undefined {
  const all = widths(measured, resolution);
  const [from, to] = [all[0], all.at(-1)];
  if (!from || !to || from === to) return undefined;
  const doublings = Math.log2(to.multiplyAdds / from.multiplyAdds);
  return {
    ...{ resolution, from, to, gain: (to.test - from.test) / doublings },
    error: (deviation / doublings) * Math.sqrt(1 / from.records.length + 1 / to.records.length),
  };
}

/**
 * What width brings on the small network's pictures and on the base's. Undefined where one of them has fewer than two widths, or where no
 * deviation is known.
 */
export function widthOnMaps(
  measured: readonly Measured[],
  deviation: number | undefined,
): WidthOnMaps | undefined {
  if (deviation === undefined) return undefined;
  const smaller = gainAt(measured, small.resolution, deviation);
  const larger = gainAt(measured, base.resolution, deviation);
  if (smaller === undefined || larger === undefined) return undefined;
  return {
    ...{ smaller, larger },
    told: Math.abs(larger.gain - smaller.gain) >= 2 * Math.hypot(smaller.error, larger.error),
  };
}
