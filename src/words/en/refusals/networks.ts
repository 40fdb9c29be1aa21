import type {
  NeighbourLibrary,
  NeighbourNetwork,
  NetworkFaults,
  StageKind,
} from '../../../../models/checkpoints/faults/networks.ts';
import type { SomeOf } from '../../../../models/checkpoints/faults/some-of.ts';
import { formatShape } from '../../../../models/graph/shape.ts';
import { namingTitle } from '../namings.ts';
import { damaged, quoted, type Sentences } from './sentence.ts';

const neighbours: Readonly<Record<NeighbourNetwork, string>> = {
  'edge-tpu': 'an EfficientNet-EdgeTPU (es, em or el)',
  'fused-blocks': 'an EfficientNetV2 or a relative of it with fused blocks',
  mixnet: 'a MixNet',
  'conditional-convolutions': 'an EfficientNet with conditional convolutions',
  'grouped-convolutions': 'an EfficientNet with grouped convolutions in place of depthwise ones',
  'other-norms': 'an EfficientNet with other norms than batch norms',
  pruned: 'a pruned EfficientNet',
  'efficientnet-v2': 'an EfficientNetV2',
  'mobilenet-v1': 'a MobileNetV1',
  'mobilenet-v2': 'a MobileNetV2',
  'mobilenet-v3': 'a MobileNetV3',
  resnet: 'a ResNet',
  'quad-feature-network': 'a detector with a quad feature network',
  'other-backbone':
    'a detector that has another backbone than an EfficientNet-B or -Lite, or full convolutions',
};
/** What a reader does who has laid the configuration of one checkpoint beside the weights of another. */
const ownConfig = 'Put the file’s own config.json there, or open the file without one.';
const libraries: Readonly<Record<NeighbourLibrary, string>> = {
  timm: 'timm',
  torchvision: 'torchvision',
  'timm-torchvision': 'timm and torchvision',
  effdet: 'effdet',
};
const openOurs = 'Open a checkpoint of an EfficientNet or an EfficientDet.';

const shapeOf = (shape: readonly number[]) => (shape.length === 0 ? 'a scalar' : formatShape(shape));

const stagesOf = (stages: readonly StageKind[]) =>
  stages.map((stage) => `${stage.kernelSize}×${stage.kernelSize}, ratio ${stage.expandRatio}`).join('; ');

/** A sentence of a list that may be long; nothing where the list is empty. */
function listOf<T>(opening: string, { first, count }: SomeOf<T>, each: (item: T) => string): string {
  if (count === 0) return '';
  const rest = count > first.length ? `; and ${count - first.length} more` : '';
  return ` ${opening} ${first.map(each).join('; ')}${rest}.`;
}

export const networks: Sentences<NetworkFaults> = {
  'naming-unknown': ({ first, count }) => {
    const what =
      count === 0
        ? 'The file holds no tensors.'
        : `The file’s ${count} tensors are named as in none of the known libraries (${first.map((name) => `“${name.slice(0, 80)}”`).join(', ')} …).`;
    return `${what} Known are the EfficientNets of timm, torchvision, transformers, lukemelas’ EfficientNet-PyTorch, the official TensorFlow code and the TensorFlow Model Garden, and the EfficientDets of effdet, zylo117’s Yet-Another-EfficientDet-Pytorch and the official code. Open a checkpoint of one of these.`;
  },
  'network-neighbour': ({ network, library }) =>
    `The file holds ${neighbours[network]}, its tensors named as in ${libraries[library]}. The naming is known here, but that network does not run here yet. ${openOurs}`,
  'network-unknown': ({ naming }) =>
    `The tensors are named as in ${namingTitle[naming]}, but their shapes are of no network that is known here. An EfficientNet was expected: a stem, seven stages of inverted bottlenecks, a head. ${openOurs}`,
  'network-headless': () =>
    'The file holds an EfficientNet without its head or without its classifier. It can answer no question about a picture. Open a checkpoint of the whole network.',
  'network-anchors': ({ boxOutputs, classOutputs }) =>
    `The box head has ${boxOutputs} outputs and the class head ${classOutputs}: ${boxOutputs / 4} anchors in each cell. The detectors that run here have nine in each cell, three sizes of three shapes. Open a checkpoint of an EfficientDet with nine anchors.`,
  'network-stages': ({ found, expected }) =>
    `The stages of the network are ${stagesOf(found)}. An EfficientNet’s are ${stagesOf(expected)}. ${openOurs}`,
  'weights-do-not-fit': ({ network, naming, missing, misshapen, surplus }) => {
    const lacks = listOf('The file lacks', missing, ({ parameter, tensor, shape }) =>
      tensor === null
        ? `${parameter} (${shapeOf(shape)}), which ${namingTitle[naming]} has no name for`
        : `${parameter}, expected as ${quoted(tensor)} (${shapeOf(shape)})`,
    );
    const differ = listOf(
      'Shapes differ:',
      misshapen,
      ({ parameter, tensor, shape, found }) =>
        `${parameter} needs ${quoted(tensor)} as ${shapeOf(shape)}, but it is ${shapeOf(found)}`,
    );
    const left = listOf(
      'The file holds what the network has no place for:',
      surplus,
      ({ tensor, shape }) => `${quoted(tensor)} (${shapeOf(shape)})`,
    );
    return `The weights do not fit ${network}.${lacks}${differ}${left} They belong to another network or to another variant of it. Open a checkpoint of this very network, or choose the network that the checkpoint was made for.`;
  },
  'weights-not-finite': ({ weights }) =>
    `The weights ${weights} hold a value that is not a finite number. The network would answer nothing but “not a number”. Download the checkpoint again, or choose another.`,
  'weights-beyond-float16': ({ weights }) =>
    `The weights ${weights} hold a value beyond 65,504. That is float16’s largest number, so it cannot be stored. Store the checkpoint as float32.`,
  'kernel-not-shared': ({ kernel, channel }) =>
    damaged(
      `The kernel ${kernel} is not a multiple of the other levels’ in output channel ${channel}.`,
      'The levels of a head share one kernel, so the file is not of this network, or has been altered.',
    ),
  'variant-unknown': ({ wanted, known }) => {
    const [only] = known;
    const there =
      known.length === 1 && only !== undefined
        ? `It has one copy of them: ${quoted(only)}.`
        : `It has ${known.map(quoted).join(', ')}.`;
    return `The file has no weights called ${quoted(wanted)}. ${there} Ask for one of these.`;
  },
  'head-lacks': ({ tensor }) => damaged(`The head lacks the tensor ${quoted(tensor)}.`),
  'head-classes': ({ classes, kernel, bias }) =>
    `The head’s card names ${classes} classes, but its tensors have the shapes ${formatShape(kernel)} and ${formatShape(bias)}. Card and numbers do not belong together. Save the head again where it was trained.`,
  'head-not-finite': () => damaged('The head holds a value that is no finite number.'),
  'head-card': ({ field }) => damaged(`The head’s card is wrong in “${field}”.`),
  'head-other-weights': ({ head, network }) =>
    `The head “${head}” was trained on other weights than those of ${network} that come with this site. On other features its numbers mean nothing. Train it again here; its card tells which pictures it was made from.`,
  'run-record': ({ field }) => damaged(`The record of the training is wrong in “${field}”.`),
  'run-other-weights': ({ hash }) =>
    damaged(
      `The weights are not those that the record beside them is of, whose SHA-256 begins with ${hash.slice(0, 12)}.`,
    ),
  'card-field': ({ checkpoint, field }) =>
    `The card of the checkpoint ${quoted(checkpoint)} is wrong in “${field}”. The checkpoint cannot be offered without it. Make the card again with the command that converts the checkpoint.`,
  'pointer-no-hash': () =>
    'The host’s pointer file does not hold the checkpoint’s SHA-256. Without it the download could not be checked, so it was not begun. Choose another checkpoint of this network, or try again later.',
  'config-network': ({ architecture, network }) =>
    `The config.json beside the file speaks of ${quoted(architecture)}, but the weights have the shapes of ${network}. The two belong to different checkpoints. ${ownConfig}`,
  'config-classes': ({ told, classes }) =>
    `The config.json beside the file speaks of ${told} classes, but the weights answer with ${classes}. The two belong to different checkpoints. ${ownConfig}`,
  'config-labels': ({ labels, classes }) =>
    `The config.json beside the file names ${labels} classes, but the weights answer with ${classes}. The two belong to different checkpoints. ${ownConfig}`,
  'catalogued-otherwise': ({ found, classes, naming, listed, listedClasses }) =>
    `The file holds ${found ?? 'a network of no released size'} with ${classes} classes, named as in ${namingTitle[naming]}. The catalogue lists it as ${listed} with ${listedClasses} classes. Choose another checkpoint of this network, and tell the project about this one.`,
};
