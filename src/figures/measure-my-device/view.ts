import {
  type Candidate,
  compoundCandidate,
  ownCandidate,
  standardCandidates,
} from '../../../models/facts/candidates.ts';
import { numberProperty, type Property } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';

/** What a reader can set: which networks are measured, and the knobs of two that are theirs. */
export interface MeasureView {
  /** One bit for each of `standardCandidates`, the first the lowest. */
  readonly picked: number;
  /** Whether the formula's network at `phi` is measured: 0 or 1. */
  readonly usePhi: number;
  readonly phi: number;
  /** Whether the network of the next three is measured: 0 or 1. */
  readonly useOwn: number;
  readonly depth: number;
  readonly width: number;
  /** Side of the picture in pixels. */
  readonly resolution: number;
}

export const ranges = {
  phi: { min: -6, max: 10, digits: 2 },
  depth: { min: 0.1, max: 10, digits: 2 },
  width: { min: 0.1, max: 8, digits: 2 },
  resolution: { min: 32, max: 2048, digits: 0 },
} as const;

/** Small enough for a laptop, and enough for a slope in each dimension. */
const defaultPicks = [
  'B0',
  'B1',
  'B2',
  'depth-2',
  'depth-4',
  'width-1.4',
  'width-1.8',
  'resolution-1.5',
  'resolution-1.9',
];

export function maskOf(ids: readonly string[]): number {
  return standardCandidates.reduce((mask, { id }, bit) => (ids.includes(id) ? mask + 2 ** bit : mask), 0);
}

export function isPicked(picked: number, bit: number): boolean {
  return Math.floor(picked / 2 ** bit) % 2 === 1;
}

/** The selection with one network taken in or left out. */
export function withPick(picked: number, bit: number, wanted: boolean): number {
  return picked + (isPicked(picked, bit) === wanted ? 0 : wanted ? 2 ** bit : -(2 ** bit));
}

const flag = (key: string): Property<number> =>
  numberProperty(key, { default: 0, min: 0, max: 1, digits: 0 });

export const measureSchema: Schema<MeasureView> = {
  id: 'measure-my-device',
  formerly: ['measure'],
  version: 1,
  properties: {
    picked: numberProperty('nets', {
      default: maskOf(defaultPicks),
      min: 0,
      max: 2 ** standardCandidates.length - 1,
      digits: 0,
    }),
    usePhi: flag('phi'),
    phi: numberProperty('at', { default: 0.5, ...ranges.phi }),
    useOwn: flag('own'),
    depth: numberProperty('d', { default: 1, ...ranges.depth }),
    width: numberProperty('w', { default: 1, ...ranges.width }),
    resolution: numberProperty('px', { default: 320, ...ranges.resolution }),
  },
};

/** The networks that a view asks for, in the order in which they are measured: the reader's own first. */
export function candidatesOf(view: MeasureView): readonly Candidate[] {
  return [
    ...(view.usePhi === 1 ? [compoundCandidate(view.phi)] : []),
    ...(view.useOwn === 1 ? [ownCandidate(view.depth, view.width, view.resolution)] : []),
    ...standardCandidates.filter((_, bit) => isPicked(view.picked, bit)),
  ];
}
