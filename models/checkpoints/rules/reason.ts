import type { CheckpointProperties } from '../naming/naming.ts';
import type { Evaluation } from './evaluation.ts';
import type { NormalisingName } from './normalising.ts';

export type Convolutions = Pick<CheckpointProperties, 'padding' | 'batchNormEpsilon'>;

/** Why a part of a rule is as it is. */
export interface Reason<Why> {
  /** Whether the file, or the library that wrote it, says so; else it is a guess that a reader may have to change. */
  readonly sure: boolean;
  readonly why: Why;
}

/** Why padding and ε are taken to be as they are. `name`: what the file, its folder or its metadata calls it. */
export type NetworkWhy =
  /** All of the library's networks have these. */
  | {
      readonly is: 'transformers' | 'lukemelas' | 'zylo117' | 'authors-code';
      readonly has: Convolutions;
    }
  | { readonly is: 'named-ported' | 'named-timms-own'; readonly name: string; readonly has: Convolutions }
  /** timm's own networks and those that it ported have the same names of tensors; `taken`: by what is more common of this size. */
  | {
      readonly is: 'timm-unsaid';
      readonly own: Convolutions;
      readonly ported: Convolutions;
      readonly taken: 'own' | 'ported';
    }
  /** By size, where torchvision published this one. */
  | { readonly is: 'torchvision'; readonly published: boolean }
  /** One of effdet's own models, by its name, or by the biases that it lacks. */
  | {
      readonly is: 'named-effdets-own';
      readonly name: string;
      readonly backbone: Convolutions;
      readonly behind: Convolutions;
    }
  | { readonly is: 'no-biases'; readonly backbone: Convolutions; readonly behind: Convolutions }
  | { readonly is: 'biases'; readonly has: Convolutions }
  /** Of another family than EfficientNet's first: all of the library's networks of it, or those of the authors that it ported. */
  | { readonly is: 'library' | 'library-unsaid'; readonly library: string; readonly has: Convolutions }
  /** A reader's choice, in place of the file's own rule. */
  | { readonly is: 'chosen'; readonly own: CheckpointProperties };

/** Why pictures are taken to be prepared as they are. */
export type PicturesWhy =
  /** A recipe with pictures of −1 … 1; `name`: null where that alone is known of it. */
  | { readonly is: 'named-recipe'; readonly name: string | null; readonly advProp: boolean }
  | { readonly is: 'named-timms-lite' | 'named-library'; readonly name: string }
  | { readonly is: 'unsaid'; readonly of: 'classification' | 'detection' | 'lite' | 'neighbour' }
  | { readonly is: 'b8' | 'this-project' }
  /** A config.json of timm's beside the file says so. */
  | { readonly is: 'config' }
  /** It says what no known way does, and the library's way stays, for its own reason. */
  | {
      readonly is: 'config-unknown';
      readonly mean: readonly number[];
      readonly std: readonly number[];
      readonly stays: PicturesWhy;
    }
  | { readonly is: 'chosen'; readonly own: PictureRule };

/** How pictures are prepared. */
export interface PictureRule {
  readonly normalising: NormalisingName;
  readonly evaluation: Evaluation;
}
