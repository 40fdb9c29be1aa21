import { efficientNetPlaces, type LayerPlace } from './efficientnet-places.ts';
import type { Naming } from './naming.ts';
import { classifierStructure, torchShapes } from './structure.ts';
import { torchIgnores, torchSource } from './torch-dialect.ts';

/** The module of EfficientNet-PyTorch that a layer is: one running number for all blocks, batch norms counted from the expansion on. */
export function lukemelasModule({ layer, norm, block }: LayerPlace): string | undefined {
  if (!block) {
    if (layer === 'stem') return norm ? '_bn0' : '_conv_stem';
    if (layer === 'head') return norm ? '_bn1' : '_conv_head';
    return layer === 'classifier' ? '_fc' : undefined;
  }
  const at = `_blocks.${block.running}`;
  if (layer === 'squeeze') return `${at}._se_reduce`;
  if (layer === 'excite') return `${at}._se_expand`;
  const position = ['expand', 'depthwise', 'project'].indexOf(layer);
  // Without an expansion `_bn0` is left out, and the others keep their numbers.
  return norm
    ? `${at}._bn${position}`
    : `${at}.${['_expand_conv', '_depthwise_conv', '_project_conv'][position]}`;
}

/** The EfficientNets of lukemelas/EfficientNet-PyTorch (the package efficientnet_pytorch): the authors' weights, ported. */
export const lukemelas: Naming = {
  id: 'lukemelas',
  folded: false,
  recognises: ({ byName }) =>
    byName.has('_conv_stem.weight') && byName.has('_blocks.0._depthwise_conv.weight'),
  sources(graph) {
    const placeOf = efficientNetPlaces(graph);
    return (parameter) => {
      const place = placeOf(parameter);
      return place && torchSource(lukemelasModule(place), parameter, place.layer === 'depthwise');
    };
  },
  ignores: torchIgnores,
  structure: (tensors) => classifierStructure(torchShapes(tensors, lukemelasModule), 'running'),
};
