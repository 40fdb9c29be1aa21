import * as tf from '@tensorflow/tfjs-core';
import type { Graph } from '../../../models/graph/graph.ts';
import type { Op } from '../../../models/graph/op.ts';
import { servePeer } from './contender.ts';
import { startStock } from './stock-backend.ts';

// A detector in the calls that TF.js' documentation offers and its converter emits: a convolution with its bias in one call, 'same'
// padding, x · sigmoid(x), the official code's fusion with frozen shares, one tidy around the whole. It shares no code with the engine.

let graph: Graph | null = null;
const weights = new Map<string, tf.Tensor>();

/** Learned shares, computed once, as a frozen graph holds them. */
function shares(op: Extract<Op, { kind: 'fuse' }>): tf.Tensor[] {
  const raw = op.weights === undefined ? undefined : weights.get(op.weights);
  if (raw === undefined) return op.inputs.map(() => tf.scalar(1));
  if (op.method === 'softmax') return tf.unstack(tf.softmax(raw));
  const positive = tf.relu(raw);
  return tf.unstack(op.method === 'unbounded' ? raw : tf.div(positive, tf.add(tf.sum(positive), op.epsilon)));
}
const frozen = new Map<string, tf.Tensor[]>();

function compute(op: Op, inputs: readonly tf.Tensor4D[]): tf.Tensor4D {
  const x = inputs[0];
  if (x === undefined) throw new Error(`${op.name} reads nothing.`);
  const weight = <T extends tf.Tensor>(name: string) => weights.get(name) as T;
  const biasOf = (name: string | undefined) => (name === undefined ? undefined : weight<tf.Tensor1D>(name));
  switch (op.kind) {
    case 'conv2d': {
      const filter = weight<tf.Tensor4D>(op.kernel);
      return tf.fused.conv2d({
        x,
        filter,
        bias: biasOf(op.bias),
        strides: [...op.stride] as [number, number],
        pad: 'same',
      });
    }
    case 'depthwiseConv2d': {
      const filter = weight<tf.Tensor4D>(op.kernel);
      return tf.fused.depthwiseConv2d({
        x,
        filter,
        bias: biasOf(op.bias),
        strides: [...op.stride] as [number, number],
        pad: 'same',
      });
    }
    case 'scaleShift':
      return tf.add(tf.mul(x, weight(op.scale)), weight(op.shift));
    case 'activation':
      return op.activation === 'sigmoid' ? tf.sigmoid(x) : tf.mul(x, tf.sigmoid(x));
    case 'add':
      return tf.addN([...inputs]);
    case 'multiply':
      return tf.mul(x, inputs[1] ?? x);
    case 'globalAveragePool':
      return tf.mean(x, [1, 2], true);
    case 'maxPool':
      return tf.maxPool(
        x,
        [...op.kernelSize] as [number, number],
        [...op.stride] as [number, number],
        'same',
      );
    case 'resizeNearest':
      return tf.image.resizeNearestNeighbor(x, [op.shape[0], op.shape[1]]);
    case 'fuse':
      return tf.addN(inputs.map((input, i) => tf.mul(input, frozen.get(op.name)?.[i] ?? 1)));
    default:
      throw new Error(`${op.name}: ${op.kind} is not in a detector.`);
  }
}

function infer(known: Graph, input: Float32Array): tf.Tensor4D[] {
  return tf.tidy(() => {
    const maps: tf.Tensor4D[] = [];
    known.ops.forEach((op, id) => {
      const read = op.inputs.map((from) => maps[from] as tf.Tensor4D);
      maps[id] = op.kind === 'input' ? tf.tensor4d(input, [1, ...op.shape]) : compute(op, read);
    });
    return Object.values(known.outputs).map((id) => maps[id] as tf.Tensor4D);
  });
}

servePeer(
  async ({ model: address, backend }) => {
    await startStock(backend);
    const loaded = (await (await fetch(`${address}.graph.json`)).json()) as Graph;
    const values = new Float32Array(await (await fetch(`${address}.weights.bin`)).arrayBuffer());
    let at = 0;
    for (const { name, shape } of loaded.parameters) {
      const size = shape.reduce((product, side) => product * side, 1);
      weights.set(name, tf.tensor(values.slice(at, at + size), [...shape]));
      at += size;
    }
    for (const op of loaded.ops) if (op.kind === 'fuse') frozen.set(op.name, shares(op));
    graph = loaded;
  },
  async (input) => {
    const known = graph;
    if (known === null) throw new Error('There is no model yet.');
    const answers = infer(known, input);
    const values = await Promise.all(answers.map((answer) => answer.data<'float32'>()));
    tf.dispose(answers);
    return Object.fromEntries(Object.keys(known.outputs).map((name, i) => [name, values[i] as Float32Array]));
  },
);
