import type { Card } from '../../../models/checkpoints/card.ts';
import { labelLists } from '../../../models/checkpoints/labels.ts';

/** What each of a network's classes is called; null where its card has no name for it. */
export function classNamesOf(labels: Card['labels'], classes: number): readonly (string | null)[] {
  const names = typeof labels === 'string' ? labelLists[labels].map((label) => label?.name) : labels;
  return Array.from({ length: classes }, (_, index) => names?.[index] ?? null);
}
