import { Trainer } from '../../src/engine/trainer/trainer.ts';
import {
  foldedNetwork,
  foldedWeights,
  smallBatch,
  smallNetwork,
  smallPictures,
  smallWeights,
} from './small-network.ts';

const rule = { learningRate: 4e-3, weightDecay: 0.05, betas: [0.9, 0.99], clip: 5, average: 0.9 } as const;

/** What a training of the small network came to. */
export interface SmallTraining {
  readonly trainer: Trainer;
  /** Of each step. */
  readonly losses: readonly number[];
}

/** Trains the small network on its one batch, its batch norms folded or not. */
export async function trainSmall(steps: number, folded = false): Promise<SmallTraining> {
  const trainer = folded
    ? await Trainer.make(foldedNetwork, smallBatch, foldedWeights())
    : await Trainer.make(smallNetwork, smallBatch, smallWeights());
  const { pictures, classes } = smallPictures();
  const losses = [];
  for (let step = 1; step <= steps; step++) {
    trainer.input.set(pictures);
    losses.push(trainer.gradients(classes).loss);
    trainer.change({ ...rule, step });
  }
  return { trainer, losses };
}

/** SHA-256 of the weights after so many steps, in Node and in a browser alike. */
export async function trainedHash(steps: number, folded = false): Promise<string> {
  const { trainer } = await trainSmall(steps, folded);
  const bytes = [...trainer.weights().values()].flatMap((values) => [...new Uint8Array(values.buffer)]);
  const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes)));
  return Array.from(sum, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
