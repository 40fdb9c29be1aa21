import { fixed } from '../quantity.ts';

type Task = 'imagenet' | 'coco';

interface Reading {
  readonly name: string;
  readonly phi: number;
  readonly phiEnd?: number;
}

export const title: Readonly<Record<Task, string>> = {
  imagenet: 'The number in a network’s name is not its φ',
  coco: 'From D5 on, the released detectors leave their own equations',
};

/** What each φ is read back from. */
export const reading = {
  imagenet: { depth: 'depth d', width: 'width w', resolution: 'resolution', cost: 'cost' },
  coco: {
    cells: 'cells',
    headDepth: 'head depth',
    width: 'width',
    resolution: 'resolution',
    cost: 'multiply-adds',
  },
} as const;

export const description = (
  rows: readonly { readonly model: string; readonly readings: readonly Reading[] }[],
) =>
  rows
    .map(
      ({ model, readings }) =>
        `${model}: ${readings.map((each) => `φ from ${each.name} ${of(each)}`).join(', ')}`,
    )
    .join('. ');

const of = ({ phi, phiEnd }: Reading) =>
  phiEnd === undefined ? fixed(phi, 2) : `${fixed(phi, 2)} to ${fixed(phiEnd, 2)}`;

export const mark = (model: string, name: string) => `${model}, ${name}`;

export const key = {
  outlined: 'the number in the name',
  depth: { imagenet: 'depth', coco: 'cells and head depth' },
  width: 'width',
  resolution: 'resolution',
  ink: 'multiply-adds',
} as const;

export const taskChoice = 'Family';
export const task: Readonly<Record<Task, string>> = { imagenet: 'EfficientNet', coco: 'EfficientDet' };

export const caption: Readonly<Record<Task, string>> = {
  imagenet:
    'Outlined: φ if the number in the name were φ. Solid: φ as read back from each released coefficient, and from the exact cost as log₂ of its ratio to B0’s. B2 is near one φ, 1; the others are near none.',
  coco: 'Outlined: φ if the number in the name were φ. Solid: φ as read back from each released coefficient; the same head depth fits a stretch of three. Multiply-adds: the φ at which the equations cost as much. D7x has no number of its own.',
};

const equations: Readonly<Record<Task, string>> = {
  imagenet: 'Tan and Le 2019, Eq. 3',
  coco: 'Tan, Pang and Le 2020, Eq. 1–3',
};

export const source = (task: Task) =>
  `Coefficients: the authors’ code; equations: ${equations[task]}. Everything read back is computed.`;

export const tableCaption = 'Formula and released values';
export const columns = (names: readonly string[]) => [
  'network',
  ...names.flatMap((name) => [`${name}, formula`, `${name}, released`, 'φ from it']),
];
export const stretch = (phi: number, phiEnd: number | undefined) =>
  phiEnd === undefined ? fixed(phi, 2) : `${phi} to ${phiEnd}`;
export const billions = (value: number) => `${(value / 1e9).toPrecision(3)} B`;
