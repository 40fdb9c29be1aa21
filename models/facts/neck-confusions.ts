/** Evidence for the confusions about EfficientDet: each counted from a detector's graph. */

import { fusionNodes } from '../blocks/fusion-nodes.ts';
import { efficientDet } from '../families/efficientdet/network.ts';
import { releasedDetector } from '../families/efficientdet/sizes.ts';
import { answerOf } from '../graph/answers.ts';
import type { Graph } from '../graph/graph.ts';
import { isWithin, type ScopeKind, scopeAround, scopesOf } from '../graph/scopes.ts';
import { cost, costsByScope, noCost } from '../operators/cost.ts';
import { detector } from './necks.ts';

const d0 = detector('D0');
const lite0 = efficientDet(releasedDetector.Lite0);

/** Whether an operator lies in a scope of a kind. */
function lies(graph: Graph, kind: ScopeKind): (op: { readonly name: string }) => boolean {
  return ({ name }) => scopeAround(graph, name, kind) !== undefined;
}

/** The stride of B0's last map, and what D0 adds for P6 and P7. */
export const lastStride = (() => {
  const sides = d0.ops.filter(lies(d0, 'backbone')).map(({ shape }) => shape[0]);
  return releasedDetector.D0.resolution / Math.min(...sides.filter((side) => side > 1));
})();
export const p6 = costsByScope(d0, 2).get('neck/p6') ?? noCost;
export const p7 = costsByScope(d0, 2).get('neck/p7') ?? noCost;

const inNeck = (graph: Graph, kind: string) =>
  graph.ops.filter(lies(graph, 'neck')).filter((op) => op.kind === kind).length;

/** How often maps are joined in a neck, and how often one is multiplied by another. */
export const joins = {
  fused: inNeck(d0, 'fuse'),
  multiplied: inNeck(d0, 'multiply'),
  nasMultiplied: inNeck(detector('D0', 'nasFpn'), 'multiply'),
};

/** Numbers that weigh something: the fusion weights, which are parameters, and the gates, which are computed anew. */
export const weighing = {
  scalars: fusionNodes(d0).reduce((sum, { inputs }) => sum + inputs.length, 0),
  // A gate has a number for each channel of the map that it is multiplied by.
  gates: d0.ops
    .filter(lies(d0, 'squeezeExcite'))
    .reduce((sum, { kind, shape }) => (kind === 'multiply' ? sum + shape[2] : sum), 0),
};

const activations = (graph: Graph, name: string) =>
  graph.ops.filter((op) => op.kind === 'activation' && op.activation === name).length;
const blocksWithGates = (graph: Graph) => scopesOf(graph, 'squeezeExcite').length;
const weighted = (graph: Graph) => graph.ops.filter((op) => op.kind === 'fuse' && op.method !== 'sum').length;

/** What D0 has and Lite0 has not, or has less of; each counted on both. */
export const liteCounts = {
  gatedBlocks: bothOf(blocksWithGates),
  swish: bothOf((graph) => activations(graph, 'swish')),
  relu6: bothOf((graph) => activations(graph, 'relu6')),
  weightedNodes: bothOf(weighted),
  parameters: bothOf((graph) => cost(graph).parameters),
} as const;

function bothOf(count: (graph: Graph) => number): { readonly d0: number; readonly lite0: number } {
  return { d0: count(d0), lite0: count(lite0) };
}

/** What one node of D0's second cell does, in the order in which it does it. */
export const nodeOrder = d0.ops
  .filter(({ name }) => isWithin(name, answerOf(d0, 'features')?.cells[1]?.[1]?.scope ?? ''))
  .map(({ kind }) => kind);

/** Parameters that a batch norm after each depthwise convolution of the neck's nodes would add: a scale and a shift. */
export const extraNorms = d0.ops
  .filter(lies(d0, 'neck'))
  .reduce((sum, { kind, shape }) => (kind === 'depthwiseConv2d' ? sum + 2 * shape[2] : sum), 0);
export const d0Parameters = cost(d0).parameters;
