/** A network as a walk from map to map: what each is made of, how large it is, how far it sees, what it costs. */
import { findTensor, type Graph, opAt } from '../graph/graph.ts';
import { costs } from '../operators/cost.ts';
import { receptiveFields } from '../operators/receptive-field.ts';

export interface SteppedMap {
  /** The tap, or the output, that it is. */
  readonly name: string;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Pixels of the picture that a cell sees, from above to below and from left to right, were there no edge. */
  readonly sees: readonly [vertical: number, horizontal: number];
  /** Of all operators since the map before it. */
  readonly multiplyAdds: number;
  readonly parameters: number;
  /** Earlier maps that it is made of; none for what is made of the picture. */
  readonly from: readonly string[];
}

/**
 * @param names maps in the order in which they are made; each operator belongs to the first of them that comes behind it
 * @throws GraphError where the graph has no such map
 */
export function steppedMaps(graph: Graph, names: readonly string[]): readonly SteppedMap[] {
  const ids = names.map((name) => findTensor(graph, name));
  const fields = receptiveFields(graph);
  const each = costs(graph);
  const ownerOf = (id: number) => ids.findIndex((last) => id <= last);
  return names.map((name, at) => {
    const last = ids[at]!;
    const first = at === 0 ? 1 : ids[at - 1]! + 1;
    if (last < first) throw new RangeError(`${name} is made before ${names[at - 1]}.`);
    const own = Array.from({ length: last - first + 1 }, (_, i) => first + i);
    const read = own.flatMap((id) => opAt(graph, id).inputs.filter((input) => input < first && input > 0));
    const from = [...new Set(read.map(ownerOf))].sort((a, b) => a - b).map((owner) => names[owner]!);
    const [height, width, channels] = opAt(graph, last).shape;
    const { vertical, horizontal } = fields[last]!;
    return {
      name,
      height,
      width,
      channels,
      sees: [vertical.end - vertical.start + 1, horizontal.end - horizontal.start + 1],
      multiplyAdds: own.reduce((sum, id) => sum + each[id]!.multiplyAdds, 0),
      parameters: own.reduce((sum, id) => sum + each[id]!.parameters, 0),
      from,
    };
  });
}
