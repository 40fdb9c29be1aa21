import { type Graph, GraphError } from '../graph/graph.ts';
import type { Op, OpKind } from '../graph/op.ts';
import { sizeOf } from '../graph/shape.ts';
import type { Weights } from './fold.ts';
import { plain as activation } from './kinds/activation.ts';
import { plain as adaptiveAveragePool } from './kinds/adaptive-average-pool.ts';
import { plain as add } from './kinds/add.ts';
import { plain as averagePool } from './kinds/average-pool.ts';
import { plain as batchNorm } from './kinds/batch-norm.ts';
import { plain as concat } from './kinds/concat.ts';
import { plain as conv2d } from './kinds/conv2d.ts';
import { plain as dense } from './kinds/dense.ts';
import { plain as depthwiseConv2d } from './kinds/depthwise-conv2d.ts';
import { plain as flatten } from './kinds/flatten.ts';
import { plain as fuse } from './kinds/fuse.ts';
import { plain as globalAveragePool } from './kinds/global-average-pool.ts';
import { plain as input } from './kinds/input.ts';
import { plain as maxPool } from './kinds/max-pool.ts';
import { plain as multiply } from './kinds/multiply.ts';
import { plain as psRoiAlign } from './kinds/ps-roi-align.ts';
import { plain as resizeBilinear } from './kinds/resize-bilinear.ts';
import { plain as resizeNearest } from './kinds/resize-nearest.ts';
import { plain as scaleShift } from './kinds/scale-shift.ts';
import { plain as shuffleChannels } from './kinds/shuffle-channels.ts';
import { plain as sliceChannels } from './kinds/slice-channels.ts';
import { plain as softmax } from './kinds/softmax.ts';
import type { PlainLoops } from './operator.ts';
import type { PlainMap } from './plain-map.ts';

/** The definition of every kind of operator, written down as plain loops. No page and no worker imports this file. */
const loops: { readonly [K in OpKind]: PlainLoops<K> } = {
  input,
  conv2d,
  depthwiseConv2d,
  dense,
  batchNorm,
  scaleShift,
  activation,
  add,
  multiply,
  globalAveragePool,
  maxPool,
  averagePool,
  adaptiveAveragePool,
  resizeNearest,
  resizeBilinear,
  fuse,
  concat,
  sliceChannels,
  shuffleChannels,
  flatten,
  psRoiAlign,
  softmax,
};

/**
 * Every map of a network in the order of its operators, by plain loops in float64 that share no code with an executor: slow,
 * and meant to be. It is what small networks are held against where no upstream's numbers exist.
 *
 * @param given the values of each input by its name, those of one region where an input is given per region
 * @throws GraphError where an input or weights are missing, or of another size
 */
export function plainRun(
  graph: Graph,
  weights: Weights,
  given: Readonly<Record<string, Float32Array>>,
): readonly PlainMap[] {
  const weight = (name: string): Float32Array => {
    const values = weights.get(name);
    if (values === undefined)
      throw new GraphError({ code: 'no-weights', network: graph.name, parameter: name });
    return values;
  };
  const maps: PlainMap[] = [];
  const inputOf = ({ name, shape }: Op): PlainMap => {
    const values = given[name];
    if (values?.length !== sizeOf(shape))
      throw new GraphError({
        code: 'input-size',
        network: graph.name,
        input: name,
        needed: sizeOf(shape),
        given: values?.length ?? null,
      });
    return { shape, data: Float64Array.from(values) };
  };
  for (const op of graph.ops) {
    const inputs = op.kind === 'input' ? [inputOf(op)] : op.inputs.map((id) => maps[id] as PlainMap);
    const run = loops[op.kind] as PlainLoops<OpKind>;
    maps.push(run(op, inputs as [PlainMap, ...PlainMap[]], weight));
  }
  return maps;
}
