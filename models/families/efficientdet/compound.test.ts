import { describe, expect, test } from 'vitest';
import { factsTable } from '../../../test/facts/facts.ts';
import { releasedCoefficients } from '../../published/efficientnet/coefficients.ts';
import { compoundDetector, detectorBackbone } from './compound.ts';
import { detectorDeviations, findReleasedDetector, releasedDetector } from './sizes.ts';

test('the equations against what was released', () => {
  const sheet = factsTable('ed_deviation');
  expect(detectorDeviations.length).toBe(sheet.length);
  for (const [at, row] of detectorDeviations.entries()) {
    const line = sheet[at] ?? {};
    expect([
      row.model,
      row.width.exact.toFixed(2),
      row.width.released,
      row.cells.value,
      row.cells.released,
      row.headDepth.value,
      row.headDepth.released,
      row.resolution.value,
      row.resolution.released,
    ]).toEqual([
      line.model,
      line['64·1.35^φ'],
      line['W actual'],
      line['3+φ'],
      line['D_bifpn actual'],
      line['3+⌊φ/3⌋'],
      line['D_class actual'],
      line['512+128φ'],
      line['R actual'],
    ]);
  }
});

describe('compoundDetector', () => {
  test('φ = 1.5', () => {
    const knobs = compoundDetector(1.5);
    expect(knobs.width.exact).toBeCloseTo(64 * 1.35 ** 1.5, 10);
    expect([knobs.width.value, knobs.cells.value, knobs.headDepth.value, knobs.resolution.value]).toEqual([
      104, 5, 3, 768,
    ]);
    expect([knobs.cells.exact, knobs.headDepth.exact, knobs.resolution.exact]).toEqual([4.5, 3.5, 704]);
    expect(knobs.backbone.width).toBeCloseTo(1.05, 12);
    expect(knobs.backbone.depth).toBeCloseTo(1.15, 12);
  });

  test('negative φ: at least one layer, at least 128 pixels, and it says so', () => {
    const knobs = compoundDetector(-1.5);
    expect([knobs.cells.value, knobs.headDepth.value, knobs.resolution.value]).toEqual([2, 2, 384]);
    expect(knobs.cells.clamped).toBe(false);
    const tiny = compoundDetector(-20);
    expect([tiny.width.value, tiny.cells.value, tiny.headDepth.value, tiny.resolution.value]).toEqual([
      8, 1, 1, 128,
    ]);
    for (const knob of [tiny.width, tiny.cells, tiny.headDepth, tiny.resolution]) {
      expect(knob.clamped).toBe(true);
      expect(knob.rounding.length).toBeGreaterThan(0);
      expect(Number.isFinite(knob.exact)).toBe(true);
    }
  });

  test('every knob grows with φ', () => {
    const numbers = (phi: number) => {
      const { width, cells, headDepth, resolution, backbone } = compoundDetector(phi);
      return [width.value, cells.value, headDepth.value, resolution.value, backbone.width, backbone.depth];
    };
    for (let phi = -30; phi < 15; phi += 0.0625)
      for (const [at, value] of numbers(phi + 0.0625).entries())
        expect(value, `knob ${at} at φ ${phi}`).toBeGreaterThanOrEqual(numbers(phi)[at] ?? 0);
  });

  test('whole φ have the released backbones', () => {
    for (const [phi, row] of releasedCoefficients.entries()) {
      if (row.model === 'L2') continue;
      expect(detectorBackbone(phi)).toEqual({ width: row.width, depth: row.depth });
    }
    expect(() => detectorBackbone(Number.NaN)).toThrow(RangeError);
  });
});

test('released sizes are found by name', () => {
  expect(findReleasedDetector('efficientdet-d7x')).toBe(releasedDetector.D7x);
  expect(findReleasedDetector('D3')).toBe(releasedDetector.D3);
  expect(findReleasedDetector('efficientdet-lite3x')).toBe(releasedDetector.Lite3x);
  expect(findReleasedDetector('lite2')).toBeUndefined();
  expect(findReleasedDetector('efficientdet-d9')).toBeUndefined();
});
