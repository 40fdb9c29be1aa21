/** The parts of the book, in reading order; a chapter says in its first lines which it stands in. */
export const bookParts = ['scaling', 'inside', 'detecting', 'neighbours', 'teaching', 'reference'] as const;
export type BookPart = (typeof bookParts)[number];

/** A part with its chapters, in reading order. */
export interface PartOf<Chapter> {
  readonly part: BookPart;
  readonly chapters: readonly Chapter[];
}

interface Placed {
  readonly data: { readonly part: BookPart; readonly order: number };
}

/** The parts that hold a chapter, each with its own in the order that they say. */
export function inParts<Chapter extends Placed>(chapters: readonly Chapter[]): PartOf<Chapter>[] {
  return bookParts
    .map((part) => ({
      part,
      chapters: chapters.filter(({ data }) => data.part === part).sort((a, b) => a.data.order - b.data.order),
    }))
    .filter((each) => each.chapters.length > 0);
}
