import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Card, parseCard } from '../../models/checkpoints/card.ts';
import { CheckpointError } from '../../models/checkpoints/checkpoint-error.ts';

const checkpoints = new URL('../../models/checkpoints/', import.meta.url).pathname;
const cardOf = (id: string): unknown => JSON.parse(readFileSync(`${checkpoints}${id}/card.json`, 'utf8'));
const cards = readdirSync(checkpoints)
  .filter((id) => id.endsWith('-stickers'))
  .map((id) => parseCard(cardOf(id), id));

/** Over which scenes something was measured. */
const over = ({ measured, measuredPixels }: Pick<Card, 'measured' | 'measuredPixels'>) =>
  (measured ?? measuredPixels ?? []).map(({ partition, artist, size, scenes, firstSeed, bootstrap }) => ({
    ...{ partition, artist, size, scenes, firstSeed, bootstrap },
  }));

describe('another seed of a training', () => {
  const again = cards.filter(({ otherSeeds = [] }) => otherSeeds.length > 0);

  it.each(again)('$id was trained as long as the first, and measured on the same scenes', (card) => {
    const { steps, scenesSeen, recipe } = card.training!;
    const seeds = [Number(recipe.seed), ...card.otherSeeds!.map(({ seed }) => seed)];
    expect(new Set(seeds).size).toBe(seeds.length);
    const hashes = [card.weights.sha256, ...card.otherSeeds!.map(({ sha256 }) => sha256)];
    expect(new Set(hashes).size).toBe(hashes.length);
    for (const other of card.otherSeeds!) {
      expect(other).toMatchObject({ steps, scenesSeen });
      expect(over(other)).toEqual(over(card));
    }
  });

  it('is refused on a card that does not say which it was and what came out', () => {
    const [card] = cards.filter(({ measuredPixels }) => measuredPixels !== undefined);
    const { id, measuredPixels, training } = card!;
    const { steps, scenesSeen, minutes, machine } = training!;
    const other = { seed: 9, sha256: 'a'.repeat(64), steps, scenesSeen, minutes, machine, measuredPixels };
    const read = (otherSeeds: unknown) => parseCard({ ...(cardOf(id) as object), otherSeeds }, id);
    expect(read([other]).otherSeeds).toEqual([other]);
    const { measuredPixels: _, ...unmeasured } = other;
    for (const wrong of [other, [{ ...other, seed: 0 }], [{ ...other, sha256: 'a' }], [unmeasured]])
      expect(() => read(wrong)).toThrow(CheckpointError);
  });
});
