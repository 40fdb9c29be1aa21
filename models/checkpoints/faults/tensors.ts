import type { NoFacts } from './no-facts.ts';
import type { SomeOf } from './some-of.ts';

/** Texts that are read as JSON. */
export type JsonPart = 'safetensors-header' | 'parts-index' | 'model-json' | 'head-card' | 'run-record';

/** What is known of weights in several parts: from their index, or from their names. */
export type ShardsHeld =
  /** Of `tensors` in all, so many lie in the part that is missing. */
  { readonly tensors: number; readonly there: number } | { readonly parts: number; readonly here: number };

/** Of lists of tensors: safetensors, weights in several parts, and what every format checks. Sizes in bytes. */
export interface TensorFaults {
  'json-long': { readonly part: JsonPart; readonly bytes: number; readonly most: number };
  'json-not-utf8': { readonly part: JsonPart };
  'json-invalid': { readonly part: JsonPart };
  /** `key`: as it is written, in quotes. */
  'json-key-twice': { readonly part: JsonPart; readonly key: string };
  'tensor-twice': { readonly tensor: string };
  'tensor-no-shape': { readonly tensor: string };
  'tensor-dimensions': { readonly tensor: string; readonly claimed: number; readonly most: number };
  'tensor-side': { readonly tensor: string };
  'tensor-elements': { readonly tensor: string };
  'tensors-too-many': { readonly claimed: number; readonly most: number };
  'tensor-text': { readonly tensor: string };
  'tensor-checksum': { readonly tensor: string };
  'tensor-outside-file': { readonly tensor: string };
  'tensor-overlaps': { readonly tensor: string };
  /** Written on a machine of the other byte order. */
  'big-endian': NoFacts;
  'safetensors-short': { readonly bytes: number };
  'safetensors-header-long': { readonly claimed: number; readonly follow: number };
  'safetensors-header-no-table': NoFacts;
  /** A gap in front of the tensor, or an overlap where it starts too early. */
  'safetensors-place': { readonly tensor: string; readonly start: number; readonly expected: number };
  'safetensors-rest': { readonly described: number; readonly held: number };
  'safetensors-entry': { readonly tensor: string };
  /** `known`: the format's names of the types that are read. */
  'safetensors-type': { readonly tensor: string; readonly type: string; readonly known: readonly string[] };
  'safetensors-tensor-bytes': { readonly tensor: string; readonly needed: number; readonly held: number };
  'safetensors-metadata': NoFacts;
  /** `value`: as JSON. */
  'safetensors-metadata-text': { readonly key: string; readonly value: string };
  'shard-path': { readonly tensor: string; readonly file: string };
  'shards-too-many': { readonly claimed: number };
  'shard-tensor-elsewhere': { readonly tensor: string; readonly file: string };
  'shards-missing': SomeOf<string> & ShardsHeld;
}
