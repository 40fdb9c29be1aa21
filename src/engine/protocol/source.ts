import type { CheckpointProperties } from '../../../models/checkpoints/naming/naming.ts';
import type { NormalisingName } from '../../../models/checkpoints/rules/normalising.ts';
import type { Graph } from '../../../models/graph/graph.ts';

/** Which network to load. */
export type NetworkSource =
  /**
   * One that the site ships, by its folder's name in `models/checkpoints`; for another picture size than its card's, say so. `part`: of a
   * detector that looks twice, what is done for each region; its input `box` is given with the run.
   */
  | {
      readonly checkpoint: string;
      readonly size?: readonly [height: number, width: number];
      readonly part?: 'region';
    }
  | ForeignSource
  /** Any graph (batch norms and all) with weights drawn from a seed: for measuring, not for answers. */
  | { readonly graph: Graph; readonly seed?: number }
  /** An inference graph (batch norms folded) with the weights of its parameters. */
  | { readonly graph: Graph; readonly weights: Readonly<Record<string, Float32Array>> };

/** A checkpoint in an upstream's own format; its readers are loaded when the first one is opened. */
export type ForeignSource =
  /** Published elsewhere, by its id in the catalogue: read from this browser's store, or fetched, checked and stored (`keep: false`: not stored). */
  | { readonly published: string; readonly keep?: boolean }
  /** The reader's own files, as `models/checkpoints/formats/open.ts` knows them. */
  | { readonly files: readonly OwnFile[]; readonly as?: OwnFileOptions };

export interface OwnFile {
  /** Its name or its path in the folder that it came from. */
  readonly name: string;
  readonly data: Blob;
}

/** What a file does not tell; by default what its library's networks of its size need (`models/checkpoints/rules`). */
export interface OwnFileOptions extends Partial<CheckpointProperties> {
  readonly size?: readonly [height: number, width: number];
  readonly normalising?: NormalisingName;
  /** Another copy of the weights than the usual one, by its id. */
  readonly variant?: string;
}
