import { type PictureConfig, pictureShape } from '../../blocks/picture-network.ts';
import { regionHead } from '../../blocks/region-head.ts';
import { findTensor, type Graph, opAt } from '../../graph/graph.ts';
import type { TensorId } from '../../graph/op.ts';
import { GraphBuilder } from '../../operators/builder.ts';
import { type ResNetLayout, resNetFeatures, resNetLayout } from '../resnet/network.ts';

/** Li et al. 2017; the authors' code (zengarden/light_head_rcnn). */
export const lightHeadNumbers = {
  /** Of the large separable convolution. */
  kernel: 15,
  group: 7,
  outChannels: 10,
  hidden: 2048,
  rpnFilters: 512,
  anchors: 15,
  stride: 16,
  regions: 1000,
} as const;

/** Channels in the middle of the large separable convolution. */
export const middleChannels = { S: 64, L: 256 } as const;

export interface LightHeadConfig extends PictureConfig {
  readonly setting: keyof typeof middleChannels;
  /** Without a backbone: the large separable convolution reads a map of so many channels. */
  readonly channels?: number;
  /** One box for all classes, as the paper has it; the authors' code has one for each. */
  readonly agnostic?: boolean;
  /** Side of the large separable convolution's window; 15. */
  readonly kernel?: number;
}

/** ResNet-101 whose last stage keeps the stride at 16 and dilates all three of its 3×3 (the authors' code). */
function backboneLayout(): ResNetLayout {
  const { stages, stemFilters } = resNetLayout({ kind: 'bottleneck', repeats: [3, 4, 23, 3] });
  const last = stages.length - 1;
  return {
    stemFilters,
    poolPadding: 'same',
    stages: stages.map((rows, stage) =>
      rows.map((row) => ({ ...row, projectFirst: true, ...(stage === last && { stride: 1, dilation: 2 }) })),
    ),
  };
}

/** Two branches of a tall and a broad convolution with nothing between, summed, ReLU: the thin map. */
export function largeSeparable(
  builder: GraphBuilder,
  x: TensorId,
  middle: number,
  kernel: number = lightHeadNumbers.kernel,
): TensorId {
  const { group, outChannels } = lightHeadNumbers;
  const out = outChannels * group ** 2;
  const tall = [kernel, 1] as const;
  const broad = [1, kernel] as const;
  return builder.scope('separable', () => {
    const conv = (y: TensorId, name: string, filters: number, kernelSize: readonly [number, number]) =>
      builder.tap(name, builder.conv2d(y, { name: `${name}-conv`, filters, kernelSize, bias: true }));
    const tallThen = conv(conv(x, 'tall-first', middle, tall), 'tall-then', out, broad);
    const broadThen = conv(conv(x, 'broad-first', middle, broad), 'broad-then', out, tall);
    const sum = builder.tap('sum', builder.add([tallThen, broadThen], { name: 'add' }));
    return builder.activation(sum, 'relu');
  });
}

/**
 * The first graph of Light-Head R-CNN: backbone, region proposals on its third stage, the thin map from its fourth. Scopes `backbone`, `rpn`,
 * `separable`; outputs `rpn/scores` (two logits an anchor), `rpn/boxes`, `thin`. Without a backbone the thin map alone.
 */
export function lightHead(config: LightHeadConfig): Graph {
  const builder = new GraphBuilder(config.name, config.padding ?? 'symmetric');
  builder.family('light-head-rcnn');
  const rules = { builder, epsilon: config.batchNormEpsilon ?? 1e-5 };
  const { anchors, rpnFilters, stride } = lightHeadNumbers;
  const middle = middleChannels[config.setting];
  const [height, width] = pictureShape(config);
  if (config.channels !== undefined) {
    const map = builder.input([height, width, config.channels], { name: 'map' });
    builder.output('thin', largeSeparable(builder, map, middle, config.kernel));
    builder.answer({ kind: 'features', entering: [{ level: Math.log2(stride), tap: 'thin' }], cells: [] });
    return builder.build();
  }
  const x = builder.input([height, width, 3]);
  const maps = builder.scope('backbone', () => resNetFeatures(rules, x, backboneLayout()), {
    kind: 'backbone',
  });
  const [, , third = x, fourth = x] = maps;
  const [scores, boxes] = builder.scope('rpn', () => {
    const conv = builder.conv2d(third, { name: 'conv', filters: rpnFilters, kernelSize: 3, bias: true });
    const feature = builder.tap('feature', builder.activation(conv, 'relu'));
    const answer = (name: string, filters: number) =>
      builder.conv2d(feature, { name, filters, kernelSize: 1, bias: true });
    return [answer('scores-conv', 2 * anchors), answer('boxes-conv', 4 * anchors)] as const;
  });
  builder.output('rpn/scores', scores);
  builder.output('rpn/boxes', boxes);
  builder.output('thin', largeSeparable(builder, fourth, middle, config.kernel));
  builder.answer({ kind: 'regions', scores: 'rpn/scores', boxes: 'rpn/boxes', map: 'thin', stride, anchors });
  return builder.build();
}

/** The second graph: a region of the thin map in 7×7 bins, one dense layer, classes and boxes. */
export function lightHeadRegions(config: LightHeadConfig): Graph {
  const first = lightHead(config);
  const { group, stride, hidden } = lightHeadNumbers;
  const { classes = 80, agnostic = config.channels !== undefined } = config;
  return regionHead({
    name: `${config.name}-regions`,
    family: 'light-head-rcnn',
    map: opAt(first, findTensor(first, 'thin')).shape,
    align: { scale: 1 / stride, group, samples: 2, leastSide: 0, take: 'largest', reading: 'zeroOutside' },
    flatten: 'yxc',
    hidden: [hidden],
    classes,
    background: 'first',
    boxes: agnostic ? 1 : classes + 1,
  });
}
