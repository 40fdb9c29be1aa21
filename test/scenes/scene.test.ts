import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { artists, classes, labels } from '../../models/scenes/art.ts';
import { paint } from '../../models/scenes/paint.ts';
import { cosine, logarithm2, powerOfTwo, random, sine } from '../../models/scenes/random.ts';
import { scene, trainingArtists } from '../../models/scenes/scene.ts';
import { partitionOf, partitions, seedsOf } from '../../models/scenes/seeds.ts';
import type { Art } from '../../models/scenes/sprites.ts';
import { loadArt } from '../../src/cli/scenes/art.ts';
import hashes from './hashes.json' with { type: 'json' };

let art: Art;
beforeAll(async () => {
  art = await loadArt();
});

describe('a scene', () => {
  it.each(hashes)('of seed $seed ($difficulty, $size px) has the bytes and boxes it always had', (row) => {
    const layout = scene(row.seed, art, {
      difficulty: row.difficulty === 'easy' ? 'easy' : 'hard',
      artists: row.artist ? artists.filter((a) => a.id === row.artist).map((a) => a.id) : trainingArtists,
    });
    const { rgb, boxes } = paint(layout, row.size, art);
    expect(boxes.map((b) => [b.label, ...b.box])).toEqual(row.boxes);
    expect(createHash('sha256').update(rgb).digest('hex')).toBe(row.sha256);
  });

  it('never shows an artist who was not asked for', () => {
    for (let seed = 0; seed < 200; seed++)
      for (const { artist } of scene(seed, art).stickers) expect(trainingArtists).toContain(artist);
    const unseen = scene(2_000_007, art, { artists: ['emojione'] }).stickers;
    expect(unseen.length).toBeGreaterThan(0);
    for (const { artist } of unseen) expect(artist).toBe('emojione');
  });

  it('shows every class about equally often', () => {
    const counts = new Array<number>(labels.length).fill(0);
    for (let seed = 0; seed < 500; seed++)
      for (const { label } of scene(seed, art).stickers) if (label >= 0) counts[label]!++;
    const mean = counts.reduce((a, b) => a + b) / counts.length;
    for (const count of counts) expect(Math.abs(count / mean - 1)).toBeLessThan(0.25);
  });

  it('keeps most of each sticker inside the picture and uncovered', () => {
    for (let seed = 0; seed < 12; seed++) {
      const layout = scene(seed, art);
      const { boxes } = paint(layout, 128, art);
      layout.stickers.forEach((sticker, i) => {
        if (sticker.label < 0) return;
        const alone = paint(
          { ...layout, stickers: [{ ...sticker, x: 0.5, y: 0.5, size: sticker.size / 2 }] },
          128,
          art,
        );
        const shown = boxes.find((b) => b.sticker === i)?.visible ?? 0;
        expect(shown).toBeGreaterThan(0.5 * 4 * alone.boxes[0]!.visible);
      });
    }
  });

  it('puts a box where the sticker is, whatever the size of the picture', () => {
    const plain = scene(3_000_000, art, { difficulty: 'easy' });
    const bus = art.sprites.find((s) => s.name === 'bus' && s.artist === 'noto')!;
    const sticker = { ...plain.stickers[0]!, artist: bus.artist, name: bus.name, label: bus.label };
    const at = { ...sticker, x: 0.5, y: 0.25, size: 0.4, angle: 0, stretch: 1, shadow: 0 };
    for (const size of [128, 256, 512]) {
      const { boxes } = paint({ ...plain, stickers: [at] }, size, art);
      const [ymin, xmin, ymax, xmax] = boxes[0]!.box;
      expect(Math.abs((xmin + xmax) / 2 / size - 0.5)).toBeLessThan(0.01);
      expect(Math.abs((ymin + ymax) / 2 / size - 0.25)).toBeLessThan(0.01);
      expect(Math.abs(Math.max(xmax - xmin, ymax - ymin) / size - 0.4)).toBeLessThan(0.015);
    }
  });

  it('says which stickers are missing', () => {
    expect(() => scene(1, { sprites: [], photographs: [] })).toThrow(/load their sheets/);
    const layout = scene(1, art);
    expect(() => paint(layout, 64, { ...art, sprites: [] })).toThrow(/is not loaded/);
  });
});

describe('the seeds', () => {
  it('belong to one part each, and a part gives only its own', () => {
    const parts = Object.values(partitions).sort((a, b) => a.first - b.first);
    parts.slice(1).forEach((part, i) => {
      expect(part.first).toBeGreaterThanOrEqual(parts[i]!.first + parts[i]!.count);
    });
    for (const seed of seedsOf('test', 0, 1000)) expect(partitionOf(seed)).toBe('test');
    for (const seed of seedsOf('training', 999_000, 1000)) expect(partitionOf(seed)).toBe('training');
    expect(() => seedsOf('training', 999_999, 2)).toThrow(RangeError);
    expect(partitionOf(1_500_000)).toBeNull();
  });

  it('leave the unseen artist and style out of training', () => {
    expect(trainingArtists).not.toContain('emojione');
    expect(trainingArtists).not.toContain('openmoji');
    for (const { label } of classes)
      expect(art.sprites.some((s) => s.label === labels.indexOf(label) && s.artist === 'emojione')).toBe(
        true,
      );
  });
});

describe('the exact functions', () => {
  it('come near what they stand for', () => {
    for (let x = -30; x < 30; x += 0.37) {
      expect(sine(x)).toBeCloseTo(Math.sin(x), 11);
      expect(cosine(x)).toBeCloseTo(Math.cos(x), 11);
      expect(powerOfTwo(x / 5) / 2 ** (x / 5)).toBeCloseTo(1, 12);
    }
    for (const x of [0.01, 0.5, 1, 1.5, 2, 9.5]) expect(logarithm2(x)).toBeCloseTo(Math.log2(x), 12);
  });

  it('draw uniform and normal numbers', () => {
    const r = random(42);
    let [sum, squares] = [0, 0];
    for (let i = 0; i < 20000; i++) {
      const value = r.normal(2);
      sum += value;
      squares += value * value;
    }
    expect(Math.abs(sum / 20000)).toBeLessThan(0.05);
    expect(Math.sqrt(squares / 20000)).toBeCloseTo(2, 1);
    expect(random(1).uniform()).not.toBe(random(2).uniform());
    expect(random(1).uniform()).toBe(random(1).uniform());
  });
});
