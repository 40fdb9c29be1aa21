import * as ablations from '../../models/published/efficientdet/ablations.ts';
import * as detCheckpoints from '../../models/published/efficientdet/checkpoints.ts';
import * as coco from '../../models/published/efficientdet/coco.ts';
import * as cocoCvpr from '../../models/published/efficientdet/coco-cvpr.ts';
import * as config from '../../models/published/efficientdet/config.ts';
import * as detLite from '../../models/published/efficientdet/lite.ts';
import * as pascal from '../../models/published/efficientdet/pascal.ts';
import * as detTraining from '../../models/published/efficientdet/training.ts';
import * as checkpoints from '../../models/published/efficientnet/checkpoints.ts';
import * as coefficients from '../../models/published/efficientnet/coefficients.ts';
import * as imagenet from '../../models/published/efficientnet/imagenet.ts';
import * as latency from '../../models/published/efficientnet/latency.ts';
import * as lite from '../../models/published/efficientnet/lite.ts';
import * as scaling from '../../models/published/efficientnet/scaling.ts';
import * as stages from '../../models/published/efficientnet/stages.ts';
import * as training from '../../models/published/efficientnet/training.ts';
import * as transfer from '../../models/published/efficientnet/transfer.ts';
import type { Literal } from './literals.ts';

const tables = [
  checkpoints,
  coefficients,
  imagenet,
  latency,
  lite,
  scaling,
  stages,
  training,
  transfer,
  ablations,
  coco,
  cocoCvpr,
  config,
  detCheckpoints,
  detLite,
  pascal,
  detTraining,
];

/** Every number below `value`, wherever it stands. */
function* numbersIn(value: unknown): Generator<number> {
  if (typeof value === 'number') yield value;
  else if (Array.isArray(value)) for (const each of value) yield* numbersIn(each);
  else if (value !== null && typeof value === 'object')
    for (const each of Object.values(value)) yield* numbersIn(each);
}

/** Numbers that the published tables hold. */
export const published: ReadonlySet<number> = new Set(
  tables.flatMap((table) => [...numbersIn({ ...table })]),
);

const scales: Readonly<Record<string, number>> = { million: 1e6, billion: 1e9, trillion: 1e12 };

/** Whether a table holds the number that a literal claims, at the precision that the literal has. */
export function isPublished(literal: Literal): boolean {
  const value = literal.value * (scales[literal.unit] ?? 1);
  return published.has(Math.round(value * 1e6) / 1e6) || published.has(-value);
}
