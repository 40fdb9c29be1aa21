import { describe, expect, it } from 'vitest';
import { logitsAt, segmentsOf } from '../../models/answers/segments.ts';
import golden from './segments.json' with { type: 'json' };
import { value } from './value.ts';

type Triple = [number, number, number];

describe(`classes of pixels from coarse logits, as ${golden.source} have them`, () => {
  it.each(golden.rows)('of $shape to $size', (row) => {
    const shape = row.shape as Triple;
    const [height, width] = row.size as [number, number];
    const data = Float32Array.from({ length: shape[0] * shape[1] * shape[2] }, (_, i) =>
      Math.fround((value(row.seed, i) / 2 ** 32) * 8 - 4),
    );
    const found = segmentsOf({ shape, data }, [height, width]);
    expect(Array.from(found.classes, (c) => c.toString(16)).join('')).toBe(row.classes);
    expect(Math.abs(found.certainty.reduce((a, b) => a + b, 0) / row.certainty - 1)).toBeLessThan(1e-6);
    for (const { at, certainty, logits } of row.pixels) {
      const [y, x] = at as [number, number];
      expect(Math.abs(found.certainty[y * width + x]! - certainty)).toBeLessThan(1e-7);
      const own = logitsAt({ shape, data }, [height, width], [y, x]);
      own.forEach((logit, c) => {
        expect(Math.abs(logit - logits[c]!)).toBeLessThan(1e-6);
      });
    }
  });
});
