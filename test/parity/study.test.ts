import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { parseCard } from '../../models/checkpoints/card.ts';
import { type Graph, opAt } from '../../models/graph/graph.ts';
import { fold, foldWeights, type Weights } from '../../models/operators/fold.ts';
import { middle, type PaintedPictures, plainBatch, wide } from '../../models/study/batches.ts';
import { studyGraph, studyNetworkCalled } from '../../models/study/graph.ts';
import { kinds } from '../../models/study/kinds.ts';
import { findStudyNetwork } from '../../models/study/networks.ts';
import { studyArtists } from '../../models/study/picture.ts';
import { recipe } from '../../models/study/recipe.ts';
import { titleOfStudy } from '../../models/study/titles.ts';
import { loadShipped } from '../../src/cli/loaded.ts';
import { readShipped, shippedNames } from '../../src/cli/shipped.ts';
import { keepWeights, keptWeights } from '../../src/cli/study/kept-weights.ts';
import { namesRight, runningClassifier } from '../../src/cli/study/names-right.ts';
import { paintedPictures } from '../../src/cli/study/pictures.ts';
import { readRecords, recordFile } from '../../src/cli/study/records.ts';
import { ship } from '../../src/cli/study/ship.ts';
import { type Trained, trainStudy } from '../../src/cli/study/train.ts';
import { Trainer } from '../../src/engine/trainer/trainer.ts';

// What a training leaves, and what is made of it for the page: the program that runs there answers as the trainer does.

const { batch } = recipe;
const bytes = {
  mean: [middle, middle, middle],
  standardDeviation: [wide, wide, wide],
} as const;

const testPictures = (side: number, count: number): Promise<PaintedPictures> =>
  paintedPictures({ task: 'whole', partition: 'test', by: studyArtists.known, count, side });

/** The same network as its folded weights make, for the trainer, which has no folded norms: ones that only add the bias. */
function asNorms(graph: Graph, folded: Weights): Weights {
  const weights = new Map(folded);
  for (const op of graph.ops) {
    if (op.kind !== 'batchNorm') continue;
    const before = opAt(graph, op.inputs[0]!);
    if (before.kind !== 'conv2d' && before.kind !== 'depthwiseConv2d')
      throw new Error(`${before.kind} stands before a norm.`);
    const bias = folded.get(before.kernel.replace(/kernel$/, 'bias'))!;
    weights.set(op.beta, bias);
    weights.set(op.gamma, new Float32Array(bias.length).fill(1));
    weights.set(op.mean, new Float32Array(bias.length));
    weights.set(op.variance, new Float32Array(bias.length).fill(1 - op.epsilon));
  }
  return new Map(graph.parameters.map(({ name }) => [name, weights.get(name)!] as const));
}

/** Largest difference of a logit between the trainer and the program, over one batch; and how large logits are. */
async function apart(graph: Graph, raw: Weights, folded: Weights): Promise<readonly [number, number]> {
  const pictures = await testPictures(opAt(graph, 0).shape[0], batch);
  const trainer = await Trainer.make(graph, batch, raw);
  plainBatch(trainer.input, pictures, 0, batch);
  trainer.forward(false);
  const running = await runningClassifier(fold(graph), folded, bytes);
  let [most, largest] = [0, 0];
  for (let picture = 0; picture < batch; picture++) {
    const logits = await running.logits(pictures, picture);
    expect(logits).toHaveLength(kinds.length);
    for (const [c, logit] of logits.entries()) {
      most = Math.max(most, Math.abs(logit - trainer.logits[c * batch + picture]!));
      largest = Math.max(largest, Math.abs(logit));
    }
  }
  running.dispose();
  return [most, largest];
}

describe('a training that is over', () => {
  const network = findStudyNetwork('resolution-24')!;
  const folder = mkdtempSync(join(tmpdir(), 'study-ship-'));
  const folders = { weights: folder, checkpoints: folder };
  let trained: Trained;
  beforeAll(async () => {
    const length = { seen: 30 * batch, distinct: 10 * batch, measured: batch };
    trained = await trainStudy({ network, task: 'whole', seed: 1, length });
    keepWeights(folder, trained.record, trained.graph, trained.weights);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('gives back its weights, and no others for them', () => {
    const { record, graph, weights } = trained;
    expect(keptWeights(folder, record, graph)).toEqual(weights);
    const file = join(folder, recordFile(record).replace('.json', '.f32'));
    const content = readFileSync(file);
    writeFileSync(file, Buffer.from(content.map((byte, i) => (i === 4000 ? byte ^ 1 : byte))));
    expect(() => keptWeights(folder, record, graph)).toThrow(/does not hold the weights/);
    writeFileSync(file, content);
    expect(() => keptWeights(folder, { ...record, seed: 9 }, graph)).toThrow(/are not here/);
  });

  test('answers in the program as in the trainer, in float32', async () => {
    const { graph, weights } = trained;
    const [most, largest] = await apart(graph, weights, foldWeights(graph, weights));
    expect(largest).toBeGreaterThan(0.5);
    expect(most).toBeLessThan(1e-4);
  });

  test('becomes a checkpoint with a card that says what it is of', async () => {
    const { record } = trained;
    const { card, right } = await ship(network, record, folders);
    expect(parseCard(JSON.parse(readFileSync(join(folder, card.id, 'card.json'), 'utf8')), card.id)).toEqual(
      JSON.parse(JSON.stringify(card)),
    );
    expect(card).toMatchObject({ id: 'study-resolution-24', network: 'study-resolution-24', labels: kinds });
    expect(card.study?.record).toEqual(record);
    expect(card.measuredNames).toHaveLength(1);
    // One picture of the 64 may change sides where two kinds are close.
    expect(Math.abs(right - record.test)).toBeLessThanOrEqual(1 / batch);
  });
});

const shipped = shippedNames().filter((id) => studyNetworkCalled(id) !== undefined);

describe.each(shipped)('%s, which ships', (id) => {
  const { card } = readShipped(id);
  const network = studyNetworkCalled(id)!;

  test('loses at most 0.3 points by float16, on all test pictures of its record', () => {
    const { record } = card.study!;
    const [measured] = card.measuredNames!;
    expect(measured).toMatchObject({ partition: 'test', pictures: 6016, size: network.knobs.resolution });
    expect(measured!.pictures).toBe(record.measured);
    expect(record.test - measured!.right).toBeLessThanOrEqual(0.003);
    expect(readRecords()).toContainEqual(record);
    expect(card.title).toBe(titleOfStudy(network));
  });

  test('answers in the program as in the trainer, by the same float16 weights', async () => {
    const { weights } = loadShipped(id);
    const graph = studyGraph(network, 'whole');
    const [most, largest] = await apart(graph, asNorms(graph, weights), weights);
    expect(largest).toBeGreaterThan(5);
    expect(most).toBeLessThan(1e-4);
  });
});

test('the base names test pictures as often as its card says, as far as 320 can tell', async () => {
  const { graph, weights, normalization } = loadShipped('study-base');
  const { right, size } = readShipped('study-base').card.measuredNames![0]!;
  const running = await runningClassifier(graph, weights, normalization);
  const found = await namesRight(running, await testPictures(size, 320));
  running.dispose();
  // Four standard deviations of a share of 320.
  expect(Math.abs(found - right)).toBeLessThan(4 * Math.sqrt((right * (1 - right)) / 320));
});
