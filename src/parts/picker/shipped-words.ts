/** Stands in a view, and in an address, for the network that a figure shows when nobody asks for another. */
export const usual = 'usual';

/** The word of a detector of ours in an address: its id without what all of them share. */
export function wordOf(id: string): string {
  return id
    .replace(/^efficientdet-/, '')
    .replace(/-stickers$/, '')
    .slice(0, 24);
}

/** Between the words that stand in views and addresses and the networks that ship with a page. */
export interface ShippedWords {
  /** The one word that a network has in a view, for its id or for any of its words; another name, such as the catalogue's, stays. */
  readonly wordFor: (name: string) => string;
  /** The id of what a view asks for; a name that none of ours has stays, since the catalogue may have it. */
  readonly idFor: (word: string) => string;
}

/**
 * @param ids the networks that ship with the page
 * @param first the one that is shown when nobody asks for another
 */
export function shippedWords(ids: readonly string[], first: string): ShippedWords {
  const idFor = (word: string): string =>
    word === usual ? first : (ids.find((id) => id === word || wordOf(id) === word) ?? word);
  const wordFor = (name: string): string => {
    const id = idFor(name);
    if (id === first) return usual;
    return ids.includes(id) ? wordOf(id) : id;
  };
  return { wordFor, idFor };
}
