import type { Task } from '../../../models/study/kinds.ts';
import { turned, turnedPhis } from '../../../models/study/networks.ts';
import { shortLengths } from '../../../models/study/recipe.ts';
import { seedProperty } from '../../parts/runs/seeds.ts';
import { choiceProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';

const texts = <Value extends number>(values: readonly Value[]) => values.map(String) as `${Value}`[];

/** What a reader chooses from, in the texts of an address. */
export const offered = {
  depth: texts(turned.depth),
  width: texts(turned.width),
  resolution: texts(turned.resolution),
  seen: texts(shortLengths),
  /** By hand, or the base scaled by the paper's rule. */
  phi: ['hand', ...texts(turnedPhis)] as const,
};
type Offered<Name extends keyof typeof offered> = (typeof offered)[Name][number];

/** Each by its own text. */
function own<Value extends string>(values: readonly Value[]): Record<Value, string> {
  const found = {} as Record<Value, string>;
  for (const value of values) found[value] = value;
  return found;
}

/** What is to be trained: φ or the three knobs, on which task, for how long and how it begins. Runs are in no address. */
export interface TrainOneView {
  /** Where it is a number, the three knobs are the rule's, and the reader's own wait. */
  readonly phi: Offered<'phi'>;
  readonly depth: Offered<'depth'>;
  readonly width: Offered<'width'>;
  /** Pixels. */
  readonly resolution: Offered<'resolution'>;
  readonly task: Task;
  /** Pictures, each seen once. */
  readonly seen: Offered<'seen'>;
  /** Of the first weights, and of how pictures are moved and mirrored. */
  readonly seed: number;
  /** Gain of the last batch norm of a block that adds its input. */
  readonly gain: '0' | '1';
}

export const trainOneSchema: Schema<TrainOneView> = {
  id: 'train-one',
  version: 1,
  properties: {
    phi: choiceProperty('phi', 'hand', own(offered.phi)),
    depth: choiceProperty('d', '1', own(offered.depth)),
    width: choiceProperty('w', '0.25', own(offered.width)),
    resolution: choiceProperty('px', '32', own(offered.resolution)),
    task: choiceProperty<Task>('task', 'easy', { easy: 'easy', whole: 'whole' }),
    seen: choiceProperty('see', '40000', own(offered.seen)),
    seed: seedProperty(),
    gain: choiceProperty<TrainOneView['gain']>('gain', '0', { '0': '0', '1': '1' }),
  },
};
