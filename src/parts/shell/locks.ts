import type { Schema } from './schema.ts';

/**
 * The values of a figure that its page has locked: an element at or around it says `data-lock` with their keys in the address
 * (`data-lock="net unit"`).
 */
export function lockedNames<View extends object>(
  { properties }: Schema<View>,
  block: Element | undefined,
): (keyof View)[] {
  const keys = block?.closest<HTMLElement>('[data-lock]')?.dataset.lock?.split(/\s+/) ?? [];
  return (Object.keys(properties) as (keyof View)[]).filter((name) => keys.includes(properties[name].key));
}
