import type { FeatureNode } from '../graph/answers.ts';
import { GraphError } from '../graph/graph.ts';
import type { TensorId } from '../graph/op.ts';
import type { GraphBuilder } from '../operators/builder.ts';
import type { Activation } from '../operators/kinds/activation.ts';
import type { FusionMethod } from '../operators/kinds/fuse.ts';
import type { PoolEdge } from '../operators/kinds/max-pool.ts';
import type { PyramidNode } from './pyramids/node.ts';

/** One map of a pyramid. */
export interface PyramidLevel {
  /** A cell stands for 2^level pixels of the picture. */
  readonly level: number;
  readonly tensor: TensorId;
  /** True where the map comes from the backbone with channels of its own: each use of it has a 1×1 of its own. */
  readonly fromBackbone: boolean;
}

export interface PyramidOptions {
  /** Channels of every node. */
  readonly width: number;
  /** How many cells follow one another. */
  readonly cells: number;
  /** The nodes of one cell; see `pyramids`. */
  readonly nodes: readonly PyramidNode[];
  readonly fusion: FusionMethod;
  /** ε of the fast normalized rule; the official code's is 1e-4. */
  readonly fusionEpsilon?: number;
  readonly activation: Activation;
  readonly batchNormEpsilon?: number;
  /** What a max-pool sees beyond the edge of a map where that is not nothing. */
  readonly poolEdge?: PoolEdge | undefined;
  /** Which source cell an enlarged map reads; it matters only where sizes are no whole multiples. */
  readonly halfPixelCenters?: boolean;
}

/** What the layers of one pyramid have in common. */
interface Context {
  readonly builder: GraphBuilder;
  readonly options: PyramidOptions;
  readonly epsilon: number;
}

type Size = readonly [height: number, width: number];

function project(context: Context, x: TensorId): TensorId {
  const { builder, options, epsilon } = context;
  const conv = builder.conv2d(x, { name: 'conv', filters: options.width, kernelSize: 1, bias: true });
  return builder.batchNorm(conv, { name: 'bn', epsilon });
}

/**
 * Shrinks a map to `target` by one max-pool of stride s = ⌊(size − 1) / target⌋ + 1 and window s + 1 (official code,
 * `resample_feature_map`); where the axes ask for different strides, by halving one level after the other.
 */
function shrink({ builder, options }: Context, x: TensorId, target: Size): TensorId {
  const [height, width] = builder.shapeOf(x);
  const strideTo = (size: number, goal: number) => Math.floor((size - 1) / goal) + 1;
  const stride = strideTo(height, target[0]);
  if (stride === strideTo(width, target[1])) {
    // The one-level window follows the network's padding rule; a wider one has no symmetric form of the right size.
    const padding = stride === 2 ? {} : { padding: 'same' as const };
    const edge = options.poolEdge;
    return builder.maxPool(x, { name: 'pool', kernelSize: stride + 1, stride, edge, ...padding });
  }
  let y = x;
  for (let step = 0; !reached(builder, y, target); step++)
    y = builder.maxPool(y, { name: `pool${step}`, kernelSize: 3, stride: 2, edge: options.poolEdge });
  return y;
}

function reached(builder: GraphBuilder, x: TensorId, [height, width]: Size): boolean {
  const shape = builder.shapeOf(x);
  return shape[0] <= height && shape[1] <= width;
}

/** Brings a map to a level's size and, where it comes from the backbone, to the pyramid's width (before resizing). */
function resample(context: Context, from: PyramidLevel, level: number, target: Size): TensorId {
  const { builder, options } = context;
  const x = from.fromBackbone ? project(context, from.tensor) : from.tensor;
  const shape = builder.shapeOf(x);
  if (shape[0] === target[0] && shape[1] === target[1]) return x;
  if (level > from.level) return shrink(context, x, target);
  const halfPixelCenters = options.halfPixelCenters ?? false;
  return builder.resizeNearest(x, { name: 'resize', size: target, halfPixelCenters });
}

/** NAS-FPN's global attention: coarse + fine · sigmoid(largest value of coarse, channel by channel) + the rest. */
function attend(context: Context, node: PyramidNode, from: readonly PyramidLevel[], x: readonly TensorId[]) {
  const { builder } = context;
  const [first, second, ...rest] = x;
  const [firstFrom, secondFrom] = from;
  if (first === undefined || second === undefined || firstFrom === undefined || secondFrom === undefined)
    throw new GraphError({ code: 'attention-inputs', level: node.level, inputs: x.length });
  const [coarse, fine] = firstFrom.level >= secondFrom.level ? [first, second] : [second, first];
  const [height, width] = builder.shapeOf(coarse);
  const gated = builder.scope('attention', () => {
    const kernelSize = Math.max(height, width);
    const pool = builder.maxPool(coarse, { name: 'pool', kernelSize, stride: kernelSize, padding: 'same' });
    const gate = builder.activation(pool, 'sigmoid', { name: 'gate' });
    return builder.multiply(fine, gate, { name: 'apply' });
  });
  return builder.add([coarse, gated, ...rest], { name: 'add' });
}

function combine(context: Context, node: PyramidNode, from: readonly PyramidLevel[], x: readonly TensorId[]) {
  const { builder, options } = context;
  const [only, ...others] = x;
  if (only !== undefined && others.length === 0) return only;
  if (node.combine === 'attention') return attend(context, node, from, x);
  const method = node.combine === 'sum' ? 'sum' : options.fusion;
  return builder.fuse(x, { name: 'fuse', method, epsilon: options.fusionEpsilon ?? 1e-4 });
}

/** Join, activate, separable 3×3, batch norm; nothing after it (official code; the paper's text has another order). */
function pyramidNode(context: Context, node: PyramidNode, from: readonly PyramidLevel[], target: Size) {
  const { builder, options, epsilon } = context;
  const inputs = from.map((each, index) =>
    builder.scope(`input${index}`, () => resample(context, each, node.level, target)),
  );
  const joined = combine(context, node, from, inputs);
  let y = builder.activation(joined, options.activation);
  y = builder.depthwiseConv2d(y, { name: 'depthwise', kernelSize: 3 });
  y = builder.conv2d(y, { name: 'pointwise', filters: options.width, kernelSize: 1, bias: true });
  return builder.batchNorm(y, { name: 'bn', epsilon });
}

/** One cell: every node in order, in scopes `node5`, `node6`, … (the ids of `PyramidNode`). Returns one map a level. */
function pyramidCell(context: Context, inputs: readonly PyramidLevel[]): readonly PyramidLevel[] {
  const { builder, options } = context;
  const maps: PyramidLevel[] = [...inputs];
  for (const node of options.nodes) {
    const name = `node${maps.length}`;
    const from = node.inputs.map((id) => {
      const map = maps[id];
      if (map === undefined) throw new GraphError({ code: 'node-order', node: name, input: id });
      return map;
    });
    const own = inputs.find(({ level }) => level === node.level);
    if (own === undefined || from.length === 0)
      throw new GraphError({ code: 'node-inputs', node: name, level: node.level, inputs: from.length });
    const [height, width] = builder.shapeOf(own.tensor);
    const tensor = builder.scope(name, () => pyramidNode(context, node, from, [height, width]));
    maps.push({ level: node.level, tensor: builder.tap(name, tensor), fromBackbone: false });
  }
  return inputs.map((input) => maps.findLast(({ level }) => level === input.level) ?? input);
}

/**
 * The levels that a backbone does not have: the first by a 1×1 (with bias), a batch norm and a 3×3 max-pool of
 * stride 2, the others by the max-pool alone. Scopes `p6`, `p7`, …
 */
function extraLevels(context: Context, features: readonly PyramidLevel[], maxLevel: number) {
  const { builder } = context;
  const levels = [...features];
  for (let last = levels.at(-1); last !== undefined && last.level < maxLevel; last = levels.at(-1)) {
    const from = last;
    const level = from.level + 1;
    const tensor = builder.scope(`p${level}`, () => {
      const [height, width] = builder.shapeOf(from.tensor);
      const target: Size = [Math.ceil(height / 2), Math.ceil(width / 2)];
      const x = from.fromBackbone ? project(context, from.tensor) : from.tensor;
      return reached(builder, x, target) ? x : shrinkOneLevel(context, x);
    });
    levels.push({ level, tensor, fromBackbone: false });
  }
  return levels;
}

function shrinkOneLevel({ builder, options }: Context, x: TensorId): TensorId {
  return builder.maxPool(x, { name: 'pool', kernelSize: 3, stride: 2, edge: options.poolEdge });
}

/**
 * Any feature network over `features` (one map a level, finest first) up to `maxLevel`: `cells` times the list of
 * nodes, in scopes `cell0`, `cell1`, …; taps `P3` … for what goes in and `cellC/nodeN` for each node. Returns the last
 * cell's map of each level.
 * @throws GraphError where a node reads what is not there, or nodes and inputs do not have the same levels.
 */
export function featurePyramid(
  builder: GraphBuilder,
  features: readonly PyramidLevel[],
  maxLevel: number,
  options: PyramidOptions,
): readonly PyramidLevel[] {
  const context: Context = { builder, options, epsilon: options.batchNormEpsilon ?? 1e-3 };
  let levels: readonly PyramidLevel[] = extraLevels(context, features, maxLevel);
  const entering = levels.map(({ level }) => ({ level, tap: builder.path(`P${level}`) }));
  const cells: FeatureNode[][] = [];
  for (const { level, tensor } of levels) {
    builder.tap(`P${level}`, tensor);
    if (!options.nodes.some((node) => node.level === level)) throw new GraphError({ code: 'no-node', level });
  }
  for (let cell = 0; cell < options.cells; cell++) {
    const name = `cell${cell}`;
    cells.push(
      options.nodes.map(({ level, inputs }, index) => {
        const scope = builder.path(`${name}/node${levels.length + index}`);
        return { level, inputs, tap: scope, scope };
      }),
    );
    levels = builder.scope(name, () => pyramidCell(context, levels));
  }
  builder.answer({ kind: 'features', entering, cells });
  return levels;
}
