import { anchorsPerCell } from '../../blocks/anchors.ts';
import { featurePyramid, type PyramidLevel } from '../../blocks/feature-pyramid.ts';
import type { PyramidNode } from '../../blocks/pyramids/node.ts';
import { type PyramidName, pyramids } from '../../blocks/pyramids/pyramids.ts';
import type { Knob } from '../../graph/fault.ts';
import { type Graph, GraphError } from '../../graph/graph.ts';
import type { TensorId } from '../../graph/op.ts';
import type { PaddingRule } from '../../graph/shape.ts';
import { GraphBuilder } from '../../operators/builder.ts';
import type { Activation } from '../../operators/kinds/activation.ts';
import type { FusionMethod } from '../../operators/kinds/fuse.ts';
import { type EfficientNetConfig, efficientNetFeatures, pictureShape } from '../efficientnet/network.ts';

/** The backbone's own knobs: an EfficientNet without its head. */
export type BackboneConfig = Pick<
  EfficientNetConfig,
  'width' | 'depth' | 'residual' | 'stages' | 'stemFilters'
>;

export interface EfficientDetConfig {
  readonly name?: string;
  /** `lite`: a Lite backbone, and ReLU6 instead of swish everywhere. */
  readonly variant?: 'standard' | 'lite';
  readonly backbone: BackboneConfig;
  /** Side of the square picture in pixels. */
  readonly resolution: number;
  /** Height and width where the picture is not square; `resolution` is then not read. */
  readonly size?: readonly [height: number, width: number];
  /** Channels of the feature network and of the heads. */
  readonly width: number;
  /** Cells of the feature network, at least 1. */
  readonly cells: number;
  /** Convolutions of each head before its last. */
  readonly headDepth: number;
  /** A feature network by name, or one cell's nodes. */
  readonly pyramid?: PyramidName | readonly PyramidNode[];
  readonly fusion?: FusionMethod;
  readonly fusionEpsilon?: number;
  /** The finest level, 1 to 5; detectors take 3. */
  readonly minLevel?: number;
  /** The coarsest level; those above 5 are made from the backbone's last map. */
  readonly maxLevel?: number;
  /** Classes without background; the released detectors have COCO's 90 category numbers. */
  readonly classes?: number;
  /** Properties of the checkpoint. */
  readonly padding?: PaddingRule;
  readonly batchNormEpsilon?: number;
  /** What the feature network's max-pools see beyond the edge. */
  readonly poolEdge?: 'nothing' | 'zeros';
  /** Of the backbone, where they differ from those of the rest. */
  readonly backbonePadding?: PaddingRule;
  readonly backboneEpsilon?: number;
  readonly halfPixelCenters?: boolean;
}

/** What is true of a detector where its configuration does not say otherwise. */
export const detectorDefaults = {
  pyramid: 'bifpn',
  fusion: 'fastNormalized',
  minLevel: 3,
  maxLevel: 7,
  classes: 90,
} as const;

interface HeadOptions {
  readonly name: 'classHead' | 'boxHead';
  readonly depth: number;
  readonly width: number;
  readonly outputs: number;
  readonly activation: Activation;
  readonly epsilon: number;
}

/**
 * One head on every level: `depth` times separable 3×3, batch norm, activation, then a separable 3×3 to `outputs`
 * channels. The levels share the convolutions (`classHead/layer0/depthwise`); each has batch norms of its own
 * (`classHead/P3/layer0/bn`).
 */
function head(builder: GraphBuilder, levels: readonly PyramidLevel[], options: HeadOptions): void {
  const { name, depth, width, outputs, activation, epsilon } = options;
  const separable = (x: TensorId, layer: string, filters: number) => {
    const at = `${name}/${layer}`;
    const window = { name: 'depthwise', kernelSize: 3, parametersAt: `${at}/depthwise` };
    const point = { name: 'pointwise', kernelSize: 1, bias: true, parametersAt: `${at}/pointwise` };
    return builder.conv2d(builder.depthwiseConv2d(x, window), { ...point, filters });
  };
  for (const { level, tensor } of levels) {
    const answer = builder.scope(
      name,
      () =>
        builder.scope(`P${level}`, () => {
          let y = tensor;
          for (let layer = 0; layer < depth; layer++)
            y = builder.scope(`layer${layer}`, () => {
              const conv = separable(y, `layer${layer}`, width);
              return builder.activation(builder.batchNorm(conv, { name: 'bn', epsilon }), activation);
            });
          return builder.scope('predict', () => separable(y, 'predict', outputs));
        }),
      { kind: 'head' },
    );
    builder.output(`${name}/P${level}`, answer);
  }
}

function check(config: EfficientDetConfig, minLevel: number, maxLevel: number, classes: number): void {
  const name = config.name ?? 'efficientdet';
  const whole = (knob: Knob, value: number, least: number) => {
    if (!Number.isInteger(value) || value < least)
      throw new GraphError({ code: 'knob', network: name, knob, least, value });
  };
  whole('width', config.width, 1);
  whole('cells', config.cells, 1);
  whole('head-depth', config.headDepth, 0);
  whole('classes', classes, 1);
  whole('finest-level', minLevel, 1);
  whole('coarsest-level', maxLevel, minLevel);
  if (minLevel > 5) throw new GraphError({ code: 'finest-level', network: name, level: minLevel });
}

function nodesOf(config: EfficientDetConfig, minLevel: number, maxLevel: number): readonly PyramidNode[] {
  const { pyramid = detectorDefaults.pyramid } = config;
  return typeof pyramid === 'string' ? pyramids[pyramid].nodes(minLevel, maxLevel) : pyramid;
}

/**
 * EfficientDet of any size (Tan, Pang & Le 2020): an EfficientNet without its head, a feature network over P3 … P7 and
 * two heads. Scopes `backbone`, `neck`, `classHead`, `boxHead`. Outputs, for each level, `classHead/P3` (logits, [h, w,
 * 9 · classes], anchor before class) and `boxHead/P3` (regressions, [h, w, 9 · 4], ty, tx, th, tw). Taps: `neck/P3` … for
 * what enters the feature network, `neck/cell0/node5` … for each node, and the backbone's own.
 * @throws GraphError where a number is no number of layers, or levels and feature network do not fit.
 */
export function efficientDet(config: EfficientDetConfig): Graph {
  const minLevel = config.minLevel ?? detectorDefaults.minLevel;
  const maxLevel = config.maxLevel ?? detectorDefaults.maxLevel;
  const classes = config.classes ?? detectorDefaults.classes;
  check(config, minLevel, maxLevel, classes);
  const nodes = nodesOf(config, minLevel, maxLevel);
  const { width, headDepth: depth, variant = 'standard' } = config;
  const activation: Activation = variant === 'lite' ? 'relu6' : 'swish';
  const epsilon = config.batchNormEpsilon ?? 1e-3;
  const builder = new GraphBuilder(config.name ?? 'efficientdet', config.padding ?? 'same');
  builder.family('efficientdet');

  const backbone = {
    ...config.backbone,
    variant,
    resolution: config.resolution,
    ...(config.size && { size: config.size }),
    ...(config.backbonePadding && { padding: config.backbonePadding }),
    batchNormEpsilon: config.backboneEpsilon ?? epsilon,
  };
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
        cells: config.cells,
        nodes,
        fusion: config.fusion ?? detectorDefaults.fusion,
        fusionEpsilon: config.fusionEpsilon ?? 1e-4,
        activation,
        batchNormEpsilon: epsilon,
        halfPixelCenters: config.halfPixelCenters ?? false,
        poolEdge: config.poolEdge === 'zeros' ? 'zeros' : undefined,
      }),
    { kind: 'neck' },
  );
  const shared = { depth, width, activation, epsilon };
  head(builder, levels, { name: 'classHead', outputs: anchorsPerCell * classes, ...shared });
  head(builder, levels, { name: 'boxHead', outputs: anchorsPerCell * 4, ...shared });
  builder.answer({
    kind: 'boxes',
    levels: levels.map(({ level }) => ({
      level,
      logits: `classHead/P${level}`,
      regressions: `boxHead/P${level}`,
    })),
  });
  return builder.build();
}
