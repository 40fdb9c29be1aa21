import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { base, studyNetworks, turned } from '../../models/study/networks.ts';
import { shippedNames } from '../../src/cli/shipped.ts';
import { classifierSchema } from '../../src/figures/live-classifier/view.ts';
import { trainOneSchema } from '../../src/figures/train-one/view.ts';
import { readFragment } from '../../src/parts/shell/schema.ts';
import { linksOf } from '../../src/parts/study/opened.ts';

const opened = studyNetworks.flatMap((network) =>
  linksOf(network)
    .filter(({ to }) => to === 'train')
    .map(({ address }) => [network.name, network, address] as const),
);

test.each(opened)('%s opens where networks are trained, with its knobs', (_, { knobs }, address) => {
  const [page, fragment] = address.split('/#');
  expect(readFileSync(`content/en/${page}.mdx`, 'utf8')).toContain('<TrainOne />');
  expect(readFragment(trainOneSchema, fragment ?? '')).toEqual({
    reading: 'whole',
    view: expect.objectContaining({
      depth: `${knobs.depth}`,
      width: `${knobs.width}`,
      resolution: `${knobs.resolution}`,
      task: 'whole',
    }),
  });
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
  for (const { name, knobs } of studyNetworks)
    expect(names.includes(name), name).toBe(
      (['depth', 'width', 'resolution'] as const).every((knob) =>
        (turned[knob] as readonly number[]).includes(knobs[knob]),
      ),
    );
  expect(linksOf({ name: '', knobs: { ...base, width: 0.3 } })).toEqual([]);
});
