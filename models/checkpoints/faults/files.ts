import type { FileKind } from '../formats/file-kinds.ts';
import type { NoFacts } from './no-facts.ts';
import type { SomeOf } from './some-of.ts';

/** Kinds of files that are known and not opened. */
export type ForeignKind = Exclude<FileKind, 'safetensors' | 'zip' | 'lfs-pointer'>;

/** Where files came from: they were given by themselves, or lie in the folder that was given, or in the one at a path. */
export type FilesFrom = 'given' | 'folder' | { readonly path: string };

/** Of the files that are given: none, several, or of a kind that is not read. Sizes in bytes. */
export interface FileFaults {
  'file-large': { readonly bytes: number; readonly most: number };
  'file-none-given': NoFacts;
  /** The data of a TensorFlow checkpoint without its index. */
  'file-lonely-data': { readonly file: string; readonly index: string };
  /** Weights of a TF.js graph model without their model.json. */
  'file-lonely-shard': { readonly file: string };
  'file-foreign': { readonly file: string; readonly kind: ForeignKind };
  /** A Git LFS pointer; `standsFor`: bytes of the file that it stands for, null where it does not say. */
  'file-pointer': { readonly file: string; readonly bytes: number; readonly standsFor: number | null };
  'file-keras': { readonly file: string };
  'file-npz': { readonly file: string };
  'file-torch-export': { readonly file: string };
  'files-several': SomeOf<string> & { readonly where: FilesFrom };
  'files-none': SomeOf<string> & { readonly where: FilesFrom };
  /** A zip archive of another kind, by the names of its parts. */
  'file-other-archive': SomeOf<string> & { readonly file: string };
}
