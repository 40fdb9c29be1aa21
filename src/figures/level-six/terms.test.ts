import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { bifpnNodes } from '../../../models/blocks/pyramids/pyramids.ts';
import { layoutCell } from '../../parts/neck-drawing/layout.ts';
import { neckOf } from '../../parts/neck-drawing/neck.ts';
import { edgeLabels, levelSixLayout } from './terms.ts';

const neck = neckOf(bifpnNodes(3, 7), 3, 7);
const labels = edgeLabels(layoutCell(neck, levelSixLayout));

test('every edge into a node of level 6 has its weight, in the order of the node list', () => {
  const expected = neck.nodes
    .filter(({ level, place }) => level === 6 && place !== 'input')
    .flatMap((node) =>
      node.inputs.map((from, index) => [`${from.key}>${node.key}`, index + 1, node.place === 'output']),
    );
  expect(labels.map(({ edge, index, prime }) => [edge, index, prime])).toEqual(expected);
});

test('the chapter’s equations name every term of the drawing', () => {
  const chapter = readFileSync(new URL('../../../content/en/weighted-fusion.mdx', import.meta.url), 'utf8');
  for (const { term } of labels) expect(chapter).toContain(`\\term{${term}}`);
});
