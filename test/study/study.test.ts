import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { costBase } from '../../models/families/efficientnet/compound.ts';
import { cost } from '../../models/operators/cost.ts';
import { partitionOf } from '../../models/scenes/seeds.ts';
import { plainBatch, trainingBatch } from '../../models/study/batches.ts';
import { studyGraph } from '../../models/study/graph.ts';
import { kinds, kindsOf } from '../../models/study/kinds.ts';
import { base, findStudyNetwork, starts, studyNetworks } from '../../models/study/networks.ts';
import { studyArtists, studyPicture } from '../../models/study/picture.ts';
import { changeAt, learningRateAt, recipe, shortLengths } from '../../models/study/recipe.ts';
import { firstWeights } from '../../models/study/weights.ts';
import { loadStudyArt, paintedPictures } from '../../src/cli/study/pictures.ts';
import { readRecords, recordFile } from '../../src/cli/study/records.ts';
import { trainStudy } from '../../src/cli/study/train.ts';

// Sixteen sheets are decoded once.
beforeAll(() => loadStudyArt());

describe('the pictures of the study', () => {
  it('show every kind, by every artist who draws it', async () => {
    const { study } = await loadStudyArt();
    expect(study.kinds).toHaveLength(40);
    expect(new Set(kinds).size).toBe(kinds.length);
    for (const [kind, drawn] of study.kinds.entries()) {
      const by = drawn.map(({ artist }) => artist);
      expect(new Set(by).size, kinds[kind]).toBe(by.length);
      expect(by.filter((artist) => studyArtists.known.includes(artist)).length).toBeGreaterThanOrEqual(4);
      expect(by).toEqual(expect.arrayContaining(studyArtists.unseen));
    }
    const names = new Set(study.things.map(({ name }) => name));
    expect(kinds.filter((kind) => names.has(kind))).toEqual([]);
    expect(names.size).toBeGreaterThan(50);
  });

  it('are the same for the same seed, and hold no drawing of an artist who is not asked for', async () => {
    const { study } = await loadStudyArt();
    for (const task of ['easy', 'whole'] as const)
      for (let seed = 0; seed < 300; seed++) {
        const { layout, kind } = studyPicture(seed, task, studyArtists.known, study);
        expect(studyPicture(seed, task, studyArtists.known, study)).toEqual({ layout, kind });
        expect(kind).toBeLessThan(kindsOf[task]);
        expect(layout.stickers.filter(({ name }) => name === kinds[kind])).toHaveLength(1);
        expect(layout.stickers.every(({ artist }) => studyArtists.known.includes(artist))).toBe(true);
      }
  });

  it('are painted from the seeds of their part, and kept as they were', async () => {
    const wanted = { task: 'easy', partition: 'test', by: studyArtists.known, count: 3, side: 24 } as const;
    const first = await paintedPictures(wanted);
    expect(first.rgb).toHaveLength(3 * 3 * 24 * 24);
    expect(await paintedPictures(wanted)).toEqual(first);
    expect(await paintedPictures({ ...wanted, partition: 'training' })).not.toEqual(first);
    expect(partitionOf(2_000_000)).toBe('test');
  });
});

describe('batches', () => {
  const count = 24;
  const all = {
    side: 4,
    rgb: Uint8Array.from({ length: count * 48 }, (_, i) => (i * 37) % 256),
    kinds: Uint8Array.from({ length: count }, (_, i) => i),
  };

  it('go over all pictures once a pass, in another order each', () => {
    const into = new Float32Array(48 * 8);
    const pass = (from: number) => [0, 1, 2].flatMap((i) => [...trainingBatch(into, all, 1, from + i, 8)]);
    const passes = [pass(1), pass(4), pass(7)];
    for (const each of passes) expect([...each].sort((a, b) => a - b)).toEqual([...all.kinds]);
    expect(passes[0]).toEqual([...all.kinds]);
    expect(passes[1]).not.toEqual(passes[2]);
  });

  it('lay a picture as the trainer reads it', () => {
    const into = new Float32Array(48 * 8);
    plainBatch(into, all, 20, 8);
    for (const [picture, from] of [
      [0, 20],
      [5, 1],
    ] as const)
      for (let c = 0; c < 3; c++)
        for (let pixel = 0; pixel < 16; pixel++) {
          const byte = all.rgb[from * 48 + 3 * pixel + c]!;
          expect(into[(c * 16 + pixel) * 8 + picture]).toBe((byte - 118) / 64);
        }
  });
});

describe('the networks', () => {
  it('turn one knob of the base, or all by the rule', () => {
    const names = studyNetworks.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, knobs, alone, from } of studyNetworks) {
      if (alone === undefined) continue;
      const start = starts[from ?? 'base'];
      const others = (['depth', 'width', 'resolution'] as const).filter((knob) => knob !== alone);
      for (const knob of others) expect(knobs[knob], name).toBe(start[knob]);
      expect(knobs[alone], name).not.toBe(start[alone]);
    }
    expect(findStudyNetwork('paper-phi1')!.knobs).toMatchObject({ depth: 1.2, resolution: 55 });
  });

  it('hold a grid search: triples that promise twice the cost, its corners and the paper’s among them', () => {
    const grid = studyNetworks.flatMap(({ name, knobs, triple }) =>
      triple ? [{ name, knobs, triple }] : [],
    );
    expect(grid).toHaveLength(15);
    for (const { name, knobs, triple } of grid) {
      const { alpha, beta, gamma } = triple;
      expect(Math.abs(costBase(triple) - 2), name).toBeLessThanOrEqual(0.1);
      for (const each of [alpha, beta, gamma]) expect((each * 20) % 1, name).toBeCloseTo(0, 9);
      expect(knobs.depth, name).toBe(alpha);
      expect(knobs.width, name).toBe(base.width * beta);
      expect(knobs.resolution, name).toBe(Math.round(base.resolution * gamma));
    }
    // Some were in the study before it had a grid; they keep their names.
    const nameOf = (...wanted: readonly number[]) =>
      grid.find(({ triple: { alpha, beta, gamma } }) => `${[alpha, beta, gamma]}` === `${wanted}`)?.name;
    expect(nameOf(2, 1, 1)).toBe('depth-2');
    expect(nameOf(1, 1.4, 1)).toBe('width-0.35');
    expect(nameOf(1, 1, 1.4)).toBe('grid-1-1-1.4');
    expect(nameOf(1.2, 1.1, 1.15)).toBe('paper-phi1');
    // Rounding makes no two of them, nor of all, one network.
    const shapes = studyNetworks.map((network) => {
      const { parameters, multiplyAdds } = cost(studyGraph(network, 'whole'));
      return `${parameters} ${multiplyAdds}`;
    });
    expect(new Set(shapes).size).toBe(shapes.length);
  });

  it('begin with gain 0 where a block adds its input, and nowhere else', () => {
    const graph = studyGraph(findStudyNetwork('base')!, 'whole');
    const weights = firstWeights(graph, 1);
    const idle = graph.parameters.filter(
      ({ name, role }) => role === 'gamma' && weights.get(name)!.every((value) => value === 0),
    );
    expect(idle).toHaveLength(graph.ops.filter(({ kind }) => kind === 'add').length);
    expect(idle.every(({ name }) => name.includes('project'))).toBe(true);
    const full = firstWeights(graph, 1, 1);
    const gains = graph.parameters.filter(({ role }) => role === 'gamma');
    expect(gains.every(({ name }) => full.get(name)!.every((value) => value === 1))).toBe(true);
    // All else is the same.
    for (const { name, role } of graph.parameters)
      if (role !== 'gamma') expect(full.get(name)).toEqual(weights.get(name));
  });

  it('learn ever faster at first, and hardly at the end', () => {
    const rates = Array.from({ length: 1000 }, (_, i) => learningRateAt(i + 1, 1000));
    expect(Math.max(...rates)).toBe(rates[recipe.warmUp - 1]);
    expect(rates[recipe.warmUp - 1]).toBe(recipe.learningRate);
    expect(rates.at(-1)! / recipe.learningRate).toBeCloseTo(recipe.last, 3);
  });

  it('have nothing of their first weights in the average at the end, however short the run', () => {
    for (const seen of shortLengths) {
      const steps = seen / recipe.batch;
      expect(changeAt(1, steps).average ** steps, `${steps} steps`).toBeLessThan(0.002);
    }
    // Of long runs it is the recipe's own.
    expect(changeAt(1, 625).average).toBe(recipe.average);
    expect(changeAt(1, 2500).average).toBe(recipe.average);
  });
});

it('a run is the same wherever it runs: the smallest network, 12 steps', { timeout: 60_000 }, async () => {
  const network = findStudyNetwork('resolution-24')!;
  const length = { seen: 12 * recipe.batch, distinct: 256, measured: 64 };
  const { record } = await trainStudy({ network, task: 'easy', seed: 1, length });
  expect(record).toMatchObject({ seen: 768, distinct: 256, seed: 1, resolution: 24 });
  // Recorded once; a trainer, a recipe or a painter that is another gives another.
  expect(record.hash).toBe('3a673a6df56f6619ffd6ee4f4fcdb580ee9d8a5da9fe26daad571bf1ab01772c');
});

it('a run that is broken off goes on to the same weights', { timeout: 60_000 }, async () => {
  const run = {
    network: findStudyNetwork('resolution-24')!,
    task: 'easy',
    seed: 2,
    length: { seen: 8 * recipe.batch, distinct: 128, measured: 64 },
  } as const;
  const { record } = await trainStudy(run);
  const folder = mkdtempSync(join(tmpdir(), 'study-'));
  const seen: number[] = [];
  const broken = trainStudy(run, {
    folder,
    every: 3,
    onStep: (step) => {
      seen.push(step);
      if (step === 5) throw new Error('broken off');
    },
  });
  await expect(broken).rejects.toThrow('broken off');
  const again = await trainStudy(run, { folder, every: 3, onStep: (step) => seen.push(step) });
  expect(seen).toEqual([1, 2, 3, 4, 5, 4, 5, 6, 7, 8]);
  expect(again.record).toEqual(record);
  expect(readdirSync(folder)).toEqual(['pictures']);
  rmSync(folder, { recursive: true });
});

it('every record is of a network of the study, and not two of one run', () => {
  const records = readRecords();
  for (const { name, multiplyAdds, depth, width, resolution } of records) {
    const network = findStudyNetwork(name);
    expect(network?.knobs, name).toEqual({ depth, width, resolution });
    expect(multiplyAdds).toBeGreaterThan(0);
  }
  const runs = records.map(recordFile);
  expect(new Set(runs).size).toBe(runs.length);
});
