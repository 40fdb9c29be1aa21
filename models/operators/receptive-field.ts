import type { Graph } from '../graph/graph.ts';
import type { TensorId } from '../graph/op.ts';
import type { Shape } from '../graph/shape.ts';
import { ownPixel, type ReceptiveField } from './field.ts';
import { operatorOf } from './index.ts';
import type { InputFields, Inputs } from './operator.ts';

/** The receptive field of every map of a graph, by tensor id. */
export function receptiveFields(graph: Graph): readonly ReceptiveField[] {
  const fields: ReceptiveField[] = [];
  const picture: Shape = graph.ops[0]?.shape ?? [1, 1, 1];
  for (const op of graph.ops) {
    const seen = op.inputs.map((id) => fields[id]) as unknown as InputFields;
    const shapes = op.inputs.map((id) => graph.ops[id]?.shape) as unknown as Inputs;
    fields.push(operatorOf(op).sees(op, seen, shapes, picture));
  }
  return fields;
}

/** Pixels that cell (`row`, `column`) sees, cut to the picture: [top, left, bottom, right], ends included. */
export function fieldOfCell(
  graph: Graph,
  field: ReceptiveField,
  row: number,
  column: number,
): readonly [top: number, left: number, bottom: number, right: number] {
  const [height, width] = graph.ops[0]?.shape ?? [1, 1, 1];
  const cut = (value: number, size: number) => Math.min(size - 1, Math.max(0, Math.round(value)));
  const { vertical, horizontal } = field;
  return [
    cut(vertical.start + row * vertical.stride, height),
    cut(horizontal.start + column * horizontal.stride, width),
    cut(vertical.end + row * vertical.stride, height),
    cut(horizontal.end + column * horizontal.stride, width),
  ];
}

/** Id of the tensor whose receptive field a tap has. */
export function fieldOf(graph: Graph, id: TensorId): ReceptiveField {
  return receptiveFields(graph)[id] ?? ownPixel;
}
