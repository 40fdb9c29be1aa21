import type { Graph } from '../../../models/graph/graph.ts';
import type { Op, TensorId } from '../../../models/graph/op.ts';
import { Complaint } from '../complaint.ts';

const frozen = 'backbone/';

/**
 * Detectors that stand on one backbone as one graph, so that the backbone runs once a picture. What is a detector's own, its
 * outputs too, is found under the detector's name: `NAME/classHead/P3`.
 * @throws Complaint where two do not share their backbone.
 */
export function onOneBackbone(graphs: readonly Graph[]): Graph {
  const [first] = graphs;
  if (first === undefined) throw new Complaint('No detector was named to run.');
  const shared = first.ops.filter(isShared);
  const ops: Op[] = [...shared];
  const parameters = new Map(
    first.parameters.flatMap((each) => (each.name.startsWith(frozen) ? [[each.name, each] as const] : [])),
  );
  const outputs: Record<string, TensorId> = {};
  for (const graph of graphs) {
    const own = (name: string) => (name.startsWith(frozen) ? name : `${graph.name}/${name}`);
    const moved: TensorId[] = [];
    let place = 0;
    graph.ops.forEach((op, id) => {
      if (isShared(op)) {
        if (op.name !== shared[place]?.name || `${op.shape}` !== `${shared[place]?.shape}`)
          throw new Complaint(`${graph.name} and ${first.name} do not stand on one backbone.`);
        moved[id] = place++;
        return;
      }
      const inputs = op.inputs.map((input) => moved[input] ?? 0);
      moved[id] = ops.push({ ...op, ...renamed(op, own), name: own(op.name), inputs } as Op) - 1;
    });
    for (const each of graph.parameters)
      if (!each.name.startsWith(frozen)) parameters.set(own(each.name), { ...each, name: own(each.name) });
    for (const [name, id] of Object.entries(graph.outputs)) outputs[own(name)] = moved[id] ?? 0;
  }
  return { name: first.name, ops, parameters: [...parameters.values()], outputs, taps: outputs, answers: [] };
}

const isShared = (op: Op): boolean => op.kind === 'input' || op.name.startsWith(frozen);

/** The fields of a folded operator that name weights. */
function renamed(op: Op, own: (name: string) => string): Partial<Record<string, string>> {
  const fields = ['kernel', 'bias', 'scale', 'shift', 'weights'] as const;
  return Object.fromEntries(
    fields.flatMap((field) => {
      const name: unknown = field in op ? op[field as keyof Op] : undefined;
      return typeof name === 'string' ? [[field, own(name)]] : [];
    }),
  );
}
