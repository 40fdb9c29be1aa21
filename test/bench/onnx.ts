import { fusionShares } from '../../models/blocks/fusion-shares.ts';
import { type Graph, opAt } from '../../models/graph/graph.ts';
import type { Op } from '../../models/graph/op.ts';
import type { Padding, Shape } from '../../models/graph/shape.ts';
import type { Weights } from '../../models/operators/fold.ts';
import { ProtobufWriter } from './protobuf-writer.ts';

type Attribute = number | string | readonly number[];

// Field numbers and enumerations: onnx.proto3. Maps are [1, channels, height, width] there.
const floatType = 1;
const wholeType = 7;

function attribute(name: string, value: Attribute): ProtobufWriter {
  const writer = new ProtobufWriter().text(1, name);
  if (typeof value === 'number') return writer.integer(3, value).integer(20, 2);
  if (typeof value === 'string') return writer.text(4, value).integer(20, 3);
  for (const each of value) writer.integer(8, each);
  return writer.integer(20, 7);
}

function node(
  type: string,
  inputs: readonly string[],
  output: string,
  attributes: Readonly<Record<string, Attribute>> = {},
): ProtobufWriter {
  const writer = new ProtobufWriter();
  for (const input of inputs) writer.text(1, input);
  writer.text(2, output).text(3, output).text(4, type);
  for (const [name, value] of Object.entries(attributes)) writer.message(5, attribute(name, value));
  return writer;
}

function tensor(name: string, dims: readonly number[], values: Float32Array | BigInt64Array): ProtobufWriter {
  const writer = new ProtobufWriter();
  for (const side of dims) writer.integer(1, side);
  return writer
    .integer(2, values instanceof Float32Array ? floatType : wholeType)
    .text(8, name)
    .bytes(9, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
}

function valueInfo(name: string, dims: readonly number[]): ProtobufWriter {
  const shape = new ProtobufWriter();
  for (const side of dims) shape.message(1, new ProtobufWriter().integer(1, side));
  const type = new ProtobufWriter().integer(1, floatType).message(2, shape);
  return new ProtobufWriter().text(1, name).message(2, new ProtobufWriter().message(1, type));
}

const dims = ([height, width, channels]: Shape) => [1, channels, height, width];

/** [h, w, in, out] → [out, in, h, w]; a depthwise [h, w, channels, 1] → [channels, 1, h, w]. */
function transposeKernel(values: Float32Array, shape: readonly number[], depthwise: boolean): Float32Array {
  const [height = 1, width = 1, a = 1, b = 1] = shape;
  const [inputs, outputs] = depthwise ? [1, a] : [a, b];
  const result = new Float32Array(values.length);
  for (let tap = 0; tap < height * width; tap++)
    for (let i = 0; i < inputs; i++)
      for (let o = 0; o < outputs; o++)
        result[(o * inputs + i) * height * width + tap] = values[(tap * inputs + i) * outputs + o] ?? 0;
  return result;
}

/** Explicit pads in ONNX's order: all beginnings, then all ends. */
const pads = ({ top, left, bottom, right }: Padding) => [top, left, bottom, right];

/** Whether an operator's answer is a row of values: a dense layer's, and what is computed from it alone. */
function isRow(graph: Graph, op: Op): boolean {
  const [from] = op.inputs;
  const before = from === undefined ? undefined : graph.ops[from];
  const follows = op.kind === 'activation' || op.kind === 'softmax';
  return op.kind === 'dense' || (follows && before !== undefined && isRow(graph, before));
}

/**
 * An inference graph with its weights as an ONNX model (opset 13), every padding written out, fusion weights as constant shares.
 * Inputs and outputs keep their names. Throws for an operator that no benchmark needs so far.
 */
export function toOnnx(graph: Graph, weights: Weights): Uint8Array {
  const nodes: ProtobufWriter[] = [];
  const constants = new Map<string, ProtobufWriter>();
  const shapes = new Map(graph.parameters.map(({ name, shape }) => [name, shape]));
  const valuesOf = (name: string) => weights.get(name) ?? new Float32Array();
  const vector = (name: string | undefined) => {
    if (name === undefined) return [];
    constants.set(name, tensor(name, [valuesOf(name).length], valuesOf(name)));
    return [name];
  };
  /** One value for each channel of a map. */
  const perChannel = (name: string) => {
    constants.set(name, tensor(name, [valuesOf(name).length, 1, 1], valuesOf(name)));
    return name;
  };
  const kernel = (name: string, depthwise: boolean) => {
    const shape = shapes.get(name) ?? [];
    const [height = 1, width = 1, a = 1, b = 1] = shape;
    const turned = depthwise ? [a, 1, height, width] : [b, a, height, width];
    constants.set(name, tensor(name, turned, transposeKernel(valuesOf(name), shape, depthwise)));
    return name;
  };
  const named = new Map(Object.entries(graph.outputs).map(([name, id]) => [id, name]));
  const nameOf = (id: number) => named.get(id) ?? graph.ops[id]?.name ?? `tensor${id}`;

  const convert = (op: Op, x: readonly string[], y: string): void => {
    switch (op.kind) {
      case 'input':
        return;
      case 'conv2d':
      case 'depthwiseConv2d': {
        const depthwise = op.kind === 'depthwiseConv2d';
        const group = depthwise ? op.shape[2] : op.groups;
        const inputs = [...x, kernel(op.kernel, depthwise), ...vector(op.bias)];
        const window = { kernel_shape: [op.kernelSize, op.kernelSize], strides: [op.stride, op.stride] };
        nodes.push(node('Conv', inputs, y, { ...window, group, pads: pads(op.padding) }));
        return;
      }
      case 'dense': {
        constants.set(op.kernel, tensor(op.kernel, shapes.get(op.kernel) ?? [], valuesOf(op.kernel)));
        nodes.push(node('Flatten', x, `${op.name}/row`));
        nodes.push(node('Gemm', [`${op.name}/row`, op.kernel, ...vector(op.bias)], y));
        return;
      }
      case 'activation':
        if (op.activation === 'swish') {
          nodes.push(node('Sigmoid', x, `${op.name}/sigmoid`));
          nodes.push(node('Mul', [...x, `${op.name}/sigmoid`], y));
        } else if (op.activation === 'sigmoid') nodes.push(node('Sigmoid', x, y));
        else if (op.activation === 'relu') nodes.push(node('Relu', x, y));
        else throw new Error(`${op.name}: ${op.activation} is not exported yet.`);
        return;
      case 'add':
        nodes.push(node(x.length === 2 ? 'Add' : 'Sum', x, y));
        return;
      case 'multiply':
        nodes.push(node('Mul', x, y));
        return;
      case 'scaleShift':
        nodes.push(node('Mul', [...x, perChannel(op.scale)], `${op.name}/scaled`));
        nodes.push(node('Add', [`${op.name}/scaled`, perChannel(op.shift)], y));
        return;
      case 'maxPool': {
        const window = { kernel_shape: [op.kernelSize, op.kernelSize], strides: [op.stride, op.stride] };
        nodes.push(node('MaxPool', x, y, { ...window, pads: pads(op.padding) }));
        return;
      }
      case 'resizeNearest': {
        const size = `${op.name}/size`;
        constants.set(size, tensor(size, [4], BigInt64Array.from(dims(op.shape), BigInt)));
        // The source cell ⌊i · in / out⌋, or ⌊(i + ½) · in / out⌋, which there is a rounding of half a cell less.
        const cell = op.halfPixelCenters
          ? { coordinate_transformation_mode: 'half_pixel', nearest_mode: 'round_prefer_ceil' }
          : { coordinate_transformation_mode: 'asymmetric', nearest_mode: 'floor' };
        nodes.push(node('Resize', [...x, '', '', size], y, { mode: 'nearest', ...cell }));
        return;
      }
      case 'fuse': {
        const shares =
          op.weights === undefined ? op.inputs.map(() => 1) : fusionShares(op, valuesOf(op.weights));
        const terms = x.map((name, i) => {
          const share = shares[i] ?? 0;
          if (share === 1) return name;
          const constant = `${op.name}/share${i}`;
          constants.set(constant, tensor(constant, [], Float32Array.of(share)));
          nodes.push(node('Mul', [name, constant], `${op.name}/term${i}`));
          return `${op.name}/term${i}`;
        });
        nodes.push(node(terms.length === 2 ? 'Add' : 'Sum', terms, y));
        return;
      }
      case 'globalAveragePool':
        nodes.push(node('GlobalAveragePool', x, y));
        return;
      case 'softmax':
        nodes.push(node('Softmax', x, y, { axis: 1 }));
        return;
      default:
        throw new Error(`${op.name}: ${op.kind} is not exported yet.`);
    }
  };
  graph.ops.forEach((op, id) => {
    convert(op, op.inputs.map(nameOf), nameOf(id));
  });

  const written = new ProtobufWriter();
  for (const each of nodes) written.message(1, each);
  written.text(2, graph.name);
  for (const each of constants.values()) written.message(5, each);
  const input = graph.ops[0];
  if (input !== undefined) written.message(11, valueInfo(nameOf(0), dims(input.shape)));
  for (const [name, id] of Object.entries(graph.outputs)) {
    const op = opAt(graph, id);
    written.message(12, valueInfo(name, isRow(graph, op) ? [1, op.shape[2]] : dims(op.shape)));
  }
  const opset = new ProtobufWriter().text(1, '').integer(2, 13);
  return new ProtobufWriter().integer(1, 8).message(7, written).message(8, opset).finish();
}
