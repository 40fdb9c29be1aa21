import type { NoFacts } from './no-facts.ts';

/** Of TensorFlow’s checkpoints: their index, a string table of protocol buffers, and their data files. Sizes in bytes. */
export interface BundleFaults {
  'index-number-end': NoFacts;
  /** Larger than can be counted, or negative. */
  'index-number-size': NoFacts;
  'index-number-endless': NoFacts;
  'index-part-end': NoFacts;
  'index-no-protocol-buffer': NoFacts;
  'index-number-as-text': NoFacts;
  'index-part-as-number': NoFacts;
  'index-ending': NoFacts;
  'index-blocks-order': NoFacts;
  'index-names-order': NoFacts;
  'index-block-outside': NoFacts;
  'index-block-checksum': NoFacts;
  'index-compressed': NoFacts;
  'index-block-short': NoFacts;
  'index-restarts': NoFacts;
  'index-name-repeats': NoFacts;
  'index-name-long': { readonly most: number };
  'index-name-not-utf8': NoFacts;
  'bundle-data-files': { readonly given: number; readonly known: number };
  /** `file`: its number, from 1. */
  'bundle-data-missing': { readonly file: number; readonly of: number; readonly tensor: string };
  'bundle-no-header': NoFacts;
  'bundle-data-claimed': { readonly claimed: number };
  'tensor-slices': { readonly tensor: string };
  /** `type`: TensorFlow's number of it. */
  'bundle-type': { readonly tensor: string; readonly type: number };
  'bundle-tensor-bytes': { readonly tensor: string; readonly claimed: number; readonly needed: number };
  'tensor-outside-checkpoint': { readonly tensor: string };
  'tensor-unknown-shape': { readonly tensor: string };
  'tensor-dimensions-over': { readonly tensor: string; readonly most: number };
  'bundle-data-short': { readonly tensor: string; readonly end: number; readonly held: number };
}
