import { type Graph, opAt } from '../graph/graph.ts';
import type { Op, OpKind, TensorId } from '../graph/op.ts';
import type { Weights } from '../operators/fold.ts';
import { mapDims, OnnxFile, rowDims } from './file.ts';
import { type Form, forms } from './forms.ts';

/**
 * An inference graph with its weights as an ONNX model (opset 13), every padding written out, fusion weights as constant shares.
 * Maps are [1, channels, height, width], answers of dense layers [1, channels]; inputs and outputs keep their names.
 */
export function toOnnx(graph: Graph, weights: Weights): Uint8Array<ArrayBuffer> {
  const file = new OnnxFile(graph.name, new Map(graph.parameters.map((p) => [p.name, p.shape])), weights);
  const named = new Map(Object.entries(graph.outputs).map(([name, id]) => [id, name]));
  const nameOf = (id: TensorId) => named.get(id) ?? opAt(graph, id).name;
  const rows = new Set<TensorId>();

  /** The name of a tensor as a row [1, c] or as a map [1, c, 1, 1], whichever it is itself. */
  const read = (op: Op, id: TensorId, asRow: boolean): string => {
    const name = nameOf(id);
    if (rows.has(id) === asRow) return name;
    const turned = `${op.name}/${asRow ? 'row' : 'map'} of ${name}`;
    if (asRow) return file.node('Flatten', [name], turned);
    const size = file.wholes(`${turned}/size`, mapDims(opAt(graph, id).shape));
    return file.node('Reshape', [name, size], turned);
  };

  graph.ops.forEach((op, id) => {
    const form = forms[op.kind];
    const fromRows = form.rows === 'needs' || (form.rows === 'keeps' && op.inputs.every((x) => rows.has(x)));
    if (fromRows || form.rows === 'makes') rows.add(id);
    if (op.kind === 'input') file.input(nameOf(id), mapDims(op.shape));
    const x = op.inputs.map((from) => read(op, from, fromRows));
    const first = opAt(graph, op.inputs[0] ?? id).shape;
    (form.write as Form<OpKind>)(file, op, x as unknown as [string, ...string[]], nameOf(id), first);
  });
  for (const [name, id] of Object.entries(graph.outputs)) {
    const { shape } = opAt(graph, id);
    file.output(name, rows.has(id) ? rowDims(shape) : mapDims(shape));
  }
  return file.finish();
}
