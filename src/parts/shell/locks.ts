import type { Schema } from './schema.ts';

/**
 * The values of a figure that its page has locked, or the link that opened it. On the page an element at or around the figure says
 * `data-lock` with their keys in the address (`data-lock="net unit"`).
 */
export function lockedNames<View extends object>(
  { properties }: Schema<View>,
  block: Element | undefined,
  linked: ReadonlySet<string>,
): (keyof View)[] {
  const keys = block?.closest<HTMLElement>('[data-lock]')?.dataset.lock?.split(/\s+/) ?? [];
  const locked = new Set([...keys, ...linked]);
  return (Object.keys(properties) as (keyof View)[]).filter((name) => locked.has(properties[name].key));
}
