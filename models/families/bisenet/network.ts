import { convNorm, type LayerRules } from '../../blocks/conv-norm.ts';
import { type PictureConfig, pictureShape } from '../../blocks/picture-network.ts';
import { residual } from '../../blocks/residual.ts';
import type { Graph } from '../../graph/graph.ts';
import type { TensorId } from '../../graph/op.ts';
import { GraphBuilder } from '../../operators/builder.ts';
import { resNetLayout } from '../resnet/network.ts';
import { contextPath, fused, pixelHead, spatialPath } from './paths.ts';
import { xception39Features } from './xception39.ts';

export type BiSeNetBackbone = 'xception-39' | 'resnet-18';

export interface BiSeNetConfig extends PictureConfig {
  readonly backbone: BiSeNetBackbone;
}

/** ResNet-18 as torchvision has it, without pooling and classes; taps `layer1` … `layer4`. */
function resNet18Features(rules: LayerRules, x: TensorId): readonly TensorId[] {
  const { builder } = rules;
  const { stemFilters: filters, stages } = resNetLayout({ kind: 'basic', repeats: [2, 2, 2, 2] });
  let y = convNorm(rules, x, { name: 'stem', filters, kernelSize: 7, stride: 2, activation: 'relu' });
  builder.tap('stem', y);
  y = builder.scope('stem', () => builder.maxPool(y, { name: 'pool', kernelSize: 3, stride: 2 }));
  builder.tap('maxpool', y);
  return stages.map((rows, index) => {
    const name = `layer${index + 1}`;
    builder.scope(
      name,
      () => {
        rows.forEach((row, at) => {
          y = builder.scope(`block${at}`, () => residual(rules, y, row), { kind: 'block', number: at });
        });
      },
      { kind: 'stage', number: index + 1 },
    );
    return builder.tap(name, y);
  });
}

/**
 * BiSeNet (Yu et al. 2018) as its author's code has it (ycszen/TorchSeg): a spatial path, a context path on Xception39 or ResNet-18, fusion and a
 * head. Outputs `logits` at an eighth of the side and `resized`, eight times that; the answer is the mask of `resized`.
 */
export function biSeNet(config: BiSeNetConfig): Graph {
  const builder = new GraphBuilder(config.name, config.padding ?? 'symmetric');
  builder.family('bisenet');
  const rules = { builder, epsilon: config.batchNormEpsilon ?? 1e-5 };
  const x = builder.input(pictureShape(config));
  const spatial = spatialPath(rules, x);
  const maps = builder.scope('context', () =>
    config.backbone === 'resnet-18' ? resNet18Features(rules, x) : xception39Features(rules, x),
  );
  const joined = fused(rules, [spatial, contextPath(rules, maps).context]);
  const [logits, resized] = builder.scope('head', () => {
    const small = pixelHead(rules, joined, 64, config.classes ?? 19);
    const [height, width] = builder.shapeOf(small);
    const size = [8 * height, 8 * width] as const;
    return [small, builder.resizeBilinear(small, { name: 'resize', size, align: 'corners' })] as const;
  });
  builder.output('logits', logits);
  builder.output('resized', resized);
  builder.answer({ kind: 'mask', logits: 'resized' });
  return builder.build();
}
