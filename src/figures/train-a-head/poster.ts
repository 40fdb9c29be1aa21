import type { Outcome } from './outcome.ts';
import data from './poster.json' with { type: 'json' };
import type { Shift } from './trainer.svelte.ts';

/** The training of the figure's default view, run when the figure data was made, for what it shows before a reader has trained. */
interface Poster extends Outcome {
  readonly shift: Shift;
  /** `poster.webp`: these pictures, in rows of so many. */
  readonly sheet: { readonly columns: number; readonly pictures: readonly number[] };
}

export const poster = data as unknown as Poster;
