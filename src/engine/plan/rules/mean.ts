import { type Draft, isPassing, madeAs, makerOf, type Rule } from '../draft.ts';
import type { Step } from '../step.ts';

/** Whether a mean may be left as sums of workgroups: only programs that add them up read it. */
function isReadAsSums(draft: Draft, mean: number): boolean {
  if (draft.kept.has(mean)) return false;
  return (draft.readers[mean] ?? []).every((id) => {
    const reader = draft.graph.ops[id];
    return reader?.kind === 'dense' || (reader?.kind === 'conv2d' && reader.inputs.length === 1);
  });
}

/**
 * A global mean is taken by the layer that makes its map: each workgroup leaves its sum. Where the mean is all that is wanted of the
 * map, the map is not written.
 */
export const mean: Rule = {
  name: 'mean',
  apply(steps, draft) {
    let now = steps;
    for (const later of steps) {
      const id = later.program === 'plain' ? later.parts[0]?.op : undefined;
      const op = madeAs(draft, id, 'globalAveragePool');
      const [read] = op?.inputs ?? [];
      if (op === undefined || id === undefined || read === undefined || !isReadAsSums(draft, id)) continue;
      const earlier = makerOf(now, read);
      if (earlier === undefined || (earlier.program !== 'depthwise' && earlier.program !== 'pointwise'))
        continue;
      const [part] = earlier.parts;
      if (part === undefined || part.mean !== null) continue;
      const alone = isPassing(draft, read);
      const joined = {
        ...earlier,
        parts: [{ ...part, ops: [...part.ops, id], makes: alone ? null : read, mean: id }],
      } as Step;
      now = now.filter((step) => step !== later).map((step) => (step === earlier ? joined : step));
    }
    return now;
  },
};
