import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { artists, classes, labels } from '../../models/scenes/art.ts';
import { classMask } from '../../models/scenes/mask.ts';
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

const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('a scene', () => {
  it.each(hashes)(
    'of seed $seed ($difficulty, $size px) has the bytes, mask and boxes it always had',
    (row) => {
      const layout = scene(row.seed, art, {
        difficulty: row.difficulty === 'easy' ? 'easy' : 'hard',
        artists: row.artist ? artists.filter((a) => a.id === row.artist).map((a) => a.id) : trainingArtists,
      });
      const painted = paint(layout, row.size, art);
      expect(painted.boxes.map((b) => [b.label, ...b.box])).toEqual(row.boxes);
      expect(hash(painted.rgb)).toBe(row.sha256);
      expect(hash(classMask(layout, painted))).toBe(row.mask);
    },
  );

  it('names the pixels of a sticker where its box is, and none of a thing that has no class', () => {
    for (const seed of [0, 1, 1_000_003]) {
      const layout = scene(seed, art);
      const painted = paint(layout, 128, art);
      const mask = classMask(layout, painted);
      const visible = painted.boxes.reduce((sum, box) => sum + box.visible, 0);
      expect(mask.filter((value) => value > 0).length).toBe(visible);
      for (const { label, sticker, box } of painted.boxes) {
        const own = [...painted.owner.keys()].filter((i) => painted.owner[i] === sticker);
        expect(own.every((i) => mask[i] === label + 1)).toBe(true);
        const [rows, columns] = [own.map((i) => Math.floor(i / 128)), own.map((i) => i % 128)];
        const found = [
          Math.min(...rows),
          Math.min(...columns),
          Math.max(...rows) + 1,
          Math.max(...columns) + 1,
        ];
        expect(found).toEqual(box);
      }
    }
  });

  it('gives a pixel to the topmost sticker that covers half of it', () => {
    const plain = scene(3_000_000, art, { difficulty: 'easy' });
    const at = (name: string, x: number) => {
      const sprite = art.sprites.find((s) => s.name === name && s.artist === 'noto')!;
      const upright = { angle: 0, stretch: 1, shadow: 0, size: 0.5, x, y: 0.5 };
      return { ...plain.stickers[0]!, ...upright, artist: sprite.artist, name, label: sprite.label };
    };
    const [bus, fish] = [at('bus', 0.5), at('fish', 0.6)];
    const alone = paint({ ...plain, stickers: [fish] }, 128, art);
    const onTop = paint({ ...plain, stickers: [bus, fish] }, 128, art);
    const below = paint({ ...plain, stickers: [fish, bus] }, 128, art);
    for (let i = 0; i < 128 * 128; i++) {
      expect(onTop.owner[i] === 1).toBe(alone.owner[i] === 0);
      if (below.owner[i] === 0) expect(alone.owner[i]).toBe(0);
    }
    expect(below.boxes.find((b) => b.sticker === 0)!.visible).toBeLessThan(alone.boxes[0]!.visible);
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
