import type { Task } from '../../../models/study/kinds.ts';
import { choiceProperty, numberProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';

/** What is to be trained: the three knobs, on which task, for how long and how it begins. Runs are in no address. */
export interface TrainOneView {
  readonly depth: '0.5' | '1' | '2' | '3';
  readonly width: '0.175' | '0.25' | '0.35' | '0.5';
  /** Pixels. */
  readonly resolution: '24' | '32' | '48';
  readonly task: Task;
  /** Pictures, each seen once. */
  readonly seen: '9600' | '25600' | '40000';
  /** Of the first weights, and of how pictures are moved and mirrored. */
  readonly seed: number;
  /** Gain of the last batch norm of a block that adds its input. */
  readonly gain: '0' | '1';
}

export const trainOneSchema: Schema<TrainOneView> = {
  id: 'train-one',
  version: 1,
  properties: {
    depth: choiceProperty<TrainOneView['depth']>('d', '1', { '0.5': '0.5', '1': '1', '2': '2', '3': '3' }),
    width: choiceProperty<TrainOneView['width']>('w', '0.25', {
      '0.175': '0.175',
      '0.25': '0.25',
      '0.35': '0.35',
      '0.5': '0.5',
    }),
    resolution: choiceProperty<TrainOneView['resolution']>('px', '32', {
      '24': '24',
      '32': '32',
      '48': '48',
    }),
    task: choiceProperty<Task>('task', 'easy', { easy: 'easy', whole: 'whole' }),
    seen: choiceProperty<TrainOneView['seen']>('see', '40000', {
      '9600': '9600',
      '25600': '25600',
      '40000': '40000',
    }),
    seed: numberProperty('seed', { default: 1, min: 1, max: 99, digits: 0 }),
    gain: choiceProperty<TrainOneView['gain']>('gain', '0', { '0': '0', '1': '1' }),
  },
};
