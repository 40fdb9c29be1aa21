import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { cost } from '../../models/operators/cost.ts';
import { seedsOf } from '../../models/scenes/seeds.ts';
import { firstGains } from '../../models/study/first-gains.ts';
import { studyGraph } from '../../models/study/graph.ts';
import { measuredNetworks } from '../../models/study/measured.ts';
import { findStudyNetwork } from '../../models/study/networks.ts';
import { studyArtists } from '../../models/study/picture.ts';
import { recipe, shortLengths } from '../../models/study/recipe.ts';
import { paintedPictures } from '../../src/cli/study/pictures.ts';
import { readRecords } from '../../src/cli/study/records.ts';
import { trainStudy } from '../../src/cli/study/train.ts';
import { StudyTraining } from '../../src/engine/host/study/training.ts';
import { pictureOf } from '../../src/figures/train-one/drive.ts';

const network = findStudyNetwork('resolution-24')!;

it('a training in the page’s worker comes to the command line’s weights', { timeout: 60_000 }, async () => {
  const seen = 4 * recipe.batch;
  const known = { task: 'easy', by: studyArtists.known, side: 24 } as const;
  const all = await paintedPictures({ ...known, partition: 'training', count: seen });
  const run = { network, task: 'easy', seed: 3 } as const;
  const training = new StudyTraining();
  await expect(training.answer({ type: 'finish' })).rejects.toThrow(/No training/);
  const hashIn = async (gain: 0 | 1) => {
    await training.answer({ type: 'start', run: { ...run, seen, gain } });
    for (let step = 0; step < 4; step++) {
      const these = Array.from({ length: recipe.batch }, (_, i) => pictureOf(all, step * recipe.batch + i));
      const pictures = {
        side: 24,
        rgb: Uint8Array.from(these.flatMap(({ rgb }) => [...rgb])),
        kinds: Uint8Array.from(these.flatMap(({ kinds }) => [...kinds])),
      };
      const done = await training.answer({ type: 'step', pictures });
      expect(done).toMatchObject({ step: step + 1 });
    }
    return training.answer({ type: 'finish' });
  };
  const length = { seen, distinct: seen, measured: 64 };
  const { record } = await trainStudy({ ...run, length });
  expect(await hashIn(0)).toMatchObject({ hash: record.hash });
  const other = await trainStudy({ ...run, length, gain: 1 });
  expect(other.record).toMatchObject({ gain: 1 });
  expect(other.record.hash).not.toBe(record.hash);
  expect(await hashIn(1)).toMatchObject({ hash: other.record.hash });
  const named = await training.answer({
    type: 'name',
    pictures: await paintedPictures({ ...known, partition: 'validation', count: 70 }),
  });
  expect(named).toHaveLength(70);
  expect(seedsOf('training', 0, 2)).toEqual([0, 1]);
});

it('every record has all that is told of a run, and the cost that the cost model counts', () => {
  for (const record of readRecords()) {
    const { multiplyAdds, parameters } = cost(studyGraph(findStudyNetwork(record.name)!, record.task));
    expect(record).toMatchObject({ multiplyAdds, parameters, distinct: Math.min(record.seen, 40_000) });
    for (const share of [record.validation, record.test, ...Object.values(record.unseen)]) {
      expect(share).toBeGreaterThan(0);
      expect(share).toBeLessThan(1);
    }
    expect(Object.keys(record.unseen).sort()).toEqual([...studyArtists.unseen].sort());
    expect(record.hash).toMatch(/^[0-9a-f]{64}$/);
  }
});

it('the list tells all records with their fields, as JSON', { timeout: 60_000 }, () => {
  const { stdout, status } = spawnSync(
    process.execPath,
    ['src/cli/run.mjs', 'src/cli/study.ts', '--list', '--json'],
    { encoding: 'utf8' },
  );
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toEqual(readRecords());
});

it('on the easier task the small network names more than 55 % after a short training', () => {
  const known = readRecords().filter(
    ({ name, task, gain }) => name === 'resolution-32' && task === 'easy' && gain === undefined,
  );
  expect(known.length).toBeGreaterThan(0);
  for (const { seen, validation } of known.filter((each) => each.seen > shortLengths[0])) {
    expect(validation, `${seen} pictures`).toBeGreaterThan(0.55);
  }
});

it('the chapter says so much of the records that it would be wrong of others', () => {
  // “The short runs see each picture once.” Of the two beginnings: so many seeds each.
  const short = readRecords().filter(({ task, gain }) => task === 'easy' && gain === undefined);
  for (const { name, seen, distinct } of short) expect({ name, distinct }).toEqual({ name, distinct: seen });
  for (const { network, seeds } of firstGains(readRecords())) expect(seeds, network.name).toEqual([1, 2]);
});

it('full runs: both ends of the family lie 20 points apart', () => {
  const measured = measuredNetworks(readRecords());
  const find = (name: string) => measured.find(({ network }) => network.name === name);
  const least = find('resolution-24') ?? find('paper-phi-2');
  const most = find('resolution-96') ?? find('paper-phi3');
  if (least && most) expect(most.test - least.test).toBeGreaterThanOrEqual(0.2);
});
