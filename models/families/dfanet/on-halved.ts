import type { LayerRules } from '../../blocks/conv-norm.ts';
import { type PictureConfig, pictureShape } from '../../blocks/picture-network.ts';
import type { Graph } from '../../graph/graph.ts';
import { GraphBuilder } from '../../operators/builder.ts';
import { summed, threeBackbones } from './network.ts';

/** How the decoder calls the maps that it adds. */
const tapOf = { early: 'shallow', attended: 'deep' } as const;

/**
 * DFANet-A as this project trains it from random numbers: pictures are halved first (means of 2×2 pixels), so that all behind runs at a
 * quarter of the cost and names cells of an eighth of the side, as the networks do that it is compared with; and the logits are plain
 * ones, a 1×1 with a bias as in lxtGH/Fast_Seg @7895738, where huaifeng1993's (`dfaNet`) end in batch norm and ReLU and cannot fall
 * below 0. Scopes `halve`, `stem`, `1/enc2` …, `decoder`; output `pixelHead` (logits, [h / 8, w / 8, classes], class 0 the background).
 */
export function dfaNetOnHalved(config: PictureConfig & { readonly classes: number }): Graph {
  const builder = new GraphBuilder(config.name, 'symmetric');
  const rules: LayerRules = { builder, epsilon: 1e-5 };
  const x = builder.input(pictureShape(config));
  const halved = builder.averagePool(x, { name: 'halve', kernelSize: 2, stride: 2, padding: 'valid' });
  const all = summed(rules, threeBackbones(rules, halved));
  const logits = builder.scope('decoder', () =>
    builder.conv2d(all, { name: 'classes', filters: config.classes, kernelSize: 1, bias: true }),
  );
  builder.output('pixelHead', logits);
  const paths = (['early', 'attended'] as const).flatMap((of) =>
    [1, 2, 3].map((backbone) => ({ tap: `decoder/${tapOf[of]}${backbone}`, of, backbone })),
  );
  builder.answer({ kind: 'mask', logits: 'pixelHead', paths });
  return builder.build();
}
