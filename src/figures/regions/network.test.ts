import { describe, expect, test } from 'vitest';
import { colorAt, diverging } from '../../components/colormap.ts';
import { boxesText } from '../../parts/movable-boxes/boxes-property.ts';
import { clampView, defaultView } from '../../parts/shell/schema.ts';
import { regionOf } from './logic.ts';
import { builtLook, inSteps, mostSteps, proposalAt } from './network.ts';
import { channelSheet } from './sheet.ts';
import { networkFile } from './shown.ts';
import { bins, firstBox, regionsSchema, stage } from './view.ts';

const look = builtLook(networkFile, stage.width);

describe('a map kept in steps', () => {
  test('comes back within half a step of each channel’s own unit', () => {
    const data = Float32Array.from({ length: 12 }, (_, i) => (i % 3 === 2 ? 0 : Math.cos(i) * 10 ** (i % 3)));
    const { steps, largest } = inSteps(data, 3);
    expect(largest[2]).toBe(0);
    data.forEach((value, i) => {
      const back = (steps[i]! * largest[i % 3]!) / mostSteps;
      expect(Math.abs(back - value)).toBeLessThanOrEqual((0.5 * largest[i % 3]!) / mostSteps + 1e-6);
    });
  });
});

describe('what the network made of the scene', () => {
  test('is a map in the bins that the figure draws', () => {
    const { side, group, channels } = networkFile;
    expect(look.read.map.shape).toEqual([side, side, channels * group ** 2]);
    expect(group).toBe(bins.network);
    expect(look.read.map.data.every(Number.isFinite)).toBe(true);
    expect(look.read.names).toHaveLength(5);
  });

  test('has regions of which the figure shows the first, each of them under an address of its own', () => {
    expect(look.proposals.length).toBeGreaterThan(20);
    expect(boxesText([look.proposals[0]!.box])).toBe(boxesText([firstBox]));
    const usual = defaultView(regionsSchema);
    look.proposals.forEach(({ box, weighed }, index) => {
      const said = clampView(regionsSchema, { ...usual, box: boxesText([box]) }).box;
      const [ymin = 0, xmin = 0, ymax = 0, xmax = 0] = said.split('.').map(Number);
      expect(proposalAt(look.proposals, [ymin, xmin, ymax, xmax]), said).toBe(index);
      const sum = weighed.reduce((all, [, probability]) => all + probability, 0);
      expect(sum).toBeLessThanOrEqual(1.001);
      expect(sum).toBeGreaterThan(0.5);
    });
    expect(proposalAt(look.proposals, [0, 0, 512, 512])).toBe(-1);
  });

  test('the text holds: its first region is taken for the cat, and the largest of four is no less than their mean', () => {
    const [first] = look.proposals;
    expect(first!.weighed[0]![0]).toBe('cat');
    expect(first!.weighed[0]![1]).toBeGreaterThan(0.9);
    const values = (take: 'largest' | 'mean') => regionOf(look.read, first!.box, 0, take).bins;
    values('largest').forEach(({ value }, at) => {
      expect(value).toBeGreaterThanOrEqual(values('mean')[at]!.value);
    });
  });

  test('is drawn a tile a channel, zero in the middle of the colours', () => {
    const { width, height, pixels } = channelSheet(look.read, 0);
    expect([width, height]).toEqual([49 * networkFile.side, networkFile.side]);
    const zeros = { map: { ...look.read.map, data: look.read.map.data.map(() => 0) } };
    const grey = channelSheet({ ...look.read, ...zeros }, 0).pixels;
    const middle = [...colorAt(diverging, 0.5), 255];
    expect([...grey].every((value, i) => value === middle[i % 4])).toBe(true);
    expect(pixels).toHaveLength(4 * width * height);
  });
});
