/** Numbers that the chapter on B0's inside quotes, each computed from the graph or read from a table. */
import { efficientNet } from '../families/efficientnet/network.ts';
import { released } from '../families/efficientnet/sizes.ts';
import { findTensor, opAt } from '../graph/graph.ts';
import { liveness } from '../graph/liveness.ts';
import type { Op } from '../graph/op.ts';
import { isWithin, scopeAround, scopesOf } from '../graph/scopes.ts';
import { cost, costsByScope, multiplyAddsOf } from '../operators/cost.ts';
import { fold } from '../operators/fold.ts';
import { imageNetTable2 } from '../published/efficientnet/imagenet.ts';
import { b0Stages } from '../published/efficientnet/stages.ts';
import { efficientNetTraining, searchObjective } from '../published/efficientnet/training.ts';
import { b0Share } from './scaling.ts';

export const graph = efficientNet(released.B0);
export const whole = cost(graph);

/** A stage of the paper's Table 1 with what the graph counts beside it. */
export const stages = b0Stages.map((row) => {
  const stage = scopesOf(graph, 'stage').find(({ number }) => number === row.stage);
  const { parameters, multiplyAdds } = costsByScope(graph, 1).get(stage?.path ?? '') ?? whole;
  return { ...row, parameters, multiplyAdds };
});

const opNamed = (name: string): Op => opAt(graph, findTensor(graph, name));
const inputOf = (op: Op) => opAt(graph, op.inputs[0] ?? 0).shape;

/** The block that the text follows. */
export const block = 'stage3/block1';
export const blockCost = costsByScope(graph, 2).get(block) ?? whole;
export const blockInput = inputOf(opNamed(`${block}/expand/conv`));
export const expanded = opNamed(`${block}/depthwise/conv`).shape;
export const squeezed = opNamed(`${block}/se/reduce`).shape[2];

/** The block's 3×3 as it is, as a full convolution, and the three convolutions of the block one by one. */
export const depthwiseCost = multiplyAddsOf(graph, opNamed(`${block}/depthwise/conv`));
export const fullCost = depthwiseCost * expanded[2];
export const expandCost = multiplyAddsOf(graph, opNamed(`${block}/expand/conv`));
export const projectCost = multiplyAddsOf(graph, opNamed(`${block}/project/conv`));

/** B0 if every depthwise convolution were a full one. */
export const allFull = graph.ops.reduce(
  (sum, op) => (op.kind === 'depthwiseConv2d' ? sum + multiplyAddsOf(graph, op) * (op.shape[2] - 1) : sum),
  whole.multiplyAdds,
);

export const depthwise = b0Share((op) => op.kind === 'depthwiseConv2d');
const isOfGate = ({ name }: Op) => scopeAround(graph, name, 'squeezeExcite') !== undefined;
export const pointwise = b0Share((op) => op.kind === 'conv2d' && op.kernelSize[0] === 1 && !isOfGate(op));
export const squeezeExcite = b0Share(isOfGate);
export const dense = b0Share((op) => op.kind === 'dense');
export const late = b0Share(({ name }) => [7, 8].includes(scopeAround(graph, name, 'stage')?.number ?? 0));

const blockScopes = scopesOf(graph, 'block');
export const blocks = blockScopes.length;
export const skips = graph.ops.filter(({ kind }) => kind === 'add').length;

/**
 * Stochastic depth, block by block: the chance that the branch of block i of n survives a training step is 1 − (1 − p)·i / n, i from 0.
 * Only a block with a skip can lose its branch.
 */
export const survivals = blockScopes.map(({ path }, i) => ({
  chance: 1 - ((1 - efficientNetTraining.stochasticDepthSurvival) * i) / blocks,
  skip: graph.ops.some(({ kind, name }) => kind === 'add' && isWithin(name, path)),
}));
/** That of the last block that has a skip. */
export const lastSurvival = survivals.findLast(({ skip }) => skip)?.chance ?? 1;

/** The fullest moment of a run. */
const inference = fold(graph);
const plan = liveness(inference);
export const peakBytes = plan.peakBytes;
export const peakAt = opAt(inference, plan.peakAt).name;

/** Swish's lowest point, found by stepping: where it lies and how deep it is. */
const swish = (x: number) => x / (1 + Math.exp(-x));
export const swishLow = Array.from({ length: 4000 }, (_, i) => -i / 1000).reduce((low, x) =>
  swish(x) < swish(low) ? x : low,
);
export const swishDepth = swish(swishLow);

export const b0Published =
  imageNetTable2.find(({ model }) => model === 'EfficientNet-B0') ?? imageNetTable2[0]!;
const { exponent } = searchObjective;

/** Accuracy, in percent, at which a network of `ratio` times the cost scores as `accuracy` does. */
export const breakEven = (accuracy: number, ratio: number) => accuracy * ratio ** -exponent;
