import { efficientNetPlaces, type LayerPlace } from './efficientnet-places.ts';
import type { Naming } from './naming.ts';
import { classifierStructure, torchShapes } from './structure.ts';
import { torchIgnores, torchSource } from './torch-dialect.ts';

const blockModules: Readonly<Record<string, readonly [convolution: string, norm: string]>> = {
  expand: ['expansion.expand_conv', 'expansion.expand_bn'],
  depthwise: ['depthwise_conv.depthwise_conv', 'depthwise_conv.depthwise_norm'],
  squeeze: ['squeeze_excite.reduce', ''],
  excite: ['squeeze_excite.expand', ''],
  project: ['projection.project_conv', 'projection.project_bn'],
};

function module({ layer, norm, block }: LayerPlace): string | undefined {
  if (block) return `efficientnet.encoder.blocks.${block.running}.${blockModules[layer]?.[norm ? 1 : 0]}`;
  if (layer === 'stem') return `efficientnet.embeddings.${norm ? 'batchnorm' : 'convolution'}`;
  if (layer === 'head') return `efficientnet.encoder.${norm ? 'top_bn' : 'top_conv'}`;
  return layer === 'classifier' ? 'classifier' : undefined;
}

/** The transformers library's EfficientNets, ported from Keras: one running number for all blocks. */
export const transformers: Naming = {
  id: 'transformers',
  folded: false,
  recognises: ({ byName }) => byName.has('efficientnet.embeddings.convolution.weight'),
  sources(graph) {
    const placeOf = efficientNetPlaces(graph);
    return (parameter) => {
      const place = placeOf(parameter);
      return place && torchSource(module(place), parameter, place.layer === 'depthwise');
    };
  },
  ignores: torchIgnores,
  structure: (tensors) => classifierStructure(torchShapes(tensors, module), 'running'),
};
