import type { Method } from '../../../models/heads/training.ts';
import { seedProperty } from '../../parts/runs/seeds.ts';
import { choiceProperty, numberProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';

/** What the figure is set to; a reader's own pictures are in no address. */
export interface TrainView {
  /** How many of the twelve classes of stickers, and how many pictures of each. */
  readonly stickers: '3' | '6' | '12';
  readonly each: '10' | '20' | '40';
  /** Of the split, and of the order of descent with momentum. */
  readonly seed: number;
  readonly method: Method;
  /** The class that threshold and curve are about, and the probability from which a picture is called so. */
  readonly about: number;
  readonly threshold: number;
}

export const trainSchema: Schema<TrainView> = {
  id: 'train-a-head',
  version: 1,
  properties: {
    stickers: choiceProperty<TrainView['stickers']>('stickers', '6', { '3': '3', '6': '6', '12': '12' }),
    each: choiceProperty<TrainView['each']>('each', '20', { '10': '10', '20': '20', '40': '40' }),
    seed: seedProperty(),
    method: choiceProperty<Method>('by', 'lbfgs', { lbfgs: 'lbfgs', momentum: 'sgd' }),
    about: numberProperty('class', { default: 0, min: 0, max: 199, digits: 0 }),
    threshold: numberProperty('from', { default: 0.5, min: 0, max: 1, digits: 2 }),
  },
};
