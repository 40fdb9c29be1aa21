import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { fitInto, normalisations, type PictureBytes, preprocess } from '../../models/preprocess/automl.ts';

interface Golden {
  pictures: Record<string, { shape: number[]; mean: number; positions: number[]; values: number[] }>;
  cases: {
    picture: string;
    input: number;
    rule: 'automl' | 'effdet';
    norm: 'imagenet' | 'lite';
    scale: number;
    image_scale: number;
    scaled: number[];
    mean: number;
    rms: number;
    positions: number[];
    values: number[];
  }[];
  sizes: number[][];
}

const root = new URL('../../', import.meta.url).pathname;
const golden = JSON.parse(readFileSync(`${root}test/goldens/preprocess/preprocess.json`, 'utf8')) as Golden;
const pictures = new Map<string, PictureBytes & { off: number }>();

beforeAll(async () => {
  for (const [name, { positions, values }] of Object.entries(golden.pictures)) {
    const file = sharp(`${root}public/pictures/${name}.jpg`).removeAlpha();
    const { data, info } = await file.raw().toBuffer({ resolveWithObject: true });
    // A decoder may differ from the golden's by a grey level; the bound below knows.
    const off = Math.max(...positions.map((at, i) => Math.abs(data[at]! - values[i]!)));
    pictures.set(name, { width: info.width, height: info.height, channels: 3, data, off });
  }
});

describe('preprocessing', () => {
  const cases = golden.cases.filter((c) => c.rule === 'automl');
  it.each(cases)('of $picture at $input ($norm) gives the golden values', (c) => {
    const picture = pictures.get(c.picture)!;
    expect(picture.off).toBeLessThanOrEqual(1);
    const { values, scaled, scale, imageScale } = preprocess(
      picture,
      [c.input, c.input],
      normalisations[c.norm],
    );
    expect([...scaled]).toEqual(c.scaled);
    expect(scale).toBeCloseTo(c.scale, 8);
    expect(imageScale).toBeCloseTo(c.image_scale, 7);
    const bound = 5e-4 + 0.018 * picture.off;
    c.positions.forEach((at, i) => {
      expect(Math.abs(values[at]! - c.values[i]!)).toBeLessThanOrEqual(bound);
    });
    const mean = values.reduce((a, b) => a + b) / values.length;
    expect(Math.abs(mean - c.mean)).toBeLessThan(1e-3);
    expect(Math.sqrt(values.reduce((a, b) => a + b * b, 0) / values.length) / c.rms).toBeCloseTo(1, 3);
  });

  it('is not the other library’s antialiased rule', () => {
    const other = golden.cases.find((c) => c.rule === 'effdet')!;
    const { values } = preprocess(pictures.get(other.picture)!, [other.input, other.input]);
    const off = other.positions.map((at, i) => Math.abs(values[at]! - other.values[i]!));
    expect(Math.max(...off)).toBeGreaterThan(0.05);
  });

  it('ignores alpha', () => {
    const data = [10, 20, 30, 0, 40, 50, 60, 255];
    const plain = preprocess({ width: 2, height: 1, channels: 3, data: [10, 20, 30, 40, 50, 60] }, [4, 4]);
    expect(preprocess({ width: 2, height: 1, channels: 4, data }, [4, 4]).values).toEqual(plain.values);
    expect(plain.values.slice(24).every((v) => v === 0)).toBe(true);
  });
});

describe('a picture that needs no scaling', () => {
  // RGBA bytes where every value stands once in each channel; the second input has room below and at the right.
  const data = Uint8Array.from({ length: 16 * 16 * 4 }, (_, i) => (i % 4 === 3 ? 255 : i >> 2));
  const picture = { width: 16, height: 16, channels: 4, data } as const;

  it.each(['imagenet', 'lite'] as const)('is normalised and nothing else (%s)', (name) => {
    const { mean, std } = normalisations[name];
    const { values, scaled } = preprocess(picture, [16, 24], normalisations[name]);
    expect(scaled).toEqual([16, 16]);
    for (let y = 0; y < 16; y++)
      for (let x = 0; x < 24; x++)
        for (let c = 0; c < 3; c++) {
          const pixel = x < 16 ? Math.fround((y * 16 + x - mean[c]!) / std[c]!) : 0;
          expect(values[(y * 24 + x) * 3 + c]).toBe(pixel);
        }
  });
});

describe('the fitted size', () => {
  it.each(golden.sizes)('of %i×%i in %i', (height, width, input, ...[h, w, otherH, otherW]) => {
    const { scaled } = fitInto([height!, width!], [input!, input!]);
    const either = [
      [h, w],
      [otherH, otherW],
    ].map((size) => size.map((side) => Math.max(1, side!)));
    expect(either).toContainEqual([...scaled]);
  });
  it('refuses a picture without pixels', () => {
    expect(() => fitInto([0, 10], [512, 512])).toThrow(RangeError);
  });
});
