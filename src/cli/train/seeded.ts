import { join } from 'node:path';
import { writeCheckpoint, writeSeed } from './checkpoint.ts';
import { cache, root } from './steps.ts';

/** A network with its recipe. */
interface Recipient {
  readonly name: string;
  readonly recipe: { readonly seed: number };
}

/**
 * A training from a seed: the recipe's own, whose weights become the checkpoint, or another one, whose numbers join its card.
 * @returns the network with that seed; whether it is another; the folder that the training works in; how and where what comes out is kept;
 *   what is said then
 */
export function seeded<Network extends Recipient>(network: Network, seed: number = network.recipe.seed) {
  const again = seed !== network.recipe.seed;
  const checkpoint = join('models/checkpoints', network.name);
  return {
    network: { ...network, recipe: { ...network.recipe, seed } },
    again,
    folder: join(cache, 'training', again ? `${network.name}-seed-${seed}` : network.name),
    checkpoint: join(root, checkpoint),
    write: again ? writeSeed : writeCheckpoint,
    wrote: again ? `Seed ${seed} joined ${checkpoint}/card.json.` : `Wrote ${checkpoint}.`,
  };
}
