import type { NamedTensors } from '../formats/named-tensors.ts';
import { type DetectorPlace, detectorPlaces, isDepthwise } from './detector-places.ts';
import type { Naming } from './naming.ts';
import { detectorStructure, torchShapes } from './structure.ts';
import { asItIs, zeros } from './tensor-source.ts';
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

const firstNode = nodeModule({ cell: 0, feature: 0 });
/** Models that can be compiled to TorchScript list a head's batch norms by level first. */
const levelFirst = ({ byName }: NamedTensors) => byName.has('class_net.bn_rep.0.0.weight');
/** Only models with the authors' weights have biases in front of batch norms. */
const redundantBias = ({ byName }: NamedTensors) =>
  byName.has(`${firstNode}.after_combine.conv.conv_pw.bias`);

/** effdet's detectors: with the authors' weights, ported (`tf_efficientdet_…`), or its own (`efficientdet_…`). */
export const effdet: Naming = {
  id: 'effdet',
  folded: false,
  recognises: ({ byName }) =>
    byName.has('backbone.conv_stem.weight') && byName.has('class_net.predict.conv_pw.weight'),
  sources(graph, tensors) {
    const placeOf = detectorPlaces(graph);
    const byLevel = levelFirst(tensors);
    const biases = redundantBias(tensors);
    return (parameter) => {
      const place = placeOf(parameter);
      if (!place) return undefined;
      if (place.layer === 'fuse') return asItIs(`${nodeModule(place)}.combine.edge_weights`, parameter.shape);
      if (byLevel && place.layer === 'headNorm') {
        const norm = `${place.head}_net.bn_rep.${place.levelIndex}.${place.index}`;
        return torchSource(norm, parameter, false);
      }
      const predicts = place.layer === 'head' && place.index === 'predict';
      const neck = place.layer !== 'backbone' && !predicts;
      if (neck && !biases && parameter.role === 'bias') return zeros(parameter.shape);
      return torchSource(module(place), parameter, isDepthwise(place));
    };
  },
  // The bench that wraps a model for training or prediction keeps its anchors beside it.
  ignores: (name) => torchIgnores(name) || name === 'anchors.boxes',
  structure: (tensors) =>
    detectorStructure(torchShapes(tensors, module), 'staged', {
      weighted: tensors.byName.has(`${firstNode}.combine.edge_weights`),
      redundantBias: redundantBias(tensors),
    }),
};
