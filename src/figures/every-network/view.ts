import type { NetworkTask } from '../../../models/facts/every-network.ts';
import { choiceProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';

export type TaskChoice = NetworkTask | 'all';
/** What the chart shows against multiply-adds. */
export type Up = 'bytesMoved' | 'parameters' | 'accuracy' | 'time';

export interface EveryNetworkView {
  readonly task: TaskChoice;
  readonly up: Up;
  /** Networks of more multiply-adds are left out. */
  readonly most: Most;
}

/** Limits on multiply-adds: half a billion, one, five, twenty, none. */
export const limits = {
  half: 0.5e9,
  one: 1e9,
  five: 5e9,
  twenty: 20e9,
  any: Number.POSITIVE_INFINITY,
} as const;
export type Most = keyof typeof limits;

export const everyNetworkSchema: Schema<EveryNetworkView> = {
  id: 'every-network',
  version: 1,
  properties: {
    task: choiceProperty<TaskChoice>('task', 'classification', {
      classification: 'cls',
      detection: 'det',
      segmentation: 'seg',
      all: 'all',
    }),
    up: choiceProperty<Up>('up', 'bytesMoved', {
      bytesMoved: 'bytes',
      parameters: 'par',
      accuracy: 'acc',
      time: 'ms',
    }),
    most: choiceProperty<Most>('most', 'five', {
      half: '0.5',
      one: '1',
      five: '5',
      twenty: '20',
      any: 'any',
    }),
  },
};
