import { type DetectorPlace, detectorPlaces } from './detector-places.ts';
import type { Naming } from './naming.ts';
import { detectorStructure, torchShapes } from './structure.ts';
import { asItIs } from './tensor-source.ts';
import { timmModule } from './timm.ts';
import { torchIgnores, torchSource } from './torch-dialect.ts';

function module(place: DetectorPlace): string | undefined {
  switch (place.layer) {
    case 'backbone': {
      const inner = timmModule(place.place);
      return inner && `backbone.${inner}`;
    }
    case 'extra':
      return `fpn.resample.${place.index}.conv.${place.norm ? 'bn' : 'conv'}`;
    case 'input':
      return `${nodeModule(place)}.combine.resample.${place.source}.conv.${place.norm ? 'bn' : 'conv'}`;
    case 'node':
      return `${nodeModule(place)}.after_combine.conv.${parts[place.part]}`;
    case 'head':
      return `${place.head}_net.${place.index === 'predict' ? 'predict' : `conv_rep.${place.index}`}.${parts[place.part]}`;
    case 'headNorm':
      return `${place.head}_net.bn_rep.${place.index}.${place.levelIndex}.bn`;
    case 'fuse':
      return undefined;
  }
}

const parts = { depthwise: 'conv_dw', pointwise: 'conv_pw', norm: 'bn' } as const;
const nodeModule = (place: { readonly cell: number; readonly feature: number }) =>
  `fpn.cell.${place.cell}.fnode.${place.feature}`;

/** effdet's detectors with the authors' weights, ported (`tf_efficientdet_…`). */
export const effdet: Naming = {
  id: 'effdet',
  title: 'effdet',
  folded: false,
  properties: { padding: 'same', batchNormEpsilon: 1e-3, residual: 'equalChannels' },
  recognises: ({ byName }) =>
    byName.has('backbone.conv_stem.weight') && byName.has('class_net.predict.conv_pw.weight'),
  sources(graph) {
    const placeOf = detectorPlaces(graph);
    return (parameter) => {
      const place = placeOf(parameter);
      if (!place) return undefined;
      if (place.layer === 'fuse') return asItIs(`${nodeModule(place)}.combine.edge_weights`, parameter.shape);
      return torchSource(module(place), parameter, isDepthwise(place));
    };
  },
  ignores: torchIgnores,
  structure: (tensors) => detectorStructure(torchShapes(tensors, module), 'staged'),
};

function isDepthwise(place: DetectorPlace): boolean {
  if (place.layer === 'backbone') return place.place.layer === 'depthwise';
  return (place.layer === 'node' || place.layer === 'head') && place.part === 'depthwise';
}
