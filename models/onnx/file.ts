import type { Shape } from '../graph/shape.ts';
import type { Weights } from '../operators/fold.ts';
import { ProtobufWriter } from './protobuf-writer.ts';

/** A whole number, a text or a list of whole numbers; a real number stands in a Float32Array of one. */
export type Attribute = number | string | readonly number[] | Float32Array;
export type Attributes = Readonly<Record<string, Attribute>>;

// Field numbers and enumerations: onnx.proto3.
const floatType = 1;
const wholeType = 7;

function attribute(name: string, value: Attribute): ProtobufWriter {
  const writer = new ProtobufWriter().text(1, name);
  if (typeof value === 'number') return writer.integer(3, value).integer(20, 2);
  if (typeof value === 'string') return writer.text(4, value).integer(20, 3);
  if (value instanceof Float32Array) return writer.float(2, value[0] ?? 0).integer(20, 1);
  for (const each of value) writer.integer(8, each);
  return writer.integer(20, 7);
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

/** A map's axes in ONNX: [1, channels, height, width]. */
export const mapDims = ([height, width, channels]: Shape) => [1, channels, height, width];

/** A dense layer's answer there: [1, channels]. */
export const rowDims = ([, , channels]: Shape) => [1, channels];

/** An ONNX model (opset 13) that is being written: its nodes in order and its constants. */
export class OnnxFile {
  readonly #name: string;
  readonly #shapes: ReadonlyMap<string, readonly number[]>;
  readonly #weights: Weights;
  readonly #nodes: ProtobufWriter[] = [];
  readonly #constants = new Map<string, ProtobufWriter>();
  readonly #inputs: ProtobufWriter[] = [];
  readonly #outputs: ProtobufWriter[] = [];

  /** `shapes` of the weights by parameter name, in the graph's layout. */
  constructor(name: string, shapes: ReadonlyMap<string, readonly number[]>, weights: Weights) {
    this.#name = name;
    this.#shapes = shapes;
    this.#weights = weights;
  }

  /** Adds a node of one output and gives that output's name, which is the node's own too. */
  node(type: string, inputs: readonly string[], output: string, attributes: Attributes = {}): string {
    const writer = new ProtobufWriter();
    for (const input of inputs) writer.text(1, input);
    writer.text(2, output).text(3, output).text(4, type);
    for (const [name, value] of Object.entries(attributes)) writer.message(5, attribute(name, value));
    this.#nodes.push(writer);
    return output;
  }

  input(name: string, dims: readonly number[]): void {
    this.#inputs.push(valueInfo(name, dims));
  }

  output(name: string, dims: readonly number[]): void {
    this.#outputs.push(valueInfo(name, dims));
  }

  /** A constant of real numbers; `dims` [] for a single one. */
  reals(name: string, dims: readonly number[], values: ArrayLike<number>): string {
    this.#constants.set(name, tensor(name, dims, Float32Array.from(values)));
    return name;
  }

  /** A constant list of whole numbers. */
  wholes(name: string, values: readonly number[]): string {
    this.#constants.set(name, tensor(name, [values.length], BigInt64Array.from(values, BigInt)));
    return name;
  }

  /** The values of a parameter. */
  values(parameter: string): Float32Array {
    return this.#weights.get(parameter) ?? new Float32Array();
  }

  /** A parameter as it lies, as a constant of its own name. */
  asItIs(parameter: string): string {
    return this.reals(parameter, this.#shapes.get(parameter) ?? [], this.values(parameter));
  }

  /** A parameter of one value for each channel of a map. */
  perChannel(parameter: string): string {
    const values = this.values(parameter);
    return this.reals(parameter, [values.length, 1, 1], values);
  }

  /** A convolution's kernel: [h, w, in, out] → [out, in, h, w]; a depthwise [h, w, channels, 1] → [channels, 1, h, w]. */
  kernel(parameter: string, depthwise: boolean): string {
    const [height = 1, width = 1, a = 1, b = 1] = this.#shapes.get(parameter) ?? [];
    const [inputs, outputs] = depthwise ? [1, a] : [a, b];
    const values = this.values(parameter);
    const turned = new Float32Array(values.length);
    for (let tap = 0; tap < height * width; tap++)
      for (let i = 0; i < inputs; i++)
        for (let o = 0; o < outputs; o++)
          turned[(o * inputs + i) * height * width + tap] = values[(tap * inputs + i) * outputs + o] ?? 0;
    return this.reals(parameter, [outputs, inputs, height, width], turned);
  }

  finish(): Uint8Array<ArrayBuffer> {
    const graph = new ProtobufWriter();
    for (const each of this.#nodes) graph.message(1, each);
    graph.text(2, this.#name);
    for (const each of this.#constants.values()) graph.message(5, each);
    for (const each of this.#inputs) graph.message(11, each);
    for (const each of this.#outputs) graph.message(12, each);
    const opset = new ProtobufWriter().text(1, '').integer(2, 13);
    return new ProtobufWriter().integer(1, 8).message(7, graph).message(8, opset).finish();
  }
}
