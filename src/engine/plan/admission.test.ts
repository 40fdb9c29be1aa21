import { expect, test } from 'vitest';
import { efficientDet } from '../../../models/families/efficientdet/network.ts';
import { releasedDetector } from '../../../models/families/efficientdet/sizes.ts';
import { fold } from '../../../models/operators/fold.ts';
import { admit, memoryNeed } from './admission.ts';

const d7 = fold(efficientDet({ ...releasedDetector.D7 }));

test('what a network needs: its largest map, its weights, its fullest moment', () => {
  const { largestMap, weights, peak } = memoryNeed(d7);
  // Stage 3 of B6 opens with 6 · 32 channels on half of 1,536 pixels.
  expect(largestMap.bytes).toBe(768 * 768 * 6 * 32 * 4);
  expect(weights).toBe(4 * d7.parameters.reduce((sum, p) => sum + p.shape.reduce((a, b) => a * b, 1), 0));
  expect(peak).toBeGreaterThan(largestMap.bytes);
});

test('one that does not fit is refused with the numbers; one that just fits is not', () => {
  const { largestMap, weights, peak } = memoryNeed(d7);
  const device = 'WebGPU on a small card';
  const limits = (mapBytes: number | null, totalBytes: number | null) => ({ mapBytes, totalBytes });
  expect(() => admit(d7, limits(largestMap.bytes, weights + peak), device)).not.toThrow();
  expect(() => admit(d7, limits(null, null), device)).not.toThrow();
  expect(() => admit(d7, limits(128 * 2 ** 20, null), device)).toThrow(
    /efficientdet-d7 for pictures of 1536×1536 makes a map of 453 MB \(backbone\/stage3.*768×768×192\), but WebGPU on a small card holds at most 135 MB in one piece/,
  );
  expect(() => admit(d7, limits(null, weights + peak - 1), device)).toThrow(
    /needs at least .* MB \(weights 20\d MB, maps/,
  );
});
