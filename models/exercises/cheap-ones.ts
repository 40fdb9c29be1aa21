import { graph } from '../facts/inside-b0.ts';
import { efficientNet } from '../families/efficientnet/network.ts';
import { type ReleasedName, released } from '../families/efficientnet/sizes.ts';
import { efficientNetV2 } from '../families/efficientnet-v2/network.ts';
import { releasedV2 } from '../families/efficientnet-v2/sizes.ts';
import { mobileNetV2 } from '../families/mobilenet-v2/network.ts';
import { resNet, resNetLayout } from '../families/resnet/network.ts';
import { resNetTables } from '../families/resnet/tables.ts';
import type { Graph } from '../graph/graph.ts';
import type { Op } from '../graph/op.ts';
import { scopeAround } from '../graph/scopes.ts';
import { cost, multiplyAddsOf } from '../operators/cost.ts';
import { type Fault, once } from './exercise.ts';
import { isAnswerable } from './fault.ts';

/** Of the lesson “What a convolution costs”: a claim about layers with a window of one cell, and those with a larger one. */

/** Some of a network’s convolutions: how many, and which part of its multiply-adds they are. */
export interface Layers {
  readonly count: number;
  readonly work: number;
}
/** A network’s convolutions, and of which of them the claim says that they cost. */
export interface Shares {
  readonly network: string;
  readonly told: 'windows' | 'ones';
  readonly ones: Layers;
  readonly windows: Layers;
  /** Of those with a window. */
  readonly depthwise: Layers;
}

function sharesOf(network: string, of: Graph): Omit<Shares, 'told'> {
  const all = cost(of).multiplyAdds;
  const layers = (is: (op: Op) => boolean): Layers => {
    // Of a gate’s two layers each sees one cell: they are no 1×1s that anybody means.
    const found = of.ops.filter((op) => is(op) && scopeAround(of, op.name, 'squeezeExcite') === undefined);
    return {
      count: found.length,
      work: found.reduce((sum, op) => sum + multiplyAddsOf(of, op), 0) / all,
    };
  };
  const isWindow = (op: Op) => op.kind === 'conv2d' && op.kernelSize[0] > 1;
  const isDepthwise = ({ kind }: Op) => kind === 'depthwiseConv2d';
  return {
    network,
    ones: layers((op) => op.kind === 'conv2d' && op.kernelSize[0] === 1),
    windows: layers((op) => isWindow(op) || isDepthwise(op)),
    depthwise: layers(isDepthwise),
  };
}

const sizes = ['B0', 'B1', 'B2', 'B3', 'B4'] as const satisfies readonly ReleasedName[];
/** Those whose windows are depthwise, nearly all, and some of which not. */
const networks = once(() => [
  ...sizes.map((size) =>
    sharesOf(`EfficientNet-${size}`, size === 'B0' ? graph : efficientNet(released[size])),
  ),
  sharesOf('MobileNetV2', mobileNetV2({ name: 'mobilenet-v2', width: 1, resolution: 224 })),
  ...releasedV2
    .filter(({ model }) => model === 'B0' || model === 'L')
    .map((v2) => sharesOf(`EfficientNetV2-${v2.model}`, efficientNetV2({ name: v2.model, ...v2 }))),
  sharesOf(
    'Wide ResNet-50-2',
    resNet({
      name: 'wide-resnet-50-2',
      layout: resNetLayout(resNetTables['wide-resnet-50-2']),
      resolution: 224,
    }),
  ),
]);

/** As much of them as “nearly all”. */
const nearlyAll = 0.9;
const areDepthwise = ({ depthwise, windows }: Shares) => depthwise.count >= nearlyAll * windows.count;

export const onesAreCheap: Fault<Shares> = {
  kind: 'fault',
  id: 'ones-are-cheap',
  goal: 'places',
  variants: once(() =>
    (['windows', 'ones'] as const)
      .flatMap((told) => networks().map((shares) => ({ ...shares, told })))
      .filter((variant) => isAnswerable(onesAreCheap, variant)),
  ),
  parts: {
    most: ({ ones, windows }) => ones.count > windows.count,
    depthwise: areDepthwise,
    cost: ({ ones, windows, told }) => (told === 'windows') === windows.work > ones.work,
  },
  reasons: ['channels', 'full', 'number', 'maps'],
  reason: (variant) => (areDepthwise(variant) ? 'channels' : 'full'),
};
