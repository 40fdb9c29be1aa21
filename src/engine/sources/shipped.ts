import { type Card, cardsByFolder } from '../../../models/checkpoints/card.ts';

/** A checkpoint that the site ships: its card and where its weights lie. */
export interface ShippedCheckpoint {
  readonly card: Card;
  readonly url: string;
}

// Every folder with a card is a checkpoint; the bundler lists them, so that adding one needs no other file to change.
const cards = import.meta.glob('../../../models/checkpoints/*/card.json', { eager: true, import: 'default' });
const files = import.meta.glob<string>('../../../models/checkpoints/*/*.safetensors', {
  eager: true,
  query: '?url',
  import: 'default',
});

const addresses = new Map(
  Object.entries(files).map(([path, url]) => [path.split('/').slice(-2).join('/'), url]),
);

/** The shipped checkpoints by id. */
export const shipped: ReadonlyMap<string, ShippedCheckpoint> = new Map(
  [...cardsByFolder(cards)].flatMap(([id, card]) => {
    const url = addresses.get(`${id}/${card.weights.file}`);
    return url === undefined ? [] : [[id, { card, url }] as const];
  }),
);
