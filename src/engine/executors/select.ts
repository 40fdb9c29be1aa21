import { type Candidates, topCandidates } from '../../../models/answers/candidates.ts';
import type { DeviceMaps } from './runtime.ts';
import type { Heads, Selection, SelectOptions } from './selection.ts';

/** Chooses a detector's candidates: on the device where it can, else in memory. */
export function select(maps: DeviceMaps, heads: Heads, options: SelectOptions): Promise<Selection> {
  return maps.best?.(heads, options) ?? selectInMemory(maps, heads, options);
}

/** Candidates among the logits of anchors, where a NaN or an infinity leaves its anchor out. */
function finite(candidates: Candidates): Candidates {
  const good = [...candidates.logits.keys()].filter((i) => Number.isFinite(candidates.logits[i]));
  if (good.length === candidates.logits.length) return candidates;
  return {
    anchors: Int32Array.from(good, (i) => candidates.anchors[i] ?? 0),
    labels: Int32Array.from(good, (i) => candidates.labels[i] ?? 0),
    logits: Float32Array.from(good, (i) => candidates.logits[i] ?? 0),
    skipped: candidates.skipped + candidates.logits.length - good.length,
  };
}

async function joined(maps: DeviceMaps, names: readonly string[]): Promise<Float32Array> {
  const read = await Promise.all(names.map((name) => maps.map(name).read()));
  const all = new Float32Array(read.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const values of read) {
    all.set(values, at);
    at += values.length;
  }
  return all;
}

/** The same by reading every map: a processor's memory is read as it lies. */
async function selectInMemory(
  maps: Pick<DeviceMaps, 'map'>,
  { classes, anchors, levels }: Heads,
  { most, cells }: SelectOptions,
): Promise<Selection> {
  const logits = await joined(
    maps,
    levels.map((level) => level.logits),
  );
  const all = await joined(
    maps,
    levels.map((level) => level.regressions),
  );
  const candidates = finite(topCandidates(logits, { classes, most, onceAnAnchor: true }));
  const regressions = new Float32Array(candidates.anchors.length * 4);
  candidates.anchors.forEach((anchor, i) => {
    regressions.set(all.subarray(anchor * 4, anchor * 4 + 4), i * 4);
  });
  if (!cells) return { candidates, regressions };
  const each = anchors * classes;
  let start = 0;
  const cellLogits = levels.map(({ cells: [height, width] }) => {
    const best = new Float32Array(height * width).fill(Number.NEGATIVE_INFINITY);
    for (let i = 0; i < best.length * each; i++) {
      const logit = logits[start + i] ?? 0;
      const cell = Math.floor(i / each);
      if (logit > (best[cell] ?? 0)) best[cell] = logit;
    }
    start += best.length * each;
    return best;
  });
  return { candidates, regressions, cellLogits };
}
