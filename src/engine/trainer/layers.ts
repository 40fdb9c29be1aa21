import { findTensor, type Graph, opAt } from '../../../models/graph/graph.ts';
import type { Op, OpOf, TensorId } from '../../../models/graph/op.ts';
import {
  activationLayer,
  depthwiseLayer,
  gateLayer,
  meanLayer,
  normLayer,
  paddedCount,
} from './channel-layers.ts';
import { addLayer, denseLayer, pictureLayer } from './dense-layers.ts';
import type { Places } from './machine.ts';
import { type BatchMap, batchMap, type Layer, type Trained } from './values.ts';
import { windowSides } from './windows.ts';

/** A network laid out for training. */
export interface Laid {
  readonly layers: readonly Layer[];
  readonly input: BatchMap;
  /** What the loss is taken of. */
  readonly logits: BatchMap;
  /** The map at a tap, an output or an operator. */
  map(name: string): BatchMap;
}

/** Operators that a network needs for its logits, in order. */
function needed(graph: Graph, logits: TensorId): readonly TensorId[] {
  const found = new Set<TensorId>([logits]);
  for (let id = logits; id >= 0; id--)
    if (found.has(id)) for (const input of opAt(graph, id).inputs) found.add(input);
  return [...found].sort((a, b) => a - b);
}

const refused = (op: Op): RangeError => new RangeError(`${op.name}: ${op.kind} cannot be trained here.`);

/** The side of a window that is a square, and its stride, which is the same in both directions. */
function squareWindow(op: OpOf<'conv2d' | 'depthwiseConv2d'>): {
  readonly side: number;
  readonly stride: number;
} {
  const [side, width] = op.kernelSize;
  const [stride, across] = op.stride;
  const plain = side === width && stride === across && op.dilation.every((each) => each === 1);
  if (!plain) throw refused(op);
  return { side, stride };
}

/**
 * Lays a network out: a layer for each operator, a batch norm and the swish behind it in one.
 * @param trained by the names of the parameters
 * @throws RangeError where an operator has no gradient here
 */
export function layOut(
  graph: Graph,
  output: string,
  pictures: number,
  places: Places,
  trained: ReadonlyMap<string, Trained>,
): Laid {
  const logits = graph.outputs[output];
  if (logits === undefined) throw new RangeError(`${graph.name} has no output ${output}.`);
  const ids = needed(graph, logits);
  const readers = new Map<TensorId, TensorId[]>();
  for (const id of ids)
    for (const input of opAt(graph, id).inputs) readers.set(input, [...(readers.get(input) ?? []), id]);
  /** The swish that alone reads a batch norm, which is then a part of it. */
  const swishBehind = (id: TensorId): TensorId | undefined => {
    const [only, ...others] = readers.get(id) ?? [];
    if (only === undefined || others.length > 0) return undefined;
    const op = opAt(graph, only);
    return op.kind === 'activation' && op.activation === 'swish' ? only : undefined;
  };
  const maps = new Map<TensorId, BatchMap>();
  const sizeOfMap = (id: TensorId) => batchMap(opAt(graph, id).shape, pictures, 0).count;
  const scratch = places.take(Math.max(...ids.map(sizeOfMap)));
  const few = places.take(16);
  const window = places.take(Math.max(...windowSides) ** 2);
  const packed = places.take(Math.max(1, ...[...trained.values()].map(({ count }) => count)));
  const padded = places.take(
    Math.max(
      1,
      ...ids.map((id) => {
        const op = opAt(graph, id);
        if (op.kind !== 'depthwiseConv2d') return 0;
        const from = opAt(graph, op.inputs[0] as TensorId);
        return paddedCount(batchMap(from.shape, pictures, 0), op.kernelSize[0]);
      }),
    ),
  );
  const mapOf = (id: TensorId): BatchMap => {
    const known = maps.get(id);
    if (known === undefined) throw new RangeError(`${opAt(graph, id).name} was not laid out.`);
    return known;
  };
  const make = (id: TensorId): BatchMap => {
    const { shape } = opAt(graph, id);
    const map = batchMap(shape, pictures, places.take(sizeOfMap(id)));
    maps.set(id, map);
    return map;
  };
  const parameter = (name: string): Trained => {
    const known = trained.get(name);
    if (known === undefined) throw new RangeError(`${graph.name} has no parameter ${name}.`);
    return known;
  };
  const layers: Layer[] = [];
  const within = new Set<TensorId>();
  for (const id of ids) {
    const op = opAt(graph, id);
    if (op.kind === 'input') {
      make(id);
      continue;
    }
    if (within.has(id)) continue;
    const [first = 0, second = 0] = op.inputs;
    const input = mapOf(first);
    if (op.kind === 'conv2d') {
      const { side, stride } = squareWindow(op);
      if (op.groups !== 1) throw refused(op);
      const kernel = parameter(op.kernel);
      const bias = op.bias === undefined ? undefined : parameter(op.bias);
      const whole = { input, output: make(id), kernel, bias, packed };
      if (side === 1 && stride === 1) layers.push(denseLayer({ ...whole, scratch }));
      else {
        if (opAt(graph, first).kind !== 'input') throw refused(op);
        const { top, left } = op.padding;
        const [height, width] = op.shape;
        const shape = [height, width, side * side * input.channels] as const;
        const count = batchMap(shape, pictures, 0).count;
        const seen = batchMap(shape, pictures, places.take(count));
        layers.push(pictureLayer(whole, { side, stride, top, left }, seen));
      }
    } else if (op.kind === 'dense') {
      const bias = op.bias === undefined ? undefined : parameter(op.bias);
      layers.push(
        denseLayer({ input, output: make(id), kernel: parameter(op.kernel), bias, packed, scratch }),
      );
    } else if (op.kind === 'depthwiseConv2d') {
      const { side, stride } = squareWindow(op);
      if (!windowSides.includes(side)) throw refused(op);
      const { top, left } = op.padding;
      const kernel = parameter(op.kernel);
      const bias = op.bias === undefined ? undefined : parameter(op.bias);
      const places = { padded, window, scratch };
      layers.push(
        depthwiseLayer({ input, output: make(id), kernel, bias, side, stride, top, left, ...places }),
      );
    } else if (op.kind === 'batchNorm') {
      const swish = swishBehind(id);
      if (swish !== undefined) within.add(swish);
      const [gamma, beta, mean, variance] = [op.gamma, op.beta, op.mean, op.variance].map(parameter);
      if (!gamma || !beta || !mean || !variance) throw refused(op);
      layers.push(
        normLayer({
          ...{ input, output: make(swish ?? id), gamma, beta, mean, variance },
          ...{ epsilon: op.epsilon, swish: swish !== undefined },
          ...{ batch: places.take(2 * input.channels), few, scratch },
        }),
      );
    } else if (op.kind === 'activation') {
      if (op.activation !== 'swish' && op.activation !== 'sigmoid') throw refused(op);
      layers.push(activationLayer(op.activation, input, make(id), scratch));
    } else if (op.kind === 'globalAveragePool') layers.push(meanLayer(input, make(id), few));
    else if (op.kind === 'multiply' && mapOf(second).pixels === 1)
      layers.push(gateLayer([input, mapOf(second)], make(id), scratch));
    else if (op.kind === 'add' && op.inputs.length === 2 && mapOf(second).count === input.count)
      layers.push(addLayer([input, mapOf(second)], make(id), scratch));
    else throw refused(op);
  }
  return {
    layers,
    input: mapOf(ids[0] as TensorId),
    logits: mapOf(logits),
    map: (name) => mapOf(findTensor(graph, name)),
  };
}
