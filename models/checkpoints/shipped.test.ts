import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { spoken } from '../../test/spoken.ts';
import { efficientNet } from '../families/efficientnet/network.ts';
import { findReleased } from '../families/efficientnet/sizes.ts';
import { fold } from '../operators/fold.ts';
import { type Card, cardsByFolder, parseCard } from './card.ts';
import { openCheckpoint } from './formats/open.ts';
import { cocoLabels, imageNetLabels, labelLists } from './labels.ts';
import { planWeights, readInferenceWeights } from './naming/match.ts';
import { ownNaming } from './naming/own.ts';

const folders = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('card.json'),
);
const read = (path: string) => readFileSync(new URL(path, import.meta.url));
const cards = cardsByFolder(
  Object.fromEntries(folders.map((path) => [path, JSON.parse(read(path).toString('utf8'))])),
);

describe('checkpoints that ship', () => {
  test('EfficientNet-B0 is among them', () => {
    expect([...cards.keys()]).toContain('efficientnet-b0');
  });

  test.each([...cards.values()])('$id: the weights are those of the card', (card) => {
    const bytes = read(`./${card.id}/${card.weights.file}`);
    expect(bytes.byteLength).toBe(card.weights.bytes);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(card.weights.sha256);
    if (typeof card.labels === 'string') expect(labelLists[card.labels]).toHaveLength(card.classes);
  });

  test('EfficientNet-B0: every parameter of the folded graph, in its order, and nothing else', () => {
    const card = cards.get('efficientnet-b0')!;
    const tensors = openCheckpoint([
      { name: card.weights.file, bytes: new Uint8Array(read('./efficientnet-b0/weights.safetensors')) },
    ]);
    const graph = efficientNet(findReleased(card.network)!);
    const inference = fold(graph);
    expect(tensors.tensors.map(({ name }) => name)).toEqual(inference.parameters.map(({ name }) => name));
    expect(tensors.tensors.every(({ dtype }) => dtype === 'float16')).toBe(true);
    const weights = readInferenceWeights(planWeights(graph, tensors, ownNaming));
    for (const { name, shape } of inference.parameters)
      expect(weights.get(name)!.length, name).toBe(shape.reduce((product, side) => product * side, 1));
    const count = [...weights.values()].reduce((sum, values) => sum + values.length, 0);
    expect(card.weights.bytes - 2 * count).toBeLessThan(20_000);
  });

  test('cards sort by id whatever the order in which they were found', () => {
    const card = cards.get('efficientnet-b0')!;
    const found = { '/x/b/card.json': { ...card, id: 'b' }, '/x/a/card.json': { ...card, id: 'a' } };
    expect([...cardsByFolder(found).keys()]).toEqual(['a', 'b']);
  });

  const faults: [string, (card: Card) => unknown][] = [
    ['id', (card) => ({ ...card, id: 'another' })],
    ['task', (card) => ({ ...card, task: 'dreaming' })],
    ['classes', (card) => ({ ...card, classes: 0 })],
    ['labels', (card) => ({ ...card, labels: ['one'] })],
    ['input.mean', (card) => ({ ...card, input: { ...card.input, mean: [1, 2] } })],
    ['weights.file', (card) => ({ ...card, weights: { ...card.weights, file: '../secret.safetensors' } })],
    ['weights.sha256', (card) => ({ ...card, weights: { ...card.weights, sha256: 'abc' } })],
    ['upstream.origin', (card) => ({ ...card, upstream: { ...card.upstream, origin: undefined } })],
    ['accuracy', (card) => ({ ...card, accuracy: 77.1 })],
    ['card', () => null],
  ];
  test.each(faults)('a card that is wrong in %s is refused by name', (field, change) => {
    const card = cards.get('efficientnet-b0')!;
    expect(spoken(() => parseCard(change(card), 'efficientnet-b0'))).toThrow(`wrong in “${field}”`);
  });
});

describe('labels', () => {
  test('ImageNet’s classes stand in the order of the outputs', () => {
    expect(imageNetLabels).toHaveLength(1000);
    expect(imageNetLabels[0]).toEqual({ name: 'tench', synset: 'n01440764' });
    expect(imageNetLabels[281]).toEqual({ name: 'tabby', synset: 'n02123045' });
    expect(imageNetLabels[999]?.synset).toBe('n15075141');
    const synsets = imageNetLabels.map(({ synset }) => synset!);
    expect([...synsets].sort()).toEqual(synsets);
  });

  test('COCO’s output k is id k + 1; ten ids have no class', () => {
    expect(cocoLabels).toHaveLength(90);
    expect(cocoLabels[0]?.name).toBe('person');
    expect(cocoLabels[89]?.name).toBe('toothbrush');
    expect(cocoLabels.filter((label) => label === undefined)).toHaveLength(10);
    expect(cocoLabels[11]).toBeUndefined();
  });
});
