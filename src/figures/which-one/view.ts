import type { NetworkTask } from '../../../models/facts/every-network.ts';
import type { Library } from '../../../models/snippets/snippet.ts';
import { choiceProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';

/** What a reader may ask of a network. */
export interface WhichOneView {
  readonly task: NetworkTask;
  /** Multiply-adds at most. */
  readonly work: Work;
  /** Parameters at most. */
  readonly size: Size;
  /** Milliseconds on this device at most. */
  readonly time: Time;
  /** Whether weights under a stated licence have to be published that this site knows and opens. */
  readonly weights: 'any' | 'licensed';
  /** A library that has to build it. */
  readonly runtime: 'any' | Library;
}

export const works = { half: 0.5e9, one: 1e9, five: 5e9, any: Number.POSITIVE_INFINITY } as const;
export type Work = keyof typeof works;
export const sizes = { three: 3e6, six: 6e6, twelve: 12e6, any: Number.POSITIVE_INFINITY } as const;
export type Size = keyof typeof sizes;
export const times = { ten: 10, thirty: 33, hundred: 100, any: Number.POSITIVE_INFINITY } as const;
export type Time = keyof typeof times;

export const whichOneSchema: Schema<WhichOneView> = {
  id: 'which-one',
  version: 1,
  properties: {
    task: choiceProperty<NetworkTask>('task', 'classification', {
      classification: 'cls',
      detection: 'det',
      segmentation: 'seg',
    }),
    work: choiceProperty<Work>('work', 'one', { half: '0.5', one: '1', five: '5', any: 'any' }),
    size: choiceProperty<Size>('par', 'any', { three: '3', six: '6', twelve: '12', any: 'any' }),
    time: choiceProperty<Time>('ms', 'any', { ten: '10', thirty: '33', hundred: '100', any: 'any' }),
    weights: choiceProperty<'any' | 'licensed'>('weights', 'any', { any: 'any', licensed: 'licensed' }),
    runtime: choiceProperty<'any' | Library>('in', 'any', {
      any: 'any',
      timm: 'timm',
      torchvision: 'torchvision',
      keras: 'keras',
      effdet: 'effdet',
    }),
  },
};
