import { convNorm, type LayerRules } from '../../blocks/conv-norm.ts';
import type { TensorId } from '../../graph/op.ts';

/** Layers and their channels, from stride 8 to 32. */
const layers = [
  { blocks: 4, filters: 64 },
  { blocks: 8, filters: 128 },
  { blocks: 4, filters: 256 },
] as const;

/** A depthwise 3×3 and a 1×1 with nothing between them, batch norm and what is asked for behind. */
function separable(
  rules: LayerRules,
  x: TensorId,
  name: string,
  filters: number,
  stride: number,
  active: boolean,
): TensorId {
  const { builder } = rules;
  return builder.scope(name, () => {
    const y = builder.depthwiseConv2d(x, { name: 'depthwise', kernelSize: 3, stride });
    return convNorm(rules, y, {
      name: 'pointwise',
      filters,
      kernelSize: 1,
      activation: active ? 'relu' : undefined,
    });
  });
}

function block(rules: LayerRules, x: TensorId, filters: number, stride: number): TensorId {
  const { builder } = rules;
  const inner = filters / 4;
  const shortcut = stride === 1 ? x : separable(rules, x, 'shortcut', filters, stride, false);
  let y = separable(rules, x, 'sep1', inner, stride, true);
  y = separable(rules, y, 'sep2', inner, 1, true);
  y = separable(rules, y, 'sep3', filters, 1, false);
  return builder.activation(builder.add([y, shortcut], { name: 'add' }), 'relu');
}

/** Xception39 without its classifier (ycszen/TorchSeg): taps `stem`, `maxpool`, `layer1` … `layer3`; returns the maps of its layers. */
export function xception39Features(rules: LayerRules, x: TensorId): readonly TensorId[] {
  const { builder } = rules;
  let y = convNorm(rules, x, { name: 'stem', filters: 8, kernelSize: 3, stride: 2, activation: 'relu' });
  builder.tap('stem', y);
  y = builder.scope('stem', () => builder.maxPool(y, { name: 'pool', kernelSize: 3, stride: 2 }));
  builder.tap('maxpool', y);
  return layers.map(({ blocks, filters }, index) => {
    const name = `layer${index + 1}`;
    builder.scope(
      name,
      () => {
        for (let at = 0; at < blocks; at++)
          y = builder.scope(`block${at}`, () => block(rules, y, filters, at === 0 ? 2 : 1), {
            kind: 'block',
            number: at,
          });
      },
      { kind: 'stage', number: index + 1 },
    );
    return builder.tap(name, y);
  });
}
