import type { LayerRules } from '../../blocks/conv-norm.ts';
import { type Graph, GraphError } from '../../graph/graph.ts';
import type { TensorId } from '../../graph/op.ts';
import { GraphBuilder } from '../../operators/builder.ts';
import type { BackboneConfig } from '../efficientdet/network.ts';
import { efficientNetFeatures, pictureShape } from '../efficientnet/network.ts';
import { contextPath, fused, pixelHead, spatialPath } from './paths.ts';

export interface BiSeNetOnEfficientNetConfig {
  readonly name?: string;
  readonly backbone: BackboneConfig;
  /** Side of the square picture in pixels. */
  readonly resolution: number;
  /** Height and width where the picture is not square; `resolution` is then not read. */
  readonly size?: readonly [height: number, width: number];
  /** Classes, the background among them. */
  readonly classes: number;
  /** Whether the path that keeps detail is there; without it the context path is fused with itself alone. */
  readonly spatialPath: boolean;
  /** With the two heads that help the context path to learn and are left out afterwards: outputs `auxiliary16` and `auxiliary32`. */
  readonly auxiliary?: boolean;
}

/** Channels between both layers of a head: of the one that answers, and of those that only teach. */
const headWidths = { answer: 64, auxiliary: 128 } as const;

/**
 * BiSeNet (Yu et al. 2018) with an EfficientNet in the place of its context path's backbone: its maps at a 16th and a 32nd of the side
 * are refined, a spatial path reads the picture, both are fused at an eighth. Scopes `backbone` and those of BiSeNet; the convolutions
 * pad as EfficientNet's do. Output `pixelHead` (logits, [h / 8, w / 8, classes], class 0 the background); how they become classes of
 * pixels is `models/answers/segments.ts`.
 * @throws GraphError where a number is no number of classes, or the picture is too small for the backbone.
 */
export function biSeNetOnEfficientNet(config: BiSeNetOnEfficientNetConfig): Graph {
  const { name = 'bisenet-on-efficientnet', resolution, size, classes } = config;
  if (!Number.isInteger(classes) || classes < 2)
    throw new GraphError({ code: 'knob', network: name, knob: 'classes', least: 2, value: classes });
  const builder = new GraphBuilder(name, 'same');
  const backbone = { ...config.backbone, resolution, ...(size && { size }), batchNormEpsilon: 1e-3 };
  const rules: LayerRules = { builder, epsilon: 1e-5 };
  const x = builder.input(pictureShape(backbone));
  const maps = builder
    .scope('backbone', () => efficientNetFeatures(builder, x, backbone), { kind: 'backbone' })
    .filter(({ stride }) => stride >= 8)
    .map(({ tensor }) => tensor);
  const spatial = config.spatialPath ? [spatialPath(rules, x)] : [];
  const { context, refined } = contextPath(rules, maps);
  const joined = fused(rules, [...spatial, context]);
  const head = (scope: string, from: TensorId, width: number): void => {
    builder.output(
      scope,
      builder.scope(scope, () => pixelHead(rules, from, width, classes), { kind: 'head' }),
    );
  };
  head('pixelHead', joined, headWidths.answer);
  if (config.auxiliary)
    refined.forEach((map, index) => {
      head(`auxiliary${32 / 2 ** index}`, map, headWidths.auxiliary);
    });
  const paths = [
    { tap: 'spatial/conv_1x1', of: 'spatial' },
    { tap: 'refine16', of: 'context' },
  ] as const;
  builder.answer({ kind: 'mask', logits: 'pixelHead', ...(config.spatialPath && { paths }) });
  return builder.build();
}
