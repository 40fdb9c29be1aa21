/** Evidence for the confusions about EfficientDet: each counted from a detector's graph. */

import { fusionNodes } from '../../models/blocks/fusion-nodes.ts';
import { efficientDet } from '../../models/families/efficientdet/network.ts';
import { releasedDetector } from '../../models/families/efficientdet/sizes.ts';
import type { Graph } from '../../models/graph/graph.ts';
import { cost, costsByScope, noCost } from '../../models/operators/cost.ts';
import { exact } from '../../src/components/quantity.ts';
import { detector } from './necks.ts';

const d0 = detector('D0');
const lite0 = efficientDet(releasedDetector.Lite0);

/** The stride of B0's last map, and what D0 adds for P6 and P7. */
export const lastStride = (() => {
  const sides = d0.ops.filter(({ name }) => name.startsWith('backbone/')).map(({ shape }) => shape[0]);
  return releasedDetector.D0.resolution / Math.min(...sides.filter((side) => side > 1));
})();
export const p6 = costsByScope(d0, 2).get('neck/p6') ?? noCost;
export const p7 = costsByScope(d0, 2).get('neck/p7') ?? noCost;

const inNeck = (graph: Graph, kind: string) =>
  graph.ops.filter((op) => op.kind === kind && op.name.startsWith('neck/')).length;

/** How often maps are joined in a neck, and how often one is multiplied by another. */
export const joins = {
  fused: inNeck(d0, 'fuse'),
  multiplied: inNeck(d0, 'multiply'),
  nasMultiplied: inNeck(detector('D0', 'nasFpn'), 'multiply'),
};

/** Numbers that weigh something: the fusion weights, which are parameters, and the gates, which are computed anew. */
export const weighing = {
  scalars: fusionNodes(d0).reduce((sum, { inputs }) => sum + inputs.length, 0),
  gates: d0.ops
    .filter(({ name }) => name.endsWith('/se/scale'))
    .reduce((sum, { shape }) => sum + shape[2], 0),
};

const activations = (graph: Graph, name: string) =>
  graph.ops.filter((op) => op.kind === 'activation' && op.activation === name).length;
const blocksWithGates = (graph: Graph) => graph.ops.filter(({ name }) => name.endsWith('/se/scale')).length;
const weighted = (graph: Graph) => graph.ops.filter((op) => op.kind === 'fuse' && op.method !== 'sum').length;

export const liteTable = {
  columns: ['', 'D0', 'Lite0'],
  rows: (
    [
      ['blocks with squeeze and excitation', blocksWithGates],
      ['swish activations', (graph) => activations(graph, 'swish')],
      ['ReLU6 activations', (graph) => activations(graph, 'relu6')],
      ['nodes with learned weights', weighted],
      ['parameters', (graph) => cost(graph).parameters],
    ] as const satisfies readonly (readonly [string, (graph: Graph) => number])[]
  ).map(([what, count]) => [what, exact(count(d0)), exact(count(lite0))]),
};

/** What one node of D0's first cell does, in the order in which it does it. */
const words: Readonly<Record<string, string>> = {
  resizeNearest: 'resize',
  fuse: 'weighted sum',
  activation: 'swish',
  depthwiseConv2d: 'depthwise 3 × 3',
  conv2d: 'pointwise 1 × 1',
  batchNorm: 'batch norm',
};
export const nodeOrder = d0.ops
  .filter(({ name }) => name.startsWith('neck/cell1/node6/'))
  .map(({ kind }) => words[kind] ?? kind);

/** Parameters that a batch norm after each depthwise convolution of the neck's nodes would add: a scale and a shift. */
export const extraNorms = d0.ops
  .filter((op) => op.kind === 'depthwiseConv2d' && op.name.startsWith('neck/'))
  .reduce((sum, { shape }) => sum + 2 * shape[2], 0);
export const d0Parameters = cost(d0).parameters;
