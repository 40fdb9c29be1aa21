import type { NamedTensors } from '../formats/named-tensors.ts';
import { efficientNetPlaces, type LayerPlace } from './efficientnet-places.ts';
import type { Naming } from './naming.ts';
import { classifierStructure, tensorFlowShapes } from './structure.ts';
import { asItIs } from './tensor-source.ts';

const root = 'StatefulPartitionedCall/model/';

/**
 * EfficientNet of the TensorFlow Model Garden, frozen as a TF.js graph model: batch norms are folded into kernels and offsets.
 * Kernels of squeeze and excitation and of the classifier lost their names and are called `Func/…/input/_N`: by rising N,
 * four a block (squeeze kernel and bias, excite kernel and bias), then the classifier's two.
 */
export const modelGarden: Naming = {
  id: 'model-garden',
  folded: true,

  recognises: (tensors) => tensors.byName.has(`${root}stem_conv2d/Conv2D_weights`),

  sources(graph, tensors) {
    const placeOf = efficientNetPlaces(graph);
    const numbered = numberedConstants(tensors);
    return (parameter) => {
      const place = placeOf(parameter);
      if (!place) return undefined;
      const isBias = parameter.role === 'bias' ? 1 : 0;
      return asItIs(tensorName(place, isBias, numbered), parameter.shape);
    };
  },

  structure(tensors) {
    const numbered = numberedConstants(tensors);
    const shapes = tensorFlowShapes(tensors, (place: LayerPlace) => tensorName(place, 0, numbered));
    return classifierStructure(shapes, 'staged');
  },

  // Constants of the graph's own arithmetic: the picture's normalisation, and axes and sizes of reductions.
  ignores: (name) =>
    /^StatefulPartitionedCall\/model\/(tf_op_layer_|.*\/(se_reshape|se_squeeze)\/)/.test(name),
};

/** The constants that lost their names, by rising number. */
function numberedConstants({ tensors }: NamedTensors): string[] {
  return tensors
    .flatMap(({ name }) => {
      const match = /^Func\/.*\/input\/_(\d+)$/.exec(name);
      return match ? [{ name, order: Number(match[1]) }] : [];
    })
    .sort((a, b) => a.order - b.order)
    .map(({ name }) => name);
}

function tensorName(place: LayerPlace, isBias: 0 | 1, numbered: readonly string[]): string {
  const module = namedModule(place);
  if (module !== undefined) {
    const part = place.layer === 'depthwise' ? 'depthwise' : 'Conv2D';
    return `${root}${module}/${part}_${isBias ? 'bn_offset' : 'weights'}`;
  }
  const at = place.block
    ? place.block.running * 4 + (place.layer === 'excite' ? 2 : 0) + isBias
    : numbered.length - 2 + isBias;
  // Names of this kind end in numbers of the export; a missing one is told by its place among them.
  return numbered[at] ?? `Func/StatefulPartitionedCall/input/_#${at + 1}`;
}

function namedModule({ layer, block }: LayerPlace): string | undefined {
  if (layer === 'stem') return 'stem_conv2d';
  if (layer === 'head') return 'top_conv2d';
  if (!block || layer === 'squeeze' || layer === 'excite') return undefined;
  return `stack_${block.stage}/block_${block.index}/${layer}_conv2d`;
}
