import type { Printed } from '../../../../models/published/row.ts';
import { amount, ratio } from '../printed.ts';
import { fixed, percent } from '../quantity.ts';
import { measureName } from '../terms.ts';

type Task = 'imagenet' | 'coco';
type Measure = keyof typeof measureName;

/** A peer beside the network that the table compares it with. */
interface Pair {
  readonly peer: string;
  readonly own: string;
  readonly ratio: Printed;
}

export const title = 'The same accuracy, for a corner of the cost';
export const tableCaption = (measure: Measure) => `Pairs of Table 2, by ${measureName[measure]}`;
export const taskChoice = 'Task';
export const task: Readonly<Record<Task, string>> = { imagenet: 'ImageNet', coco: 'COCO' };
export const measureChoice = 'What the areas show';
export { measureName as measure };

export function description(pairs: readonly Pair[], measure: Measure): string {
  const name = measureName[measure];
  const each = pairs.map((pair) => `${pair.peer} has ${ratio(pair.ratio)} the ${name} of ${pair.own}`);
  return `${pairs.length} pairs of squares whose areas are ${name}. ${each.join('; ')}.`;
}

export const square = (name: string, area: Printed) => `${name}: ${amount(area)}`;

/** Accuracies in percent; null where there is no comparable number. */
export function against(own: string, peerAccuracy: number | null, ownAccuracy: number | null): string {
  const accuracies =
    peerAccuracy === null || ownAccuracy === null
      ? ''
      : `, ${percent(peerAccuracy)} : ${percent(ownAccuracy)}`;
  return `against ${own}${accuracies}`;
}

/** `odd`: pairs whose printed ratio is not that of the printed amounts. */
export function caption(
  task: Task,
  measure: Measure,
  odd: readonly (Pair & { readonly computedRatio: number })[],
): string {
  const own = task === 'imagenet' ? 'EfficientNet' : 'EfficientDet';
  return [
    `Each large square is a published network, the solid corner the ${own} that Table 2 compares it with. Areas are ${measureName[measure]}, all to one scale; ratios as printed.`,
    ...odd.map(
      (pair) =>
        `${pair.peer}’s ${ratio(pair.ratio)} is a slip of the table: its own numbers give ${fixed(pair.computedRatio, 1)}×.`,
    ),
  ].join(' ');
}

export const source: Readonly<Record<Task, string>> = {
  imagenet: 'Tan and Le 2019, Table 2 (version 5): ImageNet top-1.',
  coco: 'Tan, Pang and Le 2020, Table 2 (version 7): AP on COCO test-dev, where both have one.',
};

export const columns = (measure: Measure) => [
  'peer',
  `its ${measureName[measure]}`,
  'compared with',
  `its ${measureName[measure]}`,
  'ratio as printed',
  'ratio of the printed amounts',
  'accuracy of the peer (%)',
  'accuracy of the other (%)',
];
