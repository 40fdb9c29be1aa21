import { regionHead } from '../../blocks/region-head.ts';
import { findTensor, type Graph, GraphError, opAt } from '../../graph/graph.ts';
import { GraphBuilder } from '../../operators/builder.ts';
import type { BackboneConfig } from '../efficientdet/network.ts';
import { efficientNetFeatures, pictureShape } from '../efficientnet/network.ts';
import { largeSeparable, middleChannels } from '../light-head-rcnn/network.ts';
import {
  anchorSides,
  contextEnhancement,
  regionProposals,
  spatialAttention,
  thunderNetNumbers,
} from './network.ts';

/** A two-stage detector's two graphs: of a picture, and of one region of its map. */
export interface TwoStages {
  readonly picture: Graph;
  readonly region: Graph;
}

export interface RegionsOnEfficientNetConfig {
  readonly name: string;
  readonly backbone: BackboneConfig;
  /** Side of the square picture in pixels. */
  readonly resolution: number;
  /** Height and width where the picture is not square; `resolution` is then not read. */
  readonly size?: readonly [height: number, width: number];
  /**
   * What makes the thin map: ThunderNet's context enhancement and spatial attention, or Light-Head R-CNN's large separable convolution
   * (setting S), which reads C4 and C5, enlarged, at once.
   */
  readonly thin: 'enhancement' | 'separable';
  /** Classes, that of nothing left out. */
  readonly classes: number;
  /** Sides in pixels of the square anchors; each also stands in four oblong forms. Five, as the proposals of the family have it. */
  readonly anchorSides: readonly number[];
}

/**
 * ThunderNet's two stages on an EfficientNet (Qin et al. 2019), or with Light-Head R-CNN's large separable convolution in place of
 * context enhancement and attention. Anchors stand on the middle of their cells, and boxes are class-agnostic. Scopes `backbone`, `cem`,
 * `rpn`, `sam` or `separable`, `head`; the first graph's answer `regions` tells of its outputs, the second's `regionClasses` of its.
 * @throws GraphError where there are not five sides of anchors, or the backbone has no maps of strides 16 and 32.
 */
export function regionsOnEfficientNet(config: RegionsOnEfficientNetConfig): TwoStages {
  const { name, resolution, size, thin, classes } = config;
  const { group, stride, anchors, hidden } = thunderNetNumbers;
  const sides = anchorSides(config.anchorSides);
  if (sides.length !== anchors)
    throw new GraphError({ code: 'anchor-sides', network: name, wanted: anchors, given: sides.length });
  const builder = new GraphBuilder(name, 'same');
  const epsilon = 1e-3;
  const rules = { builder, epsilon };
  const backbone = { ...config.backbone, resolution, ...(size && { size }), batchNormEpsilon: epsilon };
  const x = builder.input(pictureShape(backbone));
  const features = builder.scope('backbone', () => efficientNetFeatures(builder, x, backbone), {
    kind: 'backbone',
  });
  const at = (wanted: number) => {
    const found = features.find((each) => each.stride === wanted);
    if (found === undefined) throw new GraphError({ code: 'no-stride', network: name, stride: wanted });
    return found.tensor;
  };
  const [c4, c5] = [at(stride), at(2 * stride)];
  const joined = () => {
    const [height, width] = builder.shapeOf(c4);
    const large = builder.resizeNearest(c5, {
      name: 'enlarge',
      size: [height, width],
      halfPixelCenters: false,
    });
    return builder.concat([c4, large], { name: 'join' });
  };
  const map =
    thin === 'enhancement'
      ? contextEnhancement(rules, c4, c5)
      : largeSeparable(builder, joined(), middleChannels.S);
  const feature = regionProposals(rules, map);
  builder.output('thin', thin === 'enhancement' ? spatialAttention(rules, map, feature) : map);
  builder.answer({
    kind: 'regions',
    ...{ scores: 'rpn/scores', boxes: 'rpn/boxes', map: 'thin' },
    ...{ stride, anchors, placed: { sides, centre: 0.5 } },
  });
  const picture = builder.build();
  const region = regionHead({
    name: `${name}-regions`,
    family: 'thundernet',
    map: opAt(picture, findTensor(picture, 'thin')).shape,
    align: { scale: 1 / stride, group, samples: 2, leastSide: 0.1, take: 'largest', reading: 'clamped' },
    flatten: 'cyx',
    hidden: [hidden],
    classes,
    background: 'last',
    boxes: 1,
  });
  return { picture, region };
}
