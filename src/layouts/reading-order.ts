import { type CollectionEntry, getCollection } from 'astro:content';

export type Chapter = CollectionEntry<'chapters'>;

/** The chapters that exist, in reading order. */
export async function readingOrder(): Promise<Chapter[]> {
  return (await getCollection('chapters')).sort((a, b) => a.data.order - b.data.order);
}

/** The address of a chapter, from the site's root. */
export function chapterAddress({ id }: Pick<Chapter, 'id'>): string {
  return `/${id}/`;
}
