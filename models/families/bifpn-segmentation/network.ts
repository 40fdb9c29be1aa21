import { featurePyramid } from '../../blocks/feature-pyramid.ts';
import { pyramids } from '../../blocks/pyramids/pyramids.ts';
import { type Graph, GraphError } from '../../graph/graph.ts';
import { GraphBuilder } from '../../operators/builder.ts';
import type { BackboneConfig } from '../efficientdet/network.ts';
import { efficientNetFeatures, pictureShape } from '../efficientnet/network.ts';

export interface BifpnSegmentationConfig {
  readonly name?: string;
  readonly backbone: BackboneConfig;
  /** Side of the square picture in pixels. */
  readonly resolution: number;
  /** Height and width where the picture is not square; `resolution` is then not read. */
  readonly size?: readonly [height: number, width: number];
  /** Channels of the feature network and of the head. */
  readonly width: number;
  /** Cells of the feature network, at least 1. */
  readonly cells: number;
  /** Separable convolutions before the last layer. */
  readonly headDepth: number;
  /** Classes, the background among them. */
  readonly classes: number;
  /** The finest level, 2 or 3, and the coarsest. */
  readonly minLevel?: number;
  readonly maxLevel?: number;
}

/**
 * Segmentation on a detector's feature network, after EfficientDet's section 5.2: an EfficientNet without its head, BiFPN cells,
 * and a head that names every cell of the finest level. The paper reads that level alone; here all levels, enlarged to it, are added
 * first. Scopes `backbone`, `neck`, `pixelHead`. Output `pixelHead` (logits, [h / 2^minLevel, w / 2^minLevel, classes], class 0 the
 * background); how they become classes of pixels is `models/answers/segments.ts`.
 * @throws GraphError where a number is no number of layers or levels.
 */
export function bifpnSegmentation(config: BifpnSegmentationConfig): Graph {
  const { name = 'bifpn-segmentation', width, cells, headDepth, classes } = config;
  const { minLevel = 3, maxLevel = 7 } = config;
  for (const [knob, value, least] of [
    ['width', width, 1],
    ['cells', cells, 1],
    ['head-depth', headDepth, 0],
    ['classes', classes, 2],
    ['finest-level', minLevel, 1],
    ['coarsest-level', maxLevel, minLevel + 1],
  ] as const)
    if (!Number.isInteger(value) || value < least)
      throw new GraphError({ code: 'knob', network: name, knob, least, value });
  const builder = new GraphBuilder(name, 'same');
  const epsilon = 1e-3;
  const { resolution, size } = config;
  const backbone = { ...config.backbone, resolution, ...(size && { size }), batchNormEpsilon: epsilon };
  const x = builder.input(pictureShape(backbone));
  const features = builder
    .scope('backbone', () => efficientNetFeatures(builder, x, backbone), { kind: 'backbone' })
    .map(({ stride, tensor }) => ({ level: Math.log2(stride), tensor, fromBackbone: true }))
    .filter(({ level }) => level >= minLevel && level <= maxLevel);
  const levels = builder.scope(
    'neck',
    () =>
      featurePyramid(builder, features, maxLevel, {
        width,
        cells,
        nodes: pyramids.bifpn.nodes(minLevel, maxLevel),
        fusion: 'fastNormalized',
        activation: 'swish',
        batchNormEpsilon: epsilon,
      }),
    { kind: 'neck' },
  );
  const [finest] = levels;
  if (finest === undefined) throw new GraphError({ code: 'no-level', network: name });
  const [rows, columns] = builder.shapeOf(finest.tensor);
  const answer = builder.scope(
    'pixelHead',
    () => {
      const enlarged = levels.map(({ level, tensor }) => {
        builder.tap(`P${level}`, tensor);
        return level === finest.level
          ? tensor
          : builder.resizeNearest(tensor, {
              name: `enlarge${level}`,
              size: [rows, columns],
              halfPixelCenters: false,
            });
      });
      let y = builder.tap('sum', builder.add(enlarged, { name: 'sum' }));
      for (let layer = 0; layer < headDepth; layer++)
        y = builder.scope(`layer${layer}`, () => {
          const across = builder.depthwiseConv2d(y, { name: 'depthwise', kernelSize: 3 });
          const conv = builder.conv2d(across, { name: 'pointwise', filters: width, kernelSize: 1 });
          return builder.activation(builder.batchNorm(conv, { name: 'bn', epsilon }), 'swish');
        });
      return builder.conv2d(y, { name: 'predict/conv', filters: classes, kernelSize: 1, bias: true });
    },
    { kind: 'head' },
  );
  builder.output('pixelHead', answer);
  const paths = levels.map(({ level }) => ({ tap: `pixelHead/P${level}`, of: 'level', level }) as const);
  builder.answer({ kind: 'mask', logits: 'pixelHead', paths });
  return builder.build();
}
