import type { Fault } from './exercise.ts';

/** Marked where nothing in a claim is wrong. */
export const nothing = 'nothing';

/** What can be marked of a claim: its parts, and that nothing is wrong. */
export const markable = <V>({ parts }: Fault<V>): readonly string[] => [...Object.keys(parts), nothing];

/** The part of a claim that does not hold, or that there is none. */
export const wrongPart = <V>({ parts }: Fault<V>, variant: V): string =>
  Object.entries(parts).find(([, holds]) => !holds(variant))?.[0] ?? nothing;

/** The right answer to a claim. */
export const rightMark = <V>(exercise: Fault<V>, variant: V): readonly [part: string, reason: string] => [
  wrongPart(exercise, variant),
  exercise.reason(variant),
];

/** Whether all parts of a claim hold, or all but one: only of such a claim there is one right answer. */
export const isAnswerable = <V>({ parts }: Fault<V>, variant: V): boolean =>
  Object.values(parts).filter((holds) => !holds(variant)).length <= 1;
