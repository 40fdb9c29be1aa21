import { describe, expect, it } from 'vitest';
import { fusionNodes } from '../../../models/blocks/fusion-nodes.ts';
import { efficientDet } from '../../../models/families/efficientdet/network.ts';
import { releasedDetector } from '../../../models/families/efficientdet/sizes.ts';
import { defaultView, readFragment, writeFragment } from '../../parts/shell/schema.ts';
import { readChanges, writeChanges } from './changes.ts';
import { difference, inputName, nameOf, sourceOf, strongest } from './logic.ts';
import { poster } from './poster.ts';
import { insideNeckSchema as insideNeckAddress } from './view.ts';

const nodes = fusionNodes(efficientDet(releasedDetector.D0));

it('knows where each input comes from, across cells too', () => {
  const first = nodes[0]!;
  expect([0, 1].map((input) => sourceOf(nodes, first, input))).toEqual(['P6', 'P7']);
  const second = nodes.find(({ key }) => key === 'cell1/node5')!;
  expect([0, 1].map((input) => sourceOf(nodes, second, input))).toEqual(['cell0/node11', 'cell0/node12']);
  expect(nameOf(nodes, first)).toBe('P6 of cell 1, on the way down');
  expect(inputName(nodes, second, 1)).toBe('P7 of cell 1, output');
});

it('opens, before anything was run, at the node whose maps the page holds', () => {
  expect(insideNeckAddress.properties.node.default).toBe(poster.node);
  expect(poster.nodes[poster.node]!.inputTaps.length + 2).toBe(poster.tiles);
  for (const { name, score } of poster.boxes) expect(`${name} ${score >= 0.4}`).toMatch(/^\w+ true$/);
});

describe('changes of weights in an address', () => {
  it('come back as they were written', () => {
    const changes = { 'cell0/node5': [1.25, 0], 'cell2/node11': [0.5, 3, 0.07] };
    const text = writeChanges(changes, 0);
    expect(text).toBe('c0n5_1.25_x~c2n11_0.5_3_0.07');
    expect(readChanges(text, 0)).toEqual(changes);
    const fragment = writeFragment(
      insideNeckAddress,
      { ...defaultView(insideNeckAddress), node: 3, changes: text },
      '',
    );
    expect(readFragment(insideNeckAddress, fragment).view.changes).toBe(text);
  });

  it('are left out where they are damaged, and never throw', () => {
    let state = 1;
    const random = () => {
      state = (state * 16807) % 2147483647;
      return state / 2147483647;
    };
    const letters = 'c0n5_1.2x~-9;:,&=<>%';
    for (let i = 0; i < 3000; i++) {
      const text = Array.from(
        { length: Math.floor(random() * 24) },
        () => letters[Math.floor(random() * letters.length)],
      ).join('');
      const { view } = readFragment(insideNeckAddress, `#inside-neck=1;set:${text}`);
      for (const weights of Object.values(readChanges(view.changes, 0)))
        for (const weight of weights) expect(Number.isFinite(weight)).toBe(true);
    }
    expect(readChanges('c0n5_1_<script>', 0)).toEqual({});
  });
});

it('puts the channel with the largest mean magnitude first', () => {
  expect(strongest({ shape: [1, 2, 3], data: [0, -5, 1, 0, 4, 2] })).toEqual([1, 2, 0]);
});

it('says what the changes did to the boxes', () => {
  const boxes = [{ name: 'cat', score: 0.8 }];
  expect(difference(boxes, [])).toBe('With the learned weights 1 box, with these none.');
  expect(difference(boxes, [...boxes, { name: 'dog', score: 0.6 }])).toContain('2 boxes, mean score 0.70');
});
