import type { NoFacts } from './no-facts.ts';

/** Of TF.js graph models: their model.json and the weight files that it names. Sizes in bytes. */
export interface TfjsFaults {
  'tfjs-bytes': { readonly given: number; readonly described: number };
  'tfjs-file-missing': { readonly file: string; readonly tensor: string };
  'tfjs-no-manifest': NoFacts;
  'tfjs-format': { readonly format: string };
  'tfjs-group': NoFacts;
  'tfjs-files-too-many': { readonly most: number };
  'tfjs-bytes-uncountable': NoFacts;
  'tfjs-file-twice': NoFacts;
  /** A path that leads out of the folder. */
  'tfjs-path': { readonly path: string };
  'tfjs-nameless': NoFacts;
  /** `type`: null where it has no name. */
  'tfjs-type': { readonly weight: string; readonly type: string | null };
}
