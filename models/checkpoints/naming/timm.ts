import { efficientNetPlaces, type LayerPlace } from './efficientnet-places.ts';
import type { Naming } from './naming.ts';
import { classifierStructure, torchShapes } from './structure.ts';
import { torchIgnores, torchSource } from './torch-dialect.ts';

/** The module of timm's EfficientNet that a layer is, under an optional prefix (`backbone.` in effdet). */
export function timmModule({ layer, norm, block }: LayerPlace): string | undefined {
  if (!block) {
    if (layer === 'stem') return norm ? 'bn1' : 'conv_stem';
    if (layer === 'head') return norm ? 'bn2' : 'conv_head';
    return layer === 'classifier' ? 'classifier' : undefined;
  }
  const at = `blocks.${block.stage}.${block.index}`;
  if (layer === 'squeeze') return `${at}.se.conv_reduce`;
  if (layer === 'excite') return `${at}.se.conv_expand`;
  // Without an expansion the depthwise convolution comes first, and `conv_pw` is the projection.
  const order = block.expands ? ['expand', 'depthwise', 'project'] : ['depthwise', 'project'];
  const convolutions = block.expands ? ['conv_pw', 'conv_dw', 'conv_pwl'] : ['conv_dw', 'conv_pw'];
  const position = order.indexOf(layer);
  return norm ? `${at}.bn${position + 1}` : `${at}.${convolutions[position]}`;
}

/** timm's EfficientNets: its own and the authors', ported (`tf_…`), whose tensors have the same names. */
export const timm: Naming = {
  id: 'timm',
  folded: false,
  recognises: ({ byName }) => byName.has('conv_stem.weight') && byName.has('blocks.0.0.conv_dw.weight'),
  sources(graph) {
    const placeOf = efficientNetPlaces(graph);
    return (parameter) => {
      const place = placeOf(parameter);
      return place && torchSource(timmModule(place), parameter, place.layer === 'depthwise');
    };
  },
  ignores: torchIgnores,
  structure: (tensors) => classifierStructure(torchShapes(tensors, timmModule), 'staged'),
};
