import { efficientNetPlaces, type LayerPlace } from './efficientnet-places.ts';
import type { Naming } from './naming.ts';
import { classifierStructure, torchShapes } from './structure.ts';
import { torchIgnores, torchSource } from './torch-dialect.ts';

function module({ layer, norm, block }: LayerPlace): string | undefined {
  const unit = norm ? 1 : 0;
  if (!block) {
    if (layer === 'stem') return `features.0.${unit}`;
    if (layer === 'head') return `features.8.${unit}`;
    return layer === 'classifier' ? 'classifier.1' : undefined;
  }
  const at = `features.${block.stage + 1}.${block.index}.block`;
  const first = block.expands ? 0 : -1;
  if (layer === 'expand') return `${at}.0.${unit}`;
  if (layer === 'depthwise') return `${at}.${first + 1}.${unit}`;
  if (layer === 'squeeze') return `${at}.${first + 2}.fc1`;
  if (layer === 'excite') return `${at}.${first + 2}.fc2`;
  return `${at}.${first + 3}.${unit}`;
}

/** torchvision's EfficientNets. */
export const torchvision: Naming = {
  id: 'torchvision',
  folded: false,
  recognises: ({ byName }) =>
    byName.has('features.0.0.weight') && byName.has('features.1.0.block.0.0.weight'),
  sources(graph) {
    const placeOf = efficientNetPlaces(graph);
    return (parameter) => {
      const place = placeOf(parameter);
      return place && torchSource(module(place), parameter, place.layer === 'depthwise');
    };
  },
  ignores: torchIgnores,
  structure: (tensors) => classifierStructure(torchShapes(tensors, module), 'staged'),
};
