import type { CheckpointProperties } from '../naming/naming.ts';
import { normalisings } from './normalising.ts';
import type { Reason, Rule } from './rule.ts';

/** How a padding rule is called. */
const paddingTitles = {
  same: 'TensorFlow’s padding',
  symmetric: 'symmetric padding',
  valid: 'no padding',
} as const;

const plain = new Intl.NumberFormat('en', { maximumSignificantDigits: 3, useGrouping: false });

/** `0.001`, `0.00001`: written out. */
export const epsilonText = (epsilon: number): string => plain.format(epsilon);

/** “symmetric padding, ε 0.00001 in the backbone; TensorFlow’s padding, ε 0.001 behind it”. */
export function networkWords(properties: CheckpointProperties): string {
  const { padding, batchNormEpsilon, backbonePadding, backboneEpsilon, poolEdge } = properties;
  const of = (rule: typeof padding, epsilon: number) => `${paddingTitles[rule]}, ε ${epsilonText(epsilon)}`;
  const all = of(padding, batchNormEpsilon);
  const backbone = of(backbonePadding ?? padding, backboneEpsilon ?? batchNormEpsilon);
  const edge = poolEdge === 'zeros' ? '; max-pools see zeros beyond the edge' : '';
  return `${backbone === all ? all : `${backbone} in the backbone; ${all} behind it`}${edge}`;
}

/** “cropped to the middle 87.5 %, 224×224 pixels; minus ImageNet’s mean, over its deviation”. */
export function picturesWords({ normalising, evaluation }: Pick<Rule, 'normalising' | 'evaluation'>): string {
  const { cropFraction } = evaluation;
  const framed =
    cropFraction === undefined
      ? 'fitted whole'
      : cropFraction === 1
        ? 'cropped to a square'
        : `cropped to the middle ${Number((100 * cropFraction).toFixed(1))}\u202f%`;
  return `${framed}, ${normalisings[normalising].words}`;
}

/** A reason, with the word that it is a guess where it is one. */
export function reasonText({ sure, text }: Reason): string {
  return sure ? text : `A guess. ${text}`;
}
