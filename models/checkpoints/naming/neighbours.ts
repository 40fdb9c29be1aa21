import type { NeighbourLibrary, NeighbourNetwork } from '../faults/networks.ts';
import type { NamedTensors } from '../formats/named-tensors.ts';

/** A network of a library whose naming is known here, but which does not run here. */
export interface Neighbour {
  readonly network: NeighbourNetwork;
  readonly library: NeighbourLibrary;
}

type Tells = (tensors: NamedTensors) => boolean;

const has =
  (...names: readonly string[]): Tells =>
  ({ byName }) =>
    names.every((name) => byName.has(name));

/** Whether a convolution of this name mixes channels: more than one of them goes into each of its outputs. */
const mixes = ({ byName }: NamedTensors, name: string) => (byName.get(name)?.shape[1] ?? 1) > 1;

const anyNamed = ({ tensors }: NamedTensors, pattern: RegExp) =>
  tensors.some(({ name }) => pattern.test(name));

const timmStem = has('conv_stem.weight');
const timmGates = /^blocks\.\d+\.\d+\.(?:se|attn)\./;
/** A convolution that is split into several of other sizes. */
const splitConvolution = /^(?:backbone\.)?blocks\.\d+\.\d+\.conv_(?:dw|pw|pwl)\.\d+\.weight$/;

/** Told by names and shapes that these networks alone have; the first that fits is taken. */
const neighbours: readonly (Neighbour & { readonly tells: Tells })[] = [
  {
    network: 'edge-tpu',
    library: 'timm',
    tells: (tensors) =>
      has('conv_stem.weight', 'blocks.0.0.conv_exp.weight')(tensors) && !anyNamed(tensors, timmGates),
  },
  {
    network: 'fused-blocks',
    library: 'timm',
    tells: (tensors) =>
      timmStem(tensors) &&
      anyNamed(tensors, /^blocks\.0\.0\.conv(?:_exp)?\.weight$|^blocks\.1\.0\.conv_exp\.weight$/),
  },
  {
    network: 'mixnet',
    library: 'timm',
    tells: (tensors) => timmStem(tensors) && anyNamed(tensors, splitConvolution),
  },
  {
    network: 'conditional-convolutions',
    library: 'timm',
    tells: (tensors) => timmStem(tensors) && anyNamed(tensors, /^blocks\.\d+\.\d+\.routing_fn\./),
  },
  {
    network: 'grouped-convolutions',
    library: 'timm',
    tells: (tensors) => timmStem(tensors) && mixes(tensors, 'blocks.0.0.conv_dw.weight'),
  },
  {
    network: 'other-norms',
    library: 'timm',
    tells: (tensors) =>
      has('conv_stem.weight', 'blocks.0.0.conv_dw.weight', 'bn1.weight')(tensors) &&
      !tensors.byName.has('bn1.running_mean'),
  },
  {
    network: 'mobilenet-v3',
    library: 'timm',
    tells: has('conv_stem.weight', 'conv_head.weight', 'conv_head.bias', 'blocks.0.0.conv_dw.weight'),
  },
  {
    network: 'mobilenet-v1',
    library: 'timm',
    tells: (tensors) =>
      has('conv_stem.weight', 'blocks.1.0.conv_dw.weight', 'blocks.1.0.conv_pw.weight')(tensors) &&
      !tensors.byName.has('blocks.1.0.conv_pwl.weight'),
  },
  {
    network: 'pruned',
    library: 'timm',
    // Elsewhere an expansion is a whole multiple of what it expands.
    tells: (tensors) =>
      timmStem(tensors) &&
      tensors.tensors.some(({ name, shape: [output = 0, input = 1] }) => {
        const block = /^(blocks\.\d+\.\d+\.)conv_pw\.weight$/.exec(name)?.[1];
        return block !== undefined && tensors.byName.has(`${block}conv_pwl.weight`) && output % input !== 0;
      }),
  },
  {
    network: 'efficientnet-v2',
    library: 'torchvision',
    tells: (tensors) =>
      has('features.0.0.weight')(tensors) && mixes(tensors, 'features.1.0.block.0.0.weight'),
  },
  {
    network: 'mobilenet-v3',
    library: 'torchvision',
    tells: has('features.0.0.weight', 'features.1.block.0.0.weight'),
  },
  {
    network: 'mobilenet-v2',
    library: 'torchvision',
    tells: has('features.0.0.weight', 'features.1.conv.0.0.weight'),
  },
  {
    network: 'resnet',
    library: 'timm-torchvision',
    tells: has('conv1.weight', 'bn1.weight', 'layer1.0.conv1.weight'),
  },
  {
    network: 'quad-feature-network',
    library: 'effdet',
    tells: has(
      'backbone.conv_stem.weight',
      'class_net.predict.conv_pw.weight',
      'fpn.cell.0.fnode.16.combine.edge_weights',
    ),
  },
  {
    network: 'other-backbone',
    library: 'effdet',
    tells: (tensors) =>
      tensors.byName.has('fpn.cell.0.fnode.0.combine.edge_weights') &&
      (!tensors.byName.has('backbone.blocks.0.0.conv_dw.weight') ||
        anyNamed(tensors, splitConvolution) ||
        tensors.byName.has('class_net.predict.conv.weight')),
  },
];

/** Which network that does not run here a file holds; `undefined` where it is none that is known by name. */
export function neighbourOf(tensors: NamedTensors): Neighbour | undefined {
  const found = neighbours.find(({ tells }) => tells(tensors));
  return found && { network: found.network, library: found.library };
}
