import { opAt } from '../../../../models/graph/graph.ts';
import { isSingleCell } from '../../../../models/graph/shape.ts';
import { isKind, isPassing, makerOf, type Rule, replaceBoth } from '../draft.ts';

/** A map times one value a channel, in front of a pointwise layer, is multiplied as the layer reads it. */
export const gate: Rule = {
  name: 'gate',
  apply(steps, draft) {
    let now = steps;
    for (const later of steps) {
      if (later.program !== 'pointwise') continue;
      const [part] = later.parts;
      if (part === undefined || part.gate.kind !== 'none') continue;
      const [read, ...others] = part.reads;
      if (read === undefined || !isPassing(draft, read)) continue;
      const op = opAt(draft.graph, read);
      const [x, factor] = op.inputs;
      const earlier = makerOf(now, read);
      if (!isKind(op, 'multiply') || earlier?.program !== 'plain' || x === undefined || factor === undefined)
        continue;
      if (!isSingleCell(opAt(draft.graph, factor).shape) || isSingleCell(op.shape)) continue;
      const joined = {
        ...part,
        ops: [read, ...part.ops],
        // The gate stands behind the map; sums that were added later move up by one.
        reads: [x, factor, ...others],
        finish: part.finish.map((each) => (each.kind === 'add' ? { ...each, read: each.read + 1 } : each)),
        gate: { kind: 'map', read: 1 } as const,
      };
      now = replaceBoth(now, earlier, later, { program: 'pointwise', parts: [joined] });
    }
    return now;
  },
};
