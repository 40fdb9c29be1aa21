import { describe, expect, it } from 'vitest';
import { ConfusedPixels } from '../../models/answers/mean-iou.ts';
import golden from './mean-iou.json' with { type: 'json' };
import { value } from './value.ts';

function picture(p: number, classes: number): [truth: Uint8Array, found: Uint8Array] {
  const truth = Uint8Array.from({ length: golden.side ** 2 }, (_, i) => {
    const bits = value(p, i);
    return bits % 3 < 2 ? 0 : Math.floor(bits / 3) % classes;
  });
  const found = truth.map((is, i) => {
    const bits = value(1000 + p, i);
    return bits % 5 < 4 ? is : Math.floor(bits / 5) % classes;
  });
  return [truth, found];
}

describe(`mean intersection over union as ${golden.source} has it`, () => {
  it.each(golden.rows)('of $pictures', ({ pictures, classes, matrix, iou, miou, right }) => {
    const pixels = new ConfusedPixels(golden.classes);
    for (const p of pictures) pixels.add(...picture(p, classes));
    expect([...pixels.matrix()]).toEqual(matrix.flat());
    const found = pixels.accuracy();
    expect(Math.abs(found.miou! - miou)).toBeLessThan(1e-12);
    expect(Math.abs(found.right! - right)).toBeLessThan(1e-12);
    found.iou.forEach((own, c) => {
      const wanted = iou[c]!;
      if (wanted === null) expect(own).toBeNull();
      else expect(Math.abs(own! - wanted)).toBeLessThan(1e-12);
    });
  });

  it('gives an interval about it', () => {
    const pixels = new ConfusedPixels(golden.classes);
    for (let p = 0; p < 12; p++) pixels.add(...picture(p, 13));
    const { low, high } = pixels.interval(200)!;
    const { miou } = pixels.accuracy();
    expect(low).toBeLessThan(miou!);
    expect(high).toBeGreaterThan(miou!);
  });

  it('refuses masks that do not fit', () => {
    const pixels = new ConfusedPixels(3);
    expect(() => pixels.add(new Uint8Array(4), new Uint8Array(5))).toThrow(/4 pixels and what was found 5/);
    expect(() => pixels.add(Uint8Array.of(3), Uint8Array.of(0))).toThrow(/class 3/);
    expect(pixels.accuracy()).toEqual({ miou: null, iou: [null, null, null], right: null });
  });
});
