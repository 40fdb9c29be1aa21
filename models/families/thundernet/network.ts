import { convNorm, depthwiseNorm, type LayerRules } from '../../blocks/conv-norm.ts';
import { type PictureConfig, pictureShape } from '../../blocks/picture-network.ts';
import { regionHead } from '../../blocks/region-head.ts';
import type { PlacedAnchors } from '../../graph/answers.ts';
import { findTensor, type Graph, opAt } from '../../graph/graph.ts';
import type { TensorId } from '../../graph/op.ts';
import { GraphBuilder } from '../../operators/builder.ts';
import { shuffleFeatures } from '../shufflenet-v2/network.ts';
import { type SNetSize, snetLayout } from '../snet/family.ts';

/** Qin et al. 2019; the first author's release (qinzheng93/ThunderNet). */
export const thunderNetNumbers = {
  /** Channels of the map that regions are read from: α·p·p = 5·7·7. */
  alpha: 5,
  group: 7,
  rpnFilters: 256,
  anchors: 25,
  stride: 16,
  hidden: 1024,
  /** Regions that are kept for one picture. */
  regions: 200,
} as const;

const thinFilters = thunderNetNumbers.alpha * thunderNetNumbers.group ** 2;

export interface ThunderNetConfig extends PictureConfig {
  readonly snet: SNetSize;
  /** Dense layers of the head before its last: 1 in the paper, 2 in the release. */
  readonly hiddenLayers?: number;
  readonly agnostic?: boolean;
}

/** Sides [height, width] in pixels of the anchors of a cell: each ratio (height over width) with each side. */
export function anchorSides(sides: readonly number[]): (readonly [number, number])[] {
  return [1 / 2, 3 / 4, 1, 4 / 3, 2].flatMap((ratio) =>
    sides.map((side) => [side * Math.sqrt(ratio), side / Math.sqrt(ratio)] as const),
  );
}

/** The release's anchors: sides of 2 to 32 cells, centred on the cell's corner. */
const releasedAnchors: PlacedAnchors = { sides: anchorSides([32, 64, 128, 256, 512]), centre: 0 };

/** Context enhancement: C4, C5 and the mean of C5, each by a 1×1 with bias, summed at C4's size. */
export function contextEnhancement({ builder }: LayerRules, c4: TensorId, c5: TensorId): TensorId {
  return builder.scope('cem', () => {
    const point = (name: string, x: TensorId) =>
      builder.tap(
        name,
        builder.conv2d(x, { name: `${name}-conv`, filters: thinFilters, kernelSize: 1, bias: true }),
      );
    const fine = point('c4', c4);
    const coarse = point('c5', c5);
    const whole = point('global', builder.globalAveragePool(c5, { name: 'pool' }));
    const [height, width] = builder.shapeOf(c4);
    const large = builder.resizeNearest(coarse, {
      name: 'resize',
      size: [height, width],
      halfPixelCenters: false,
    });
    return builder.tap('sum', builder.add([fine, large, whole], { name: 'add', spread: true }));
  });
}

/**
 * Region proposals on a map: a depthwise 5×5 and a 1×1, then a score and four numbers an anchor. Scope `rpn`, outputs `rpn/scores` and
 * `rpn/boxes`. Returns the feature that both read.
 */
export function regionProposals(rules: LayerRules, map: TensorId): TensorId {
  const { builder } = rules;
  const { anchors, rpnFilters } = thunderNetNumbers;
  const [feature, scores, boxes] = builder.scope('rpn', () => {
    let y = depthwiseNorm(rules, map, { name: 'depthwise', kernelSize: 5, activation: 'relu' });
    y = convNorm(rules, y, { name: 'pointwise', filters: rpnFilters, kernelSize: 1, activation: 'relu' });
    builder.tap('feature', y);
    const answer = (name: string, filters: number) =>
      builder.conv2d(y, { name, filters, kernelSize: 1, bias: true });
    return [y, answer('scores-conv', anchors), answer('boxes-conv', 4 * anchors)] as const;
  });
  builder.output('rpn/scores', scores);
  builder.output('rpn/boxes', boxes);
  return feature;
}

/** Spatial attention: what the proposals saw gates the map, cell by cell and channel by channel. Scope `sam`. */
export function spatialAttention(rules: LayerRules, map: TensorId, feature: TensorId): TensorId {
  const { builder } = rules;
  return builder.scope('sam', () => {
    const y = convNorm(rules, feature, { name: 'pointwise', filters: thinFilters, kernelSize: 1 });
    const gate = builder.tap('gate', builder.activation(y, 'sigmoid'));
    return builder.multiply(map, gate, { name: 'apply' });
  });
}

/**
 * The first graph of ThunderNet: backbone, context enhancement, region proposals, spatial attention. Scopes `backbone`, `cem`, `rpn`,
 * `sam`; outputs `rpn/scores`, `rpn/boxes` and the map `sam`, of which the answer `regions` tells.
 */
export function thunderNet(config: ThunderNetConfig): Graph {
  const builder = new GraphBuilder(config.name, config.padding ?? 'symmetric');
  builder.family('thundernet');
  const rules = { builder, epsilon: config.batchNormEpsilon ?? 1e-5 };
  const { anchors, stride } = thunderNetNumbers;
  const x = builder.input(pictureShape(config));
  const [, c4, c5] = builder.scope('backbone', () => shuffleFeatures(rules, x, snetLayout(config.snet)), {
    kind: 'backbone',
  });
  const context = contextEnhancement(rules, c4, c5);
  builder.output('sam', spatialAttention(rules, context, regionProposals(rules, context)));
  builder.answer({
    kind: 'regions',
    ...{ scores: 'rpn/scores', boxes: 'rpn/boxes', map: 'sam' },
    ...{ stride, anchors, placed: releasedAnchors },
  });
  return builder.build();
}

/** The second graph: a region of the map `sam` in 7×7 bins, dense layers, classes and boxes. */
export function thunderNetRegions(config: ThunderNetConfig): Graph {
  const first = thunderNet(config);
  const { group, stride, hidden } = thunderNetNumbers;
  const { classes = 80, hiddenLayers = 1 } = config;
  return regionHead({
    name: `${config.name}-regions`,
    family: 'thundernet',
    map: opAt(first, findTensor(first, 'sam')).shape,
    align: { scale: 1 / stride, group, samples: 2, leastSide: 0.1, take: 'largest', reading: 'clamped' },
    flatten: 'cyx',
    hidden: Array.from({ length: hiddenLayers }, () => hidden),
    classes,
    background: 'last',
    boxes: config.agnostic ? 1 : classes,
  });
}
