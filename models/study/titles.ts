import type { Knobs } from '../families/efficientnet/compound.ts';
import { type Start, type StudyNetwork, starts } from './networks.ts';

/** What the graph of a network of the study is called, and its checkpoint where one ships. */
export const graphName = ({ name }: Pick<StudyNetwork, 'name'>): string => `study-${name}`;

const shown = (value: number, digits: number): string => String(Number(value.toFixed(digits)));

const startTitles: Readonly<Record<Start, string>> = {
  base: 'Our base',
  small: 'Our small network',
  large: `Our base of ${starts.large.resolution} pixels`,
  deep: `Our base of depth ${starts.deep.depth}`,
};

/** What a network of the study is called where a person reads: “Our base at depth 2”. */
export function titleOfStudy({ knobs, phi, ratio, alone, from }: StudyNetwork): string {
  if (phi === 0) return 'Our base';
  if (alone !== undefined) {
    const start = startTitles[from ?? 'base'];
    return alone === 'resolution'
      ? `${start} at ${knobs.resolution} pixels`
      : `${start} at ${alone} ${shown(knobs[alone], 3)}`;
  }
  if (phi !== undefined && ratio !== undefined)
    return `Our base at φ = ${shown(phi, 2).replace('-', '−')} by ${ratio === 'paper' ? 'the paper’s rule' : 'our own ratio'}`;
  return `Our ${titleOfKnobs(knobs)}`;
}

/** Of any knobs, whoever trained it: “EfficientNet of depth 1, width 0.25 and 32 pixels”. */
export function titleOfKnobs({ depth, width, resolution }: Knobs): string {
  return `EfficientNet of depth ${shown(depth, 2)}, width ${shown(width, 3)} and ${resolution} pixels`;
}

/** The same within a sentence: “our base at depth 2”. */
export const shortOfStudy = (title: string): string => title.charAt(0).toLowerCase() + title.slice(1);
