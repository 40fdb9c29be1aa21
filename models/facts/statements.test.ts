// Numbers that sentences of the chapters rest on and that were once told wrongly.
import { describe, expect, test } from 'vitest';
import { cpuLatencyTable4 } from '../published/efficientnet/latency.ts';
import { standardCandidates } from './candidates.ts';
import { lastSurvival, skips, survivals } from './inside-b0.ts';
import { costsAt } from './neck-costs.ts';
import { neckCost, p2Anchors, shareOfLevel } from './necks.ts';
import { figuresOf } from './needs.ts';
import { compoundCost, stepCost } from './scaling.ts';

describe('necks', () => {
  test('FPN, PANet and the fully connected network are counted without weights that they do not have', () => {
    const { fpn, panet, fullyConnected, bifpn } = costsAt('D0').necks;
    expect([fpn, panet, fullyConnected].map((neck) => neck?.parameters)).toEqual([124_416, 197_376, 247_552]);
    expect(bifpn?.parameters).toBe(196_281);
  });

  test('at D3, the size of Table 5, they cost what it prints, or do not', () => {
    const ratio = (pyramid: 'bifpn' | 'nasFpn' | 'fullyConnected') => {
      const [own, panet] = [neckCost('D3', pyramid), neckCost('D3', 'panet')];
      return [own.parameters / panet.parameters, own.multiplyAdds / panet.multiplyAdds].map((x) =>
        x.toFixed(2),
      );
    };
    expect(ratio('bifpn')).toEqual(['0.86', '0.66']);
    expect(ratio('nasFpn')).toEqual(['0.74', '0.71']);
    expect(ratio('fullyConnected')).toEqual(['0.75', '0.67']);
  });

  test('P3 takes half of the whole neck, not of its cells alone', () => {
    expect(shareOfLevel(3)).toBeCloseTo(67.9 / 136.2, 3);
  });

  test('P2 would be for objects of 16 to 25 pixels', () => {
    expect(p2Anchors.smallest).toBe(16);
    expect(p2Anchors.largest).toBeCloseTo(25.4, 1);
  });
});

test('no block of B0 survives with 0.8 itself, and the last has no skip to fall back on', () => {
  expect(survivals.at(-1)).toEqual({ chance: 0.8125, skip: false });
  expect(lastSurvival).toBeCloseTo(0.825, 10);
  expect(survivals.filter(({ skip }) => skip)).toHaveLength(skips);
});

test('the premium of the first step is paid back: the slope is less than the rule promises', () => {
  expect((compoundCost(7) / compoundCost(1)) ** (1 / 6)).toBeCloseTo(1.85, 2);
  const over = [1, 2, 3, 4, 5, 6, 7].map((phi) => (compoundCost(phi) / stepCost ** phi).toFixed(2));
  expect(over).toEqual(['1.34', '1.27', '1.19', '1.20', '1.13', '1.04', '1.07']);
});

test('on the paper’s core B1 and B7 move far less than its memory can deliver', () => {
  const rate = (name: string) => {
    const { bytesMoved } = figuresOf(standardCandidates.find(({ id }) => id === name)!);
    const { seconds } = cpuLatencyTable4.find(({ model }) => model === `EfficientNet-${name}`)!;
    return bytesMoved / seconds / 1e9;
  };
  expect(rate('B1')).toBeCloseTo(2.6, 1);
  expect(rate('B7')).toBeCloseTo(2.1, 1);
});
