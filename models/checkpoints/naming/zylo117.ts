import { type DetectorPlace, detectorPlaces, isDepthwise } from './detector-places.ts';
import { lukemelasModule } from './lukemelas.ts';
import type { Naming } from './naming.ts';
import { detectorStructure, torchShapes } from './structure.ts';
import { asItIs } from './tensor-source.ts';
import { torchIgnores, torchSource } from './torch-dialect.ts';

const firstLevel = 3;

/** Which level a node makes and on which way: top-down (`up`, the maps grow), from the coarsest but one to the finest, then back (`down`). */
function nodeOf({ node, feature }: { readonly node: number; readonly feature: number }) {
  const levels = node - feature;
  const last = firstLevel + levels - 1;
  return feature < levels - 1
    ? ({ level: last - 1 - feature, way: 'up' } as const)
    : ({ level: firstLevel + 1 + feature - (levels - 1), way: 'down' } as const);
}

/** A convolution that pads by itself: the weights lie one module deeper. */
const padded = (module: string) => `${module}.conv`;
const parts = { depthwise: 'depthwise_conv.conv', pointwise: 'pointwise_conv.conv', norm: 'bn' } as const;

function module(place: DetectorPlace): string | undefined {
  switch (place.layer) {
    case 'backbone': {
      const inner = lukemelasModule(place.place);
      return inner && `backbone_net.model.${place.place.norm ? inner : padded(inner)}`;
    }
    case 'extra':
      return `bifpn.0.p${place.level - 1}_to_p${place.level}.${place.norm ? '1' : padded('0')}`;
    case 'input': {
      // The finest level enters one node only; the others have a second projection for the way back.
      const { way } = nodeOf(place);
      const from = `p${firstLevel + place.source}_down_channel${way === 'down' ? '_2' : ''}`;
      return `bifpn.${place.cell}.${from}.${place.norm ? '1' : padded('0')}`;
    }
    case 'node': {
      const { level, way } = nodeOf(place);
      return `bifpn.${place.cell}.conv${level}_${way}.${parts[place.part]}`;
    }
    case 'head': {
      const at = place.index === 'predict' ? 'header' : `conv_list.${place.index}`;
      return `${heads[place.head]}.${at}.${parts[place.part]}`;
    }
    case 'headNorm':
      return `${heads[place.head]}.bn_list.${place.levelIndex}.${place.index}`;
    case 'fuse':
      return undefined;
  }
}

const heads = { class: 'classifier', box: 'regressor' } as const;
const fusionWeights = /^bifpn\.\d+\.p\d_w[12]$/;

/**
 * The detectors of zylo117/Yet-Another-EfficientDet-Pytorch. Its backbone is lukemelas’ with convolutions that pad by themselves. The
 * largest detectors join maps by plain sums, and their files hold fusion weights all the same, which nothing reads.
 */
export const zylo117: Naming = {
  id: 'zylo117',
  folded: false,
  recognises: ({ byName }) =>
    byName.has('backbone_net.model._conv_stem.conv.weight') &&
    byName.has('classifier.header.pointwise_conv.conv.weight'),
  sources(graph) {
    const placeOf = detectorPlaces(graph);
    return (parameter) => {
      const place = placeOf(parameter);
      if (!place) return undefined;
      if (place.layer === 'fuse') {
        const { level, way } = nodeOf(place);
        return asItIs(`bifpn.${place.cell}.p${level}_w${way === 'up' ? 1 : 2}`, parameter.shape);
      }
      return torchSource(module(place), parameter, isDepthwise(place));
    };
  },
  ignores: (name) => torchIgnores(name) || fusionWeights.test(name),
  structure: (tensors) => detectorStructure(torchShapes(tensors, module), 'running'),
};
