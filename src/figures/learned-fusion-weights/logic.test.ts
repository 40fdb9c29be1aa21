import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readSafetensors } from '../../../models/checkpoints/formats/safetensors.ts';
import { stickerDetectors, stickerGraph } from '../../../models/training/detectors.ts';
import { defaultView } from '../../parts/shell/schema.ts';
import { type LearnedNeck, learnedNeck } from './learned.ts';
import { cellCount, drawCell, edgesOf, ordered, sentencesOf, thicknessOf } from './logic.ts';
import { fitLearned, learnedSchema, shortName } from './view.ts';

const folder = new URL('../../../models/checkpoints/', import.meta.url);
const shipped = new Set(readdirSync(folder));
const detectors = stickerDetectors.filter(({ name }) => shipped.has(name));

function neckNamed(name: string, raw: (node: string, inputs: number) => number[]): LearnedNeck {
  const detector = stickerDetectors.find((each) => each.name === name)!;
  const graph = stickerGraph(detector);
  const sizes = new Map(graph.parameters.map(({ name: parameter, shape }) => [parameter, shape[0] ?? 0]));
  return learnedNeck(graph, { id: name, title: name }, (parameter) =>
    raw(parameter, sizes.get(parameter) ?? 0),
  )!;
}

describe('a neck of three cells, by hand', () => {
  // P5's top-down node of the first cell leans three to one on its own level; the last P7 lost what comes from below.
  const neck = neckNamed('efficientdet-d0-stickers', (parameter, inputs) => {
    if (parameter === 'neck/cell0/node6/fuse/fusion') return [3, 1];
    if (parameter === 'neck/cell2/node12/fuse/fusion') return [1, -0.5];
    return Array<number>(inputs).fill(1);
  });
  const edges = edgesOf(neck);

  test('every edge has its share', () => {
    expect(cellCount(neck)).toBe(3);
    expect(edges).toHaveLength(57);
    const at = (cell: number, key: string) => edges.find((edge) => edge.cell === cell && edge.key === key)!;
    expect(at(0, 'in5>down5').share).toBeCloseTo(3 / 4.0001, 12);
    expect(at(0, 'down6>down5').share).toBeCloseTo(1 / 4.0001, 12);
    expect(at(1, 'in5>down5').share).toBeCloseTo(1 / 2.0001, 12);
    expect(at(2, 'up6>up7').share).toBe(0);
    expect(at(1, 'up4>up5').even).toBeCloseTo(1 / 3, 12);
  });

  test('sentences say which node leans, and what is switched off', () => {
    const [most, least, down, up, off] = sentencesOf(neck);
    expect(most).toBe(
      'The node furthest from an even mixture is P7 output in the third cell: 1.00 P7 input, 0.00 shrunk P6 output.',
    );
    expect(least).toMatch(/^The most even one is P\d/);
    // Eleven even top-down edges of own level and one of 3/4: P3's node counts among them.
    expect(down).toContain(`gives its own level ${((11 * 0.5 + 0.75) / 12).toFixed(2)} on average`);
    expect(up).toContain(
      '0.33 to the input, 0.33 to the top-down map and 0.33 to what comes from below in the first cell',
    );
    expect(off).toBe('One of the 57 edges is switched off: its weight fell below zero.');
  });

  test('is sorted by share, and by distance from even', () => {
    expect(ordered(edges, 'share')[0]?.key).toBe('in7>up7');
    expect(
      ordered(edges, 'lean')
        .slice(2, 4)
        .map(({ key }) => key)
        .sort(),
    ).toEqual(['down6>down5', 'in5>down5']);
    expect(ordered(edges, 'network')).toBe(edges);
  });

  test('a thicker line is a larger share, in every cell', () => {
    const drawn = drawCell(neck, 0).edges;
    expect(drawn).toHaveLength(19);
    const at = (key: string) => drawn.find((edge) => edge.key === key)!.thickness;
    expect(at('in5>down5')).toBeGreaterThan(2.4 * at('down6>down5'));
    expect(thicknessOf(0)).toBeGreaterThan(0);
    const { width, height } = drawCell(neck, 2).layout;
    for (const { label } of drawn) {
      expect(label.x).toBeGreaterThan(0);
      expect(label.x).toBeLessThan(width);
      expect(label.y).toBeLessThan(height);
    }
  });
});

test('softmax: shares add up to one', () => {
  const neck = neckNamed('efficientdet-d0-bifpn-softmax-stickers', (_, inputs) =>
    [2, 0, -1].slice(0, inputs),
  );
  const own = edgesOf(neck).filter(({ cell, node }) => cell === 1 && node.key === 'up5');
  expect(own.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
  expect(own[0]!.share / own[1]!.share).toBeCloseTo(Math.exp(2), 9);
});

test('a plain sum has no weights to show, and a damaged file is refused', () => {
  const sum = stickerDetectors.find(({ config }) => config.fusion === 'sum')!;
  expect(learnedNeck(stickerGraph(sum), { id: 'sum', title: 'sum' }, () => [1])).toBeNull();
  expect(() => neckNamed('efficientdet-d0-stickers', () => [1])).toThrow(/has 1 values for 2 inputs/);
});

describe.each(detectors.map((detector) => [detector.name, detector] as const))(
  '%s, as it ships',
  (name, detector) => {
    const tensors = readSafetensors(
      new Uint8Array(readFileSync(new URL(`${name}/weights.safetensors`, folder))),
    ).byName;
    const neck = learnedNeck(stickerGraph(detector), { id: name, title: detector.title }, (each) =>
      tensors.get(each)?.read(),
    );

    test('has weights where its rule has any, and every node’s shares add up to one', () => {
      expect(neck === null).toBe(detector.config.fusion === 'sum');
      if (neck === null || neck.method === 'unbounded') return;
      expect(cellCount(neck)).toBe(detector.config.cells);
      const totals = new Map<string, number>();
      for (const { cell, node, share } of edgesOf(neck))
        totals.set(`${cell} ${node.key}`, (totals.get(`${cell} ${node.key}`) ?? 0) + share);
      expect(totals.size).toBe(8 * detector.config.cells);
      for (const total of totals.values()) expect(total).toBeCloseTo(1, 2);
      expect(sentencesOf(neck).length).toBeGreaterThan(3);
    });
  },
);

describe('the address', () => {
  const names = [...stickerDetectors.map(({ name }) => shortName(name)), 'coco-d1'];
  const view = defaultView(learnedSchema);

  test('short names are different words that fit into it', () => {
    const { neck } = learnedSchema.properties;
    expect(new Set(names.map(neck.write)).size).toBe(names.length);
    for (const name of names) expect(neck.read(neck.write(name))?.value).toBe(name);
  });

  test('each neck has one name in it, and the first the usual one', () => {
    expect(fitLearned(view, names)).toEqual({ view, adjusted: false });
    expect(fitLearned({ ...view, neck: names[0]! }, names)).toEqual({ view, adjusted: false });
    for (const neck of names.slice(1))
      for (const asked of [neck, neck.slice(0, 24)])
        expect(fitLearned({ ...view, neck: asked, beside: neck }, names)).toEqual({
          view: { ...view, neck, beside: neck },
          adjusted: false,
        });
  });

  test('a neck that is not there gives the usual one, and says so', () => {
    expect(fitLearned({ ...view, neck: 'd9', beside: 'd8' }, names)).toEqual({ view, adjusted: true });
  });
});
