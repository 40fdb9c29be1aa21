import { type EfficientNetName, releasedCoefficients } from '../../published/efficientnet/coefficients.ts';
import { efficientNetLite, type LiteName } from '../../published/efficientnet/lite.ts';
import type { Knobs } from './compound.ts';

/** A released network: its knobs as the official code holds them, and its dropout rate before the classifier. */
export interface ReleasedClassifier extends Knobs {
  readonly name: string;
  readonly dropout: number;
  readonly variant: 'standard' | 'lite';
}

export type ReleasedName = EfficientNetName | LiteName;

const entryOf = (
  {
    model,
    width,
    depth,
    resolution,
    dropout,
  }: Omit<ReleasedClassifier, 'name' | 'variant'> & {
    readonly model: ReleasedName;
  },
  variant: ReleasedClassifier['variant'],
): readonly [ReleasedName, ReleasedClassifier] => [
  model,
  { name: `efficientnet-${model.toLowerCase()}`, width, depth, resolution, dropout, variant },
];

/** Every released EfficientNet, B0–L2 and Lite0–Lite4, by its short name. */
export const released = Object.fromEntries([
  ...releasedCoefficients.map((row) => entryOf(row, 'standard')),
  ...efficientNetLite.map((row) => entryOf(row, 'lite')),
]) as Readonly<Record<ReleasedName, ReleasedClassifier>>;

/** The sizes of the paper's Table 2. */
export const paperSizes = [
  'B0',
  'B1',
  'B2',
  'B3',
  'B4',
  'B5',
  'B6',
  'B7',
] as const satisfies readonly ReleasedName[];

/** The size that papers call so, `EfficientNet-B3`; undefined for another network. */
export const sizeCalled = (model: string): ReleasedName | undefined =>
  (Object.keys(released) as ReleasedName[]).find((size) => model === `EfficientNet-${size}`);

/** The released network that has this name (`B3` or `efficientnet-b3`), if any. */
export function findReleased(name: string): ReleasedClassifier | undefined {
  const wanted = name.toLowerCase();
  return Object.entries(released).find(
    ([key, each]) => key.toLowerCase() === wanted || each.name === wanted,
  )?.[1];
}
