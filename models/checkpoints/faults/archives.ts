import type { NoFacts } from './no-facts.ts';

/** Of zip archives and what is deflated in them. Sizes in bytes; a part is named as its archive has it. */
export interface ArchiveFaults {
  /** What all compressed parts claim is more than weights could unpack to. */
  'archive-bomb': { readonly claimed: number; readonly held: number };
  'archive-part-checksum': { readonly part: string };
  /** More parts than any archive of weights has. */
  'archive-parts': { readonly claimed: number };
  'archive-directory': NoFacts;
  'archive-pointer-missing': NoFacts;
  'archive-pointer-astray': NoFacts;
  'archive-directory-short': NoFacts;
  'archive-entry-end': NoFacts;
  'archive-part-twice': { readonly part: string };
  /** `method`: zip's number of a compression that is not read. */
  'archive-part-packed': { readonly part: string; readonly method: 'encrypted' | number };
  'archive-part-bytes': { readonly part: string; readonly claimed: number; readonly stored: number };
  'archive-part-differs': { readonly part: string };
  'archive-part-overlaps': { readonly part: string };
  'inflated-bytes': { readonly given: number; readonly claimed: number };
  'inflate-ill-formed': NoFacts;
  'inflated-too-much': { readonly claimed: number };
}
