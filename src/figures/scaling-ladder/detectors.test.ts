import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cardsByFolder } from '../../../models/checkpoints/card.ts';
import { catalogueEntry } from '../../../models/checkpoints/catalogue.ts';
import { labelLists } from '../../../models/checkpoints/labels.ts';
import { weightsOf } from '../../parts/picker/weights.ts';
import { detectorRungs } from './detector-rungs.ts';
import { above, type DetectorAnswered, detectorComparison, type LadderBox } from './detectors.ts';

const folder = new URL('../../../models/checkpoints/', import.meta.url);
const cards = Object.fromEntries(
  readdirSync(folder, { withFileTypes: true }).flatMap(({ name }): [string, unknown][] => {
    try {
      return [[`${name}/card.json`, JSON.parse(readFileSync(new URL(`${name}/card.json`, folder), 'utf8'))]];
    } catch {
      return [];
    }
  }),
);
const all = detectorRungs(cardsByFolder(cards));
const published = all.filter(({ ours }) => !ours);
const nothing = new Set<string>();

test('ours come first and stand beside no AP of COCO; D0 to D3 have the paper’s and a checkpoint each', () => {
  expect(published.map(({ short }) => short)).toEqual(['D0', 'D1', 'D2', 'D3']);
  expect(published.map(({ paper }) => paper)).toEqual([34.6, 40.5, 43.9, 47.2]);
  expect(published.map(({ resolution }) => resolution)).toEqual([512, 640, 768, 896]);
  // 90 outputs, of which ten are of ids that COCO never used.
  expect(published[0]?.kinds).toBe(labelLists.coco.filter((label) => label !== undefined).length);
  for (const { weights, short } of published)
    for (const { id } of weights)
      expect(catalogueEntry(id)?.network).toBe(`efficientdet-${short.toLowerCase()}`);
  const ours = all.slice(0, all.length - 4);
  expect(ours.length).toBeGreaterThan(1);
  for (const { paper, kinds, weights } of ours) {
    expect([paper, kinds, weights[0]?.shipped]).toEqual([null, 12, true]);
    expect(weights[0]?.measured).toMatch(/^\d\d\.\d on 1,000 sticker scenes$/);
    expect(weights[0]?.size).toMatch(/^\d+(\.\d+)?\u202fkB and B0’s 10\.6\u202fMB$/);
  }
  expect(ours.map(({ multiplyAdds }) => multiplyAdds)).toEqual(
    ours.map(({ multiplyAdds }) => multiplyAdds).sort((a, b) => a - b),
  );
});

test('a checkpoint that is stored is run before one that would be downloaded', () => {
  const [d0] = published;
  expect(weightsOf(d0!, nothing).id).toBe('efficientdetjs_d0');
  expect(weightsOf(d0!, new Set(['automl_efficientdet_d0'])).id).toBe('automl_efficientdet_d0');
});

const box = (name: string, score: number): LadderBox => ({
  name,
  score,
  box: [0, 0, 9, 9],
  level: 3,
  anchor: 0,
});
const answered = (
  short: string,
  boxes: readonly LadderBox[],
  milliseconds: number | null = null,
): DetectorAnswered => ({
  rung: all.find((each) => each.short === short)!,
  answer: { weights: 'w', boxes, picture: [9, 9], milliseconds, runsOn: 'WebGPU · TF.js' },
});
const ourShort = all[0]!.short;

test('boxes below the least score are left out', () => {
  expect(above([box('dog', 0.4), box('cat', 0.39)], 0.4).map(({ name }) => name)).toEqual(['dog']);
});

test('a comparison says what all find and what some find alone, and how time follows cost', () => {
  const d0 = answered('D0', [box('dog', 0.9), box('dog', 0.6), box('truck', 0.5), box('tie', 0.2)], 100);
  const d1 = answered('D1', [box('truck', 0.9), box('dog', 0.8), box('bicycle', 0.7)], 250);
  expect(detectorComparison([d0], 0.4)).toBe('');
  expect(detectorComparison([d0, d1], 0.4)).toMatch(
    /^D0 and D1 both find dog and truck; D1 also finds bicycle\. D1 computes 2\.\d× as many multiply-adds as D0 and takes 2\.5× as long\.$/,
  );
  expect(detectorComparison([d0, answered('D2', [box('dog', 0.5), box('truck', 0.5)])], 0.4)).toBe(
    'D0 and D2 both find dog and truck, and nothing else.',
  );
  expect(detectorComparison([d0, answered('D3', [box('kite', 0.5)])], 0.55)).toBe(
    'Nothing is found by all of D0 and D3; D0 finds dog.',
  );
  expect(detectorComparison([d0, d1], 0.95)).toMatch(
    /^None of D0 and D1 finds anything with a score of 0\.95 or more\./,
  );
});

test('ours and the published ones are never compared with each other', () => {
  const sticker = answered(ourShort, [box('fish', 0.9)], 5);
  const d0 = answered('D0', [box('dog', 0.9)], 100);
  expect(detectorComparison([sticker, d0], 0.4)).toBe('');
  const other = answered(all[1]!.short, [box('fish', 0.9)], 5);
  expect(detectorComparison([sticker, other, d0], 0.4)).toMatch(/^φ.*both find fish, and nothing else\./);
});
