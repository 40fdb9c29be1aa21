import { expect, test } from 'vitest';
import { catalogue } from '../../../models/checkpoints/catalogue.ts';
import { readShipped, shippedNames } from '../shipped.ts';
import { checkpointRows, checkpointsOf } from './list.ts';

test('the list has what ships and what is published, and each says how good it is', () => {
  const all = checkpointsOf(undefined);
  expect(all.shipped.map(({ id }) => id)).toEqual(shippedNames());
  expect(all.published).toEqual(catalogue);
  const [head, ...rows] = checkpointRows(all);
  expect(rows).toHaveLength(shippedNames().length + catalogue.length);
  for (const row of rows) expect(row).toHaveLength(head!.length);
  // What this project trained it has measured.
  for (const [id = '', , where, , accuracy] of rows)
    if (where === 'here' && readShipped(id).card.accuracy === null) expect(accuracy, id).toMatch(/measured$/);
});

test('a network of the study is listed with the share that its card holds', () => {
  const { shipped, published } = checkpointsOf('study-grid-1-1-1.4');
  expect(published).toEqual([]);
  const { right } = shipped[0]!.measuredNames![0]!;
  const [, row] = checkpointRows({ shipped, published });
  expect(row!.slice(0, 5)).toEqual([
    ...['study-grid-1-1-1.4', 'study-grid-1-1-1.4', 'here', '0.6 MB'],
    `${(100 * right).toFixed(1)} % named right, measured`,
  ]);
});

test('a network that is published and ships is listed as both', () => {
  const { shipped, published } = checkpointsOf('efficientnet-b0');
  expect(shipped.map(({ id }) => id)).toEqual(['efficientnet-b0']);
  expect(published.length).toBeGreaterThan(1);
  expect(checkpointsOf('resnet-7')).toEqual({ shipped: [], published: [] });
});
