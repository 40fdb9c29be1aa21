import { opAt } from '../../../../models/graph/graph.ts';
import { bytesPerValue, isSingleCell } from '../../../../models/graph/shape.ts';
import { type Draft, isPassing, makerOf, type Rule } from '../draft.ts';
import type { PointwisePart, Step } from '../step.ts';

/** The plain pointwise part that makes a single cell which only one reader sees. */
function cellLayer(
  steps: readonly Step[],
  draft: Draft,
  id: number | undefined,
): { step: Step; part: PointwisePart } | undefined {
  const step = makerOf(steps, id);
  if (step?.program !== 'pointwise' || id === undefined || !isPassing(draft, id)) return undefined;
  const [part] = step.parts;
  if (part === undefined || part.gate.kind !== 'none' || part.reads.length !== 1) return undefined;
  return isSingleCell(opAt(draft.graph, part.layer).shape) ? { step, part } : undefined;
}

/**
 * Squeeze and excitation is computed by every workgroup of the layer that it gates: two small layers again and again are cheaper than
 * two dispatches more. It needs the means as sums, and room for the gate in workgroup memory.
 */
export const excite: Rule = {
  name: 'excite',
  apply(steps, draft) {
    let now = steps;
    for (const later of steps) {
      if (later.program !== 'pointwise') continue;
      const [part] = later.parts;
      if (part?.gate.kind !== 'map') continue;
      const at = part.gate.read;
      const expand = cellLayer(now, draft, part.reads[at]);
      const reduce = expand && cellLayer(now, draft, expand.part.reads[0]);
      if (expand === undefined || reduce === undefined) continue;
      const [mean] = reduce.part.reads;
      const summed = now.some((step) => step.parts.some((each) => each.mean === mean));
      if (mean === undefined || !summed || !isPassing(draft, mean)) continue;
      const channels = opAt(draft.graph, expand.part.layer).shape[2];
      const squeezed = opAt(draft.graph, reduce.part.layer).shape[2];
      // The means and the gate share one array; the squeezed channels have another; the layer's own sums need the rest.
      if (
        channels * bytesPerValue > draft.workgroupBytes / 2 ||
        squeezed * bytesPerValue > draft.workgroupBytes / 8
      )
        continue;
      const joined: PointwisePart = {
        ...part,
        ops: [...reduce.part.ops, ...expand.part.ops, ...part.ops],
        reads: part.reads.map((read, i) => (i === at ? mean : read)),
        gate: {
          kind: 'excite',
          read: at,
          reduce: reduce.part.layer,
          reduceFinish: reduce.part.finish,
          expand: expand.part.layer,
          expandFinish: expand.part.finish,
        },
      };
      now = now
        .filter((step) => step !== expand.step && step !== reduce.step)
        .map((step) => (step === later ? { program: 'pointwise', parts: [joined] } : step));
    }
    return now;
  },
};
