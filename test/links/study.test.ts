import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { paperBases } from '../../models/families/efficientnet/compound.ts';
import { base, networkOf, scaled, studyNetworks, turned, turnedPhis } from '../../models/study/networks.ts';
import { shippedNames } from '../../src/cli/shipped.ts';
import { classifierSchema } from '../../src/figures/live-classifier/view.ts';
import { runOf } from '../../src/figures/train-one/run.ts';
import { trainOneSchema } from '../../src/figures/train-one/view.ts';
import { readFragment } from '../../src/parts/shell/schema.ts';
import { linksOf } from '../../src/parts/study/opened.ts';

const opened = studyNetworks.flatMap((network) =>
  linksOf(network)
    .filter(({ to }) => to === 'train')
    .map(({ address }) => [network.name, network, address] as const),
);

test.each(opened)('%s opens where networks are trained', (_, { knobs }, address) => {
  const [page, fragment] = address.split('/#');
  expect(readFileSync(`content/en/${page}.mdx`, 'utf8')).toContain('<TrainOne />');
  const { reading, view } = readFragment(trainOneSchema, fragment ?? '');
  expect(reading).toBe('whole');
  const { network, task } = runOf(view);
  expect(task).toBe('whole');
  expect(network.knobs).toEqual(knobs);
});

test('those that ship run in the live classifier, and no others', () => {
  const ids = shippedNames();
  for (const network of studyNetworks) {
    const run = linksOf(network).find(({ to }) => to === 'run');
    expect(run !== undefined, network.name).toBe(ids.includes(`study-${network.name}`));
    if (run === undefined) continue;
    const [page, fragment] = run.address.split('/#');
    expect(readFileSync(`content/en/${page}.mdx`, 'utf8')).toContain('<LiveClassifier />');
    expect(readFragment(classifierSchema, fragment ?? '')).toEqual({
      reading: 'whole',
      view: expect.objectContaining({ network: `study-${network.name}`, sticker: 0 }),
    });
  }
  expect(ids).toContain('study-base');
});

test('those alone that the figure can have', () => {
  const names = opened.map(([name]) => name);
  expect(names).toContain('base');
  for (const { name, knobs } of studyNetworks) {
    const byHand = (['depth', 'width', 'resolution'] as const).every((knob) =>
      (turned[knob] as readonly number[]).includes(knobs[knob]),
    );
    const byRule = turnedPhis.some((phi) => networkOf(scaled(paperBases, phi)).name === name);
    expect(names.includes(name), name).toBe(byHand || byRule);
  }
  expect(linksOf({ name: '', knobs: { ...base, width: 0.3 } })).toEqual([]);
});
