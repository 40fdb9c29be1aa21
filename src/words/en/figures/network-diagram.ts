import type { Shape } from '../../../../models/graph/shape.ts';
import type { Rich } from '../../rich.ts';
import { bytes, exact, precise } from '../quantity.ts';

type Measure = 'multiplyAdds' | 'parameters' | 'memory';

export const title = 'Nine stages, one pattern: open it down to a single dot product';
export const sizeChoice = 'Network';
export const measureChoice = 'What the bars show';

export const measure: Readonly<
  Record<Measure, { readonly label: string; readonly unit: string; readonly means: string }>
> = {
  multiplyAdds: {
    label: 'multiply-adds',
    unit: 'multiply-adds',
    means: 'multiply-adds of convolutions and dense layers, which the paper calls FLOPS',
  },
  parameters: {
    label: 'parameters',
    unit: 'parameters',
    means: 'trained weights, with the scales and shifts of batch norms',
  },
  memory: {
    label: 'memory',
    unit: 'bytes of maps',
    means: 'bytes of the maps made in one run, as 32-bit floats, batch norms folded into their convolutions',
  },
};

const units = [
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
] as const;

/** `54.9 M`, `928`, `4.82 MB`: three significant digits, for a label beside a bar. */
export function shortAmount(value: number, measure: Measure): string {
  if (measure === 'memory') return bytes(value).replace('bytes', 'B');
  const rounded = Number(value.toPrecision(3));
  for (const [size, letter] of units) if (rounded >= size) return `${precise(rounded / size)}\u202f${letter}`;
  return exact(value);
}

/** `54,945,216 multiply-adds`: exact, for a tooltip or a screen reader. */
export const exactAmount = (value: number, counted: Measure) => `${exact(value)} ${measure[counted].unit}`;

export const caption = {
  before:
    'Each bar in the rows of maps is one block’s output: as tall as the side of the map, as thick as its channels, both by their square roots;',
  folded: '×n',
  after: (counted: Measure) =>
    `folds blocks that differ only in their weights. Cost bars: ${measure[counted].means}; relative to the largest of their row. Arrow keys walk along a row, and up and down between the rows.`,
};

export const source =
  'Shapes and costs are computed from the network that also runs on this page; the numbers of a dot product are from a run of B0 on a photograph.';

// Where the reader is: the whole network, a stage, a block, an operator. The shapes between the words are drawn.

export const whole = {
  before: (size: string) => `EfficientNet-${size}: a picture of`,
  after: (total: string) => `becomes 1,000 probabilities. In all ${total}.`,
};
export const stages = 'Stages';
export const stage = (number: number) => `Stage ${number}`;
export const stageOpen = {
  before: (number: number, title: string) => `Stage ${number}, ${title}:`,
  blocks: (blocks: number) => (blocks === 1 ? 'one block' : `${blocks} blocks`),
};
export const blocksOf = (number: number) => `Blocks of stage ${number}`;
export const blockOpen = (path: string, operators: number) =>
  `${path.replace('/', ', ')}: ${operators} operators`;
export const equalBlocks = {
  say: (blocks: number) => `${blocks} equal blocks, each with weights of its own:`,
  choice: 'Which of the equal blocks',
};
export const operatorsOf = (path: string) => `Operators of ${path}`;
export const operator = (title: string, part: string | undefined, output: Shape, amount: string) =>
  `${part === undefined ? '' : `${part}: `}${title}, makes ${output.join('×')}, ${amount}`;
export const input = 'input';
export const shortcut = 'the block’s input, unchanged';
export const onlyB0 =
  'The weights that come with this site are B0’s, so the numbers of a dot product are shown for B0 only.';

const shapes = (input: Shape, output: Shape) => `${input.join('×')} to ${output.join('×')}`;

interface Ends {
  readonly title: string;
  readonly input: Shape;
  readonly output: Shape;
}

export const stageLabel = (number: number, { title, input, output }: Ends, blocks: number, amount: string) =>
  `Stage ${number}, ${title}, ${blocks === 1 ? '1 block' : `${blocks} blocks`}, ${shapes(input, output)}, ${amount}`;

/** `block 0`. */
export const block = (number: number) => `block ${number}`;
/** `blocks 1–2`. */
export const blocks = (first: number, last: number | undefined) => `blocks ${first}–${last}`;

/** `count` equal blocks are drawn once. */
export const blockLabel = (name: string, { title, input, output }: Ends, count: number, amount: string) =>
  `${name}, ${title}, ${shapes(input, output)}, ${amount}${count > 1 ? ` each, ${count} equal blocks` : ''}`;

/** The parts of an inverted bottleneck. */
export const part: Readonly<Record<string, string>> = {
  expand: 'expand',
  depthwise: 'filter',
  se: 'squeeze and excite',
  project: 'project',
};

/** What sets one block of a stage apart from the others. */
export const blockTitle = {
  head: 'head',
  stem: 'stem',
  halves: 'halves the side',
  adds: 'adds its input',
  changes: 'changes the channels',
};

/** `Conv 3×3` as in Table 1 of the paper; `isHead`: with what follows it there. */
export const convStage = (window: string, isHead: boolean) =>
  isHead ? `Conv ${window}, pool, dense` : `Conv ${window}`;

export const reach = {
  label: (height: number, width: number) => `The photograph, ${height}×${width} of its pixels framed`,
  whole: 'This one number can depend on every pixel of the picture.',
  part: (height: number, width: number, everything: boolean) =>
    `Through convolutions this one number sees ${height}×${width} pixels${everything ? '; through the gates of squeeze and excitation, the average of everything' : ''}.`,
};

export const dot = {
  colours: ['red', 'green', 'blue'],
  channel: (channel: number) => `channel ${channel}`,
  under: 'what lies under the window',
  kernelTitle: 'the kernel',
  products: 'products',
  input: 'input',
  kernel: 'kernel',
  grid: (label: string, values: readonly string[]) => `${label}: ${values.join(', ')}`,
  ranked: 'The products, largest first',
  columns: { channel: 'channel', value: 'value', weight: 'weight', product: 'product', drawn: 'drawn' },
  rest: (count: number) => `the other ${count}`,
};

export const worked = {
  /** A value is a dot product of so many terms, in so many cells and channels. */
  count: (terms: number, cells: number, channels: number, multiplyAdds: number): Rich => [
    'One value is a dot product of ',
    ['b', exact(terms)],
    ` ${terms === 1 ? 'number' : 'numbers'} with ${exact(terms)} weights. There are ${exact(cells)} ${cells === 1 ? 'cell' : 'cells'} and ${exact(channels)} channels, so this happens ${exact(cells * channels)} times: `,
    ['b', exact(multiplyAdds)],
    ' multiply-adds.',
  ],
  /** `place` is null where the map has one cell. */
  where: (place: { readonly row: number; readonly column: number } | null, channel: number) =>
    `${place === null ? `Channel ${channel}` : `Row ${place.row}, column ${place.column}, channel ${channel} of the map`}, in a run on the photograph of a cup:`,
  products: 'the sum of all products',
  shift: 'the channel’s shift',
  mean: (count: number, sum: string, result: string): Rich => [
    `The ${exact(count)} values of the channel add up to `,
    ['span', sum],
    `; divided by ${exact(count)} that is `,
    ['b', result],
    '.',
  ],
  filtered: 'the filtered value',
  gate: 'its channel’s gate',
  fromBlock: 'from the block',
  cameIn: 'what came in',
  allClasses: 'the sum over all classes',
  softmax: (label: string) =>
    `for “${label}”; the largest logit is taken off all of them first, which changes nothing.`,
  batchNorm:
    'A scale and a shift for each channel, from the statistics of training. When the network only answers, both are folded into the convolution before: its kernel is multiplied by the scale, and the shift becomes its bias. So there is nothing left to compute here.',
  nothing: 'No weights and no multiply-adds that papers count: one value in, one value out.',
};
