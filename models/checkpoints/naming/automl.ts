import type { Parameter } from '../../graph/op.ts';
import type { NamedTensors } from '../formats/named-tensors.ts';
import { backboneScope, type DetectorPlace, detectorPlaces } from './detector-places.ts';
import { efficientNetPlaces, type LayerPlace } from './efficientnet-places.ts';
import type { Naming } from './naming.ts';
import { classifierStructure, detectorStructure, tensorFlowShapes } from './structure.ts';
import { asItIs, sideBySide } from './tensor-source.ts';

/** What the official code evaluates with: each variable's average over the last steps of training stands beside it. */
const averageSuffix = '/ExponentialMovingAverage';

const leaves: Readonly<Record<string, string>> = {
  bias: 'bias',
  gamma: 'gamma',
  beta: 'beta',
  mean: 'moving_mean',
  variance: 'moving_variance',
};

/** Layers of the backbone, below `efficientnet-bK/`. */
export function automlModule({ layer, norm, block }: LayerPlace): string | undefined {
  const normName = 'tpu_batch_normalization';
  if (!block) {
    if (layer === 'classifier') return 'head/dense';
    return `${layer}/${norm ? normName : 'conv2d'}`;
  }
  const at = `blocks_${block.running}`;
  if (layer === 'squeeze') return `${at}/se/conv2d`;
  if (layer === 'excite') return `${at}/se/conv2d_1`;
  // Layers of one kind are counted as they come; the first has no number.
  const norms = block.expands ? ['expand', 'depthwise', 'project'] : ['depthwise', 'project'];
  const convolutions = block.expands ? ['expand', 'project'] : ['project'];
  const numbered = (name: string, position: number) => `${at}/${name}${position === 0 ? '' : `_${position}`}`;
  if (norm) return numbered(normName, norms.indexOf(layer));
  if (layer === 'depthwise') return `${at}/depthwise_conv2d`;
  return numbered('conv2d', convolutions.indexOf(layer));
}

/** Layers of the feature network and of the heads. */
export function automlDetectorModule(place: Exclude<DetectorPlace, { layer: 'backbone' }>): string {
  switch (place.layer) {
    case 'extra':
      return `resample_p${place.level}/${place.norm ? 'bn' : 'conv2d'}`;
    case 'input':
      return `${nodeModule(place)}/resample_${place.input}_${place.source}_${place.node}/${place.norm ? 'bn' : 'conv2d'}`;
    case 'node':
      return `${nodeModule(place)}/op_after_combine${place.node}/${place.part === 'norm' ? 'bn' : 'conv'}`;
    case 'fuse':
      return nodeModule(place);
    case 'head':
      return `${place.head}_net/${place.head}-${place.index}`;
    case 'headNorm':
      return `${place.head}_net/${place.head}-${place.index}-bn-${place.level}`;
  }
}

const nodeModule = (place: { readonly cell: number; readonly feature: number }) =>
  `fpn_cells/cell_${place.cell}/fnode${place.feature}`;

/** `efficientnet-bK/`, whichever K: the scope in front of `stem/…`. */
export function backbonePrefix({ tensors }: NamedTensors, stem: string): string | undefined {
  const found = tensors.find(
    ({ name }) => name.endsWith(stem) && !name.slice(0, -stem.length).includes('//'),
  );
  return found?.name.slice(0, -stem.length);
}

const stemKernel = 'stem/conv2d/kernel';

function kernelLeaf(place: DetectorPlace): string {
  if (place.layer === 'backbone') return place.place.layer === 'depthwise' ? 'depthwise_kernel' : 'kernel';
  if (place.layer === 'node' || place.layer === 'head') return `${place.part}_kernel`;
  return 'kernel';
}

/** The official TensorFlow checkpoints of EfficientNet and EfficientDet. Averages are read wherever the file has them. */
export const automl: Naming = {
  id: 'automl',
  folded: false,

  recognises: (tensors) => backbonePrefix(tensors, stemKernel) !== undefined,

  sources(graph, tensors) {
    const prefix = backbonePrefix(tensors, stemKernel) ?? '';
    const averaged = tensors.tensors.some(({ name }) => name.endsWith(averageSuffix));
    const suffix = averaged ? averageSuffix : '';
    const detector = graph.parameters.some(({ name }) => name.startsWith(backboneScope));
    const classifierPlaces = efficientNetPlaces(graph);
    const placeOf: (parameter: Parameter) => DetectorPlace | undefined = detector
      ? detectorPlaces(graph)
      : (parameter) => {
          const place = classifierPlaces(parameter);
          return place && { layer: 'backbone', place };
        };
    return (parameter) => {
      const place = placeOf(parameter);
      if (!place) return undefined;
      const inner = place.layer === 'backbone' ? automlModule(place.place) : automlDetectorModule(place);
      if (inner === undefined) return undefined;
      const at = place.layer === 'backbone' ? `${prefix}${inner}` : inner;
      if (place.layer === 'fuse') {
        const names = Array.from(
          { length: place.inputs },
          (_, i) => `${at}/WSM${i === 0 ? '' : `_${i}`}${suffix}`,
        );
        return sideBySide(names, []);
      }
      const leaf = parameter.role === 'kernel' ? kernelLeaf(place) : leaves[parameter.role];
      return leaf === undefined ? undefined : asItIs(`${at}/${leaf}${suffix}`, parameter.shape);
    };
  },

  // The raw value of a variable whose average is read, and the count of training steps.
  ignores: (name, { byName }) => name === 'global_step' || byName.has(name + averageSuffix),

  structure(tensors) {
    const prefix = backbonePrefix(tensors, stemKernel) ?? '';
    const shapes = tensorFlowShapes(tensors, (place: DetectorPlace) => {
      const inner = place.layer === 'backbone' ? automlModule(place.place) : automlDetectorModule(place);
      const at = place.layer === 'backbone' ? `${prefix}${inner}` : inner;
      return `${at}/${kernelLeaf(place)}`;
    });
    return tensors.byName.has('class_net/class-predict/pointwise_kernel')
      ? detectorStructure(shapes, 'running')
      : classifierStructure((place) => shapes({ layer: 'backbone', place }), 'running');
  },
};
