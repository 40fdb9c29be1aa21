import type { NetworkOptions } from '../families/options.ts';

/** A network that somebody takes along: by its name and what is turned on it, or a family by the φ of its rule. */
export interface Wanted {
  /** `efficientnet-b3`; with `phi` the family's: `efficientnet`. */
  readonly network: string;
  readonly phi?: number;
  readonly options?: NetworkOptions;
}

/** Libraries in Python that build networks of this site. */
export type Library = 'timm' | 'torchvision' | 'keras' | 'effdet';

/** Why a library cannot build a network. */
export type Lack =
  /** It has no network of the family. */
  | 'family'
  /** It has the family, and not this member or this width of it. */
  | 'size'
  /** It rounds this width's channels otherwise. */
  | 'rounding'
  /** Its convolutions have a bias beside their batch norms. */
  | 'bias'
  /** It splits the channels of the first unit otherwise. */
  | 'split'
  /** Its dense layers are made for one size of picture. */
  | 'picture'
  /** It has no such feature network. */
  | 'pyramid'
  /** It leaves a 1×1 convolution out where a level has the feature network's channels already. */
  | 'lateral';

/** Code that builds a network, or why there is none. The code binds `model`, and in PyTorch `picture` too. */
export type Snippet =
  | { readonly library: Library; readonly code: string }
  | { readonly library: Library; readonly lack: Lack };

export const lacking = (library: Library, lack: Lack): Snippet => ({ library, lack });

/** What a network is asked to be, besides its own knobs. */
export interface Asked {
  readonly size: readonly [height: number, width: number];
  readonly classes: number;
}

/** Classes of ImageNet, which every library takes unless told. */
export const usualClasses = 1000;

/** A call in Python, on one line where that is short and else one argument a line. */
export function call(name: string, given: readonly string[]): string {
  const line = `${name}(${given.join(', ')})`;
  return line.length <= 88 ? line : `${name}(\n${given.map((each) => `    ${each},\n`).join('')})`;
}

/** The argument that says how many classes, where they are not the usual ones. */
export const classesArgument = (name: string, { classes }: Asked): string[] =>
  classes === usualClasses ? [] : [`${name}=${classes}`];

/** Code in PyTorch: what is imported, how the model is made, and a picture for it. */
export function torchCode(
  library: 'timm' | 'torchvision',
  imports: readonly string[],
  model: string,
  { size: [height, width] }: Asked,
): Snippet {
  const lines = [
    'import torch',
    ...imports,
    '',
    `model = ${model}`,
    `picture = torch.zeros(1, 3, ${height}, ${width})`,
    'logits = model.eval()(picture)',
  ];
  return { library, code: lines.join('\n') };
}

/** Code in timm: a network of its list. */
export const timmListed = (name: string, asked: Asked): Snippet =>
  torchCode(
    'timm',
    ['import timm'],
    call('timm.create_model', [`"${name}"`, 'pretrained=False', ...classesArgument('num_classes', asked)]),
    asked,
  );

/** Code in timm: a network that one of its generators makes. */
export const timmMade = (
  generator: string,
  given: readonly string[],
  asked: Asked,
  file = 'efficientnet',
): Snippet =>
  torchCode(
    'timm',
    [`from timm.models.${file} import ${generator}`],
    call(generator, [...given, ...classesArgument('num_classes', asked)]),
    asked,
  );

/** Code in torchvision: a network of its list. */
export const torchvisionListed = (name: string, given: readonly string[], asked: Asked): Snippet =>
  torchCode(
    'torchvision',
    ['import torchvision'],
    call(`torchvision.models.${name}`, [...given, ...classesArgument('num_classes', asked)]),
    asked,
  );

const kerasArguments = (asked: Asked): string[] => [
  'weights=None',
  `input_shape=(${asked.size.join(', ')}, 3)`,
  ...classesArgument('classes', asked),
];

/** Code in Keras: a network of its list. */
export const kerasListed = (name: string, given: readonly string[], asked: Asked): Snippet => ({
  library: 'keras',
  code: [
    'import keras',
    '',
    `model = ${call(`keras.applications.${name}`, [...given, ...kerasArguments(asked)])}`,
  ].join('\n'),
});

/** Code in Keras: a network that one of its makers makes. */
export const kerasMade = (file: string, maker: string, given: readonly string[], asked: Asked): Snippet => ({
  library: 'keras',
  code: [
    `from keras.src.applications.${file} import ${maker}`,
    '',
    `model = ${call(maker, [...given, ...kerasArguments(asked)])}`,
  ].join('\n'),
});
