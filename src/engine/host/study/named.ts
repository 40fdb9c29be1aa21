import { type PaintedPictures, plainBatch } from '../../../../models/study/batches.ts';
import type { Trainer } from '../../trainer/trainer.ts';

/** Indices of the kinds that a network in training names pictures by, as it would once it is trained: its batch norms use what they followed. */
export function namedBy(trainer: Trainer, all: PaintedPictures): Uint8Array {
  const { pictures } = trainer;
  const count = all.kinds.length;
  const named = new Uint8Array(count);
  for (let first = 0; first < count; first += pictures) {
    plainBatch(trainer.input, all, first, pictures);
    trainer.forward(false);
    const { logits } = trainer;
    const classes = logits.length / pictures;
    for (let picture = 0; picture < Math.min(pictures, count - first); picture++) {
      let best = 0;
      for (let c = 1; c < classes; c++)
        if ((logits[c * pictures + picture] as number) > (logits[best * pictures + picture] as number))
          best = c;
      named[first + picture] = best;
    }
  }
  return named;
}
