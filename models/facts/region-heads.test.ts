import { expect, test } from 'vitest';
import { headBills, largeWindow, mapCells } from './region-heads.ts';

const cells = mapCells[0] * mapCells[1];
const billOf = (id: string) => headBills().find((each) => each.id === id)!;

test('R-FCN: 3,969 channels of scores, by hand', () => {
  const { channels, once, mapBytes } = billOf('rfcn');
  expect(channels).toBe(81 * 7 * 7);
  expect(once).toBe(cells * (2048 * 1024 + 4_064_256 + 1024 * 196));
  expect(mapBytes).toBe(4 * cells * (3969 + 196));
});

test('Light-Head: 490 channels; weights and regions as the fact sheet counts the official code', () => {
  expect(billOf('lightL')).toMatchObject({ channels: 490, once: cells * 19_491_840, perRegion: 1_832_960 });
  expect(billOf('lightS')).toMatchObject({ channels: 490, once: cells * 2_046_720 });
});

test('ThunderNet: 245 channels, CEM and SAM once, one hidden layer a region', () => {
  expect(billOf('thunder')).toMatchObject({
    channels: 245,
    once: 38_937_360 + 25_088_000,
    perRegion: 661_504,
    reads: [20, 20, 264],
  });
});

test('Faster R-CNN: three bottlenecks a region, by hand', () => {
  const first = 196 * 1024 * 512 + 49 * 9 * 512 * 512 + 49 * 512 * 2048 + 49 * 1024 * 2048;
  const other = 49 * (2048 * 512 + 9 * 512 * 512 + 512 * 2048);
  expect(billOf('faster').perRegion).toBe(first + 2 * other + 2048 * (81 + 320));
});

test('a window of k × k from two branches of k × 1 and 1 × k', () => {
  for (const kernel of [1, 3, 7, 15]) {
    const { seen, weights, fullWeights } = largeWindow(kernel);
    expect(seen).toEqual([kernel, kernel]);
    expect(weights).toBe(2 * kernel * (2048 * 256 + 256 * 490));
    expect(fullWeights).toBe(kernel ** 2 * 2048 * 490);
  }
  expect(headBills(7).find(({ id }) => id === 'lightL')!.once).toBe((cells * 19_491_840 * 7) / 15);
});
