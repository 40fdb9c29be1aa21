/** Words that stand out in a sentence, by the element that marks them. */
export type Marked = readonly [mark: 'strong' | 'em' | 'i' | 'sub' | 'sup' | 'code', text: string];

/** A sentence some of whose words are marked. */
export type Rich = readonly (string | Marked)[];
