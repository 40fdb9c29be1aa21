import { type CollectionEntry, getCollection } from 'astro:content';
import { inParts, type PartOf } from './book-parts.ts';

export type Chapter = CollectionEntry<'chapters'>;

/** The parts of the book with the chapters that exist. */
export async function chaptersInParts(): Promise<PartOf<Chapter>[]> {
  return inParts(await getCollection('chapters'));
}

/** The chapters that exist, in reading order. */
export async function readingOrder(): Promise<Chapter[]> {
  return (await chaptersInParts()).flatMap(({ chapters }) => chapters);
}

/** The address of a chapter, from the site's root. */
export function chapterAddress({ id }: Pick<Chapter, 'id'>): string {
  return `/${id}/`;
}
