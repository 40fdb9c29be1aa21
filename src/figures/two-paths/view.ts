import { samples } from '../../parts/pictures/samples.ts';
import { choiceProperty, numberProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';

/** Which map of BiSeNet is looked at, on which backbone, and on which picture that ships. */
export interface TwoPathsView {
  /** From 1, in the order in which maps are made. */
  readonly step: number;
  readonly backbone: 'xception-39' | 'resnet-18';
  readonly picture: string;
}

export const firstPicture = 'dog-bicycle-truck';
/** Cells along each side of the map that is looked at first. */
export const firstCells = 16;
const names = Object.fromEntries(samples.map(({ name }) => [name, name]));

export const twoPathsSchema: Schema<TwoPathsView> = {
  id: 'two-paths',
  version: 1,
  properties: {
    step: numberProperty('step', { default: 9, min: 1, max: 20, digits: 0 }),
    backbone: choiceProperty('on', 'xception-39', { 'xception-39': 'x39', 'resnet-18': 'r18' }),
    picture: choiceProperty<string>('picture', firstPicture, names),
  },
};
