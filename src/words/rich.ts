/** Words that stand out in a sentence, by the element that marks them; `number` is a span of that class. */
export type Marked = readonly [
  mark: 'strong' | 'em' | 'b' | 'i' | 'sub' | 'sup' | 'code' | 'span' | 'number',
  text: string,
];

/** A sentence some of whose words are marked. */
export type Rich = readonly (string | Marked)[];
