import type { Printed } from '../../../models/published/row.ts';
import { percent } from './quantity.ts';

/** `24 billion` from `24B`, `12 million` from `12M`. */
export const spelled = (printed: string) => printed.replace('B', ' billion').replace('M', ' million');

/** The same of a table's number. */
export const amount = ({ printed }: Printed) => spelled(printed);

/** `16×` from `16x`. */
export const ratio = (number: Printed | null) => (number?.printed ?? '').replace('x', '×');

/** A share of 1 in whole percent. */
export const shareText = (share: number) => percent(100 * share, 0);
