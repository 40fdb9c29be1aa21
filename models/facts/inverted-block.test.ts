import { expect, test } from 'vitest';
import { mobileNetV2 } from '../families/mobilenet-v2/network.ts';
import { cost, costsByScope } from '../operators/cost.ts';
import { blockBill, residualPlaces } from './inverted-block.ts';

// Sandler et al. 2018, Table 2 (input sizes and channels of the stages that repeat).
test('the places are those of the published table', () => {
  expect(residualPlaces).toEqual([
    { side: 56, channels: 24 },
    { side: 28, channels: 32 },
    { side: 14, channels: 64 },
    { side: 14, channels: 96 },
    { side: 7, channels: 160 },
  ]);
});

test('a block by itself costs what it costs in the network', () => {
  const scopes = costsByScope(mobileNetV2({ name: 'x', width: 1, resolution: 224 }), 2);
  for (const [index, name] of [
    'stage2/block1',
    'stage3/block1',
    'stage4/block1',
    'stage5/block1',
    'stage6/block1',
  ].entries()) {
    const { parameters, multiplyAdds } = blockBill(residualPlaces[index]!, 6);
    expect({ parameters, multiplyAdds }, name).toMatchObject({
      parameters: scopes.get(name)?.parameters,
      multiplyAdds: scopes.get(name)?.multiplyAdds,
    });
  }
});

test('the multiply-adds are h · w · d · t · (d + k² + d), as the paper counts them', () => {
  for (const { side, channels } of residualPlaces)
    for (const t of [0.25, 0.5, 2, 6])
      expect(blockBill({ side, channels }, t).multiplyAdds).toBe(
        side ** 2 * channels * t * (channels + 9 + channels),
      );
});

test('in pieces the middle takes a part of its memory, and what is kept stays', () => {
  const place = { side: 56, channels: 24 };
  const [whole, pieces] = [blockBill(place, 6, 1), blockBill(place, 6, 6)];
  expect(whole.kept).toBe(2 * 56 * 56 * 24 * 4);
  expect(whole.passing).toBe(6 * whole.kept);
  expect(pieces.passingInPieces).toBe(whole.kept);
  expect(whole.passingInPieces).toBe(whole.passing);
});

test('the network has the exact counts of the fact sheet', () => {
  const { parameters, multiplyAdds } = cost(mobileNetV2({ name: 'x', width: 1, resolution: 224 }));
  expect([parameters, multiplyAdds]).toEqual([3_504_872, 300_774_272]);
});
