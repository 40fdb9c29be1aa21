import type { NoFacts } from './no-facts.ts';

/** Of files of torch.save: the pickle that lists their tensors, and where their numbers lie. Sizes in bytes. */
export interface TorchFaults {
  'torch-tensor': NoFacts;
  /** `known`: the types that are read. */
  'torch-type': { readonly type: string; readonly known: readonly string[] };
  'torch-script': NoFacts;
  /** A class of a library's or of a script's: `path` is its name in Python. */
  'torch-object': { readonly path: string };
  /** `alias`: how most call the same thing, `os.system` of `posix.system`. */
  'torch-import': { readonly path: string; readonly alias: string | null };
  'torch-storage': NoFacts;
  'torch-part-missing': { readonly part: string };
  'torch-part-bytes': { readonly part: string; readonly expected: number; readonly held: number };
  /** The tensors lie on top of one another. */
  'torch-shared': { readonly claimed: number; readonly held: number };
  'torch-view': { readonly tensor: string };
  'torch-reach': { readonly tensor: string; readonly element: number; readonly held: number };
  'torch-name-long': NoFacts;
  'torch-nested': NoFacts;
  'pickle-protocol': { readonly protocol: number };
  /** Its name in Python's pickletools, or its code. */
  'pickle-instruction': { readonly instruction: string };
  'pickle-inconsistent': NoFacts;
  'pickle-budget': NoFacts;
  'pickle-call': { readonly path: string };
  'pickle-end': NoFacts;
  'pickle-number-long': { readonly bytes: number };
  'pickle-name-not-utf8': NoFacts;
  'pickle-line-endless': NoFacts;
  'pickle-no-number': { readonly text: string };
}
