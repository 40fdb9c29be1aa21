// The panel that gives a network away: code that builds it, and its ONNX file.

import type { Shape } from '../../../models/graph/shape.ts';
import type { AuthorsCode } from '../../../models/snippets/authors-code.ts';
import type { Lack, Library } from '../../../models/snippets/snippet.ts';
import { bytes, exact } from './quantity.ts';

export const summary = 'Take it with you: code and ONNX';
export const notLoaded =
  'This part of the page could not be loaded. Check the connection and unfold it again.';

/** What is taken along. */
export const what = (title: string, [height, width]: Shape, parameters: number, multiplyAdds: number) =>
  `${title} for pictures of ${height} × ${width} pixels: ${exact(parameters)} parameters, ${exact(multiplyAdds)} multiply-adds.`;

export const unlisted = (title: string) =>
  `${title} is no network of a published size, so no library is known to build it from a line.`;

export const libraryChoice = 'Library';
export const library: Readonly<Record<Library, string>> = {
  timm: 'timm',
  torchvision: 'torchvision',
  keras: 'Keras',
  effdet: 'effdet',
};

/** Why a library cannot build the network. */
export function lack(of: Library, why: Lack): string {
  const name = library[of];
  switch (why) {
    case 'family':
      return `${name} has no network of this family.`;
    case 'size':
      return `${name} has this family, but not this member of it.`;
    case 'rounding':
      return `${name} rounds the channels at this width by another rule, so its network would be another one.`;
    case 'bias':
      return `${name} gives the convolutions of its ResNets a bias beside each batch norm: another network, with more parameters.`;
    case 'split':
      return `${name} halves the channels of each stage’s first unit, which the authors do not: choose the torchvision member for that network.`;
    case 'picture':
      return `${name} makes the first dense layer for maps of 7 × 7 cells, so only pictures of 224 × 224 give this network.`;
    case 'lateral':
      return `${name} leaves out the 1 × 1 convolution in front of the feature network where a map of the backbone already has its channels. This network keeps it, so theirs would have fewer parameters.`;
    case 'pyramid':
      return `${name} has no such feature network, or does not fuse in this way.`;
  }
}

/** Why there is nothing to copy for the authors' own code. */
export function authors({ repository, in: what }: AuthorsCode): string {
  const named = repository === null ? 'The authors’ code' : `The authors’ code (${repository} on GitHub)`;
  switch (what) {
    case 'tensorflow':
      return `${named} is a repository that runs on TensorFlow, and no package: no line that builds this network from it was tried here, so there is none to copy.`;
    case 'pytorch':
      return `${named} is a folder of PyTorch scripts, and no package: it has to be cloned and run from its own folder, so there is no line to copy.`;
    case 'caffe':
      return `${repository === null ? 'What the authors published' : named} is model files for Caffe, and no code that builds the network.`;
    case 'lua':
      return `${named} is written in Lua for the first Torch, so there is no line of Python to copy.`;
    case 'none':
      return 'The authors published no code for this network that we could find.';
  }
}

/** How a snippet of this library was proved. */
export const proved = (of: Library, version: string, networks: number) =>
  `Snippets of this kind were run in ${library[of]} ${version} for ${networks} networks; parameters and multiply-adds were ours to the unit.`;
/** Said where the library pads otherwise. */
export const padding = (of: Library) =>
  `${library[of]} pads evenly, the authors’ TensorFlow code does not: with the authors’ weights the values would differ, the counts do not.`;
export const copy = 'Copy code';
export const copied = 'Code copied.';
export const notCopied = 'This browser does not let pages copy. Select the code and copy it by hand.';
export const codeOf = (of: Library) => `Code for ${library[of]}`;

/** A button that writes a file. `size`: of its weights, in bytes. */
export const download = {
  seeded: (size: number) => `ONNX with seeded weights, ${bytes(size)}`,
  loaded: (size: number | undefined) =>
    `ONNX with the weights that run here${size === undefined ? '' : `, ${bytes(size)}`}`,
  regions: (size: number) => `ONNX of the second stage, seeded, ${bytes(size)}`,
};
export const writing = 'Writing the file';
export const written = (file: string) => `Saved as ${file}.`;
export const stopped = 'Stopped; no file was written.';
export const tooLarge = (size: number) =>
  `Its weights are ${bytes(size)}. An ONNX file of its own ends at 2 GiB, so there is none to download.`;
export const about = (task: 'classification' | 'detection' | 'segmentation') =>
  `Written in this browser, opset 13, batch norms folded. The input is one prepared picture, [1, 3, height, width]; ${
    task === 'classification'
      ? 'the outputs are logits and probabilities.'
      : task === 'detection'
        ? 'the outputs are what the last layers give, not yet boxes.'
        : 'the output is a value for each class and cell.'
  } Seeded weights are random numbers: good for measuring time and memory, no good for answers.`;
