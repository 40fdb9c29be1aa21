import { expect, test } from 'vitest';
import { efficientDet } from '../../../models/families/efficientdet/network.ts';
import { releasedDetector } from '../../../models/families/efficientdet/sizes.ts';
import { fold } from '../../../models/operators/fold.ts';
import { failureOf } from '../protocol/error.ts';
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
  const on = { device: 'webgpu', executor: 'tfjs', adapter: 'a small card' } as const;
  const limits = (mapBytes: number | null, totalBytes: number | null) => ({ mapBytes, totalBytes });
  expect(() => admit(d7, limits(largestMap.bytes, weights + peak), on)).not.toThrow();
  expect(() => admit(d7, limits(null, null), on)).not.toThrow();
  const refusal = (mapBytes: number | null, totalBytes: number | null) => {
    try {
      admit(d7, limits(mapBytes, totalBytes), on);
    } catch (error) {
      return failureOf(error);
    }
    return undefined;
  };
  const subject = { code: 'memory', network: 'efficientdet-d7', size: [1536, 1536], on };
  const { name, bytes } = largestMap;
  expect(name).toMatch(/^backbone\/stage3/);
  expect(refusal(128 * 2 ** 20, null)).toEqual({
    ...subject,
    what: 'map',
    map: name,
    shape: [768, 768, 192],
    bytes,
    limit: 128 * 2 ** 20,
  });
  const limit = weights + peak - 1;
  expect(refusal(null, limit)).toEqual({ ...subject, what: 'total', weights, maps: peak, limit });
});
