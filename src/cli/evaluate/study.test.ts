import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { largestIndices } from '../../../models/answers/largest.ts';
import { partitions } from '../../../models/scenes/seeds.ts';
import { kinds } from '../../../models/study/kinds.ts';
import { studyArtists } from '../../../models/study/picture.ts';
import { loadShipped } from '../loaded.ts';
import { runningClassifier } from '../study/names-right.ts';
import { paintedPictures } from '../study/pictures.ts';
import { evaluateStudy, isOfStudy } from './study.ts';

const name = 'study-resolution-24';
const [count, draws] = [48, 50];
const test0 = { first: partitions.test.first, count, artist: null };

test('a network of the study is asked for the test pictures of its record, those of unseen artists too', async () => {
  const report = await evaluateStudy(name, test0, draws);
  const { graph, weights, normalization } = loadShipped(name);
  const network = await runningClassifier(graph, weights, normalization);
  const shareBy = async (by: typeof studyArtists.known, partition: 'test' | 'validation' = 'test') => {
    const pictures = await paintedPictures({ task: 'whole', partition, by, count, side: 24 });
    let right = 0;
    for (let i = 0; i < count; i++)
      if (largestIndices(await network.logits(pictures, i), 1)[0] === pictures.kinds[i]) right++;
    return right / count;
  };
  expect(report).toMatchObject({ network: name, size: 24, pictures: count, partition: 'test', artist: null });
  expect(report.right).toBe(await shareBy(studyArtists.known));
  expect(report.interval[0]).toBeLessThan(report.right);
  expect(report.interval[1]).toBeGreaterThan(report.right);
  expect(Object.keys(report.byLabel)).toEqual(kinds);
  const unseen: Record<string, number> = {};
  for (const artist of studyArtists.unseen) unseen[artist] = await shareBy([artist]);
  expect(report.unseen).toEqual(unseen);

  const hashOf = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex');
  expect(hashOf(await evaluateStudy(name, test0, draws))).toBe(hashOf(report));

  const [artist] = studyArtists.unseen;
  const alone = await evaluateStudy(name, { ...test0, artist: artist! }, draws);
  expect([alone.artist, alone.right, alone.unseen]).toEqual([artist, unseen[artist!], undefined]);
  const validation = await evaluateStudy(name, { ...test0, first: partitions.validation.first }, draws);
  expect([validation.partition, validation.right]).toEqual([
    'validation',
    await shareBy(studyArtists.known, 'validation'),
  ]);
  network.dispose();
});

test('from another seed on, the pictures are the later ones', async () => {
  const { known } = studyArtists;
  const set = { task: 'whole', partition: 'test', by: known, side: 24 } as const;
  const [all, later] = [
    await paintedPictures({ ...set, count: 6 }),
    await paintedPictures({ ...set, count: 2, from: 4 }),
  ];
  expect([...later.kinds]).toEqual([...all.kinds.subarray(4)]);
  expect(later.rgb).toEqual(all.rgb.subarray((all.rgb.length / 6) * 4));
});

test('what does not ship, and seeds of two parts, are refused with what to do', async () => {
  expect([isOfStudy('study-depth-4'), isOfStudy('efficientnet-b0')]).toEqual([true, false]);
  await expect(evaluateStudy('study-depth-4', test0, draws)).rejects.toThrow(
    /`npm run study -- depth-4` trains it, and `npm run study -- depth-4 --ship`/,
  );
  const across = partitions.test.first + partitions.test.count - 1;
  await expect(evaluateStudy(name, { ...test0, first: across }, draws)).rejects.toThrow(/one part/);
});
