import { describe, expect, test } from 'vitest';
import {
  dragged,
  frameStyle,
  freePlace,
  gripPlaces,
  keyed,
  pinched,
  placeInWords,
  stickerAt,
  stickerInWords,
} from './stage.ts';
import { firstStickers, largestSize, smallestSize, type TableSticker } from './stickers.ts';

const cat: TableSticker = { artist: 'noto', name: 'cat', x: 0.5, y: 0.5, size: 0.4, angle: 0, flip: false };
const bus: TableSticker = { ...cat, name: 'bus' };
const wide = () => [1, 0.5] as const;

describe('what is under a point', () => {
  test('the topmost one', () => {
    expect(stickerAt([cat, bus], { x: 0.5, y: 0.5 }, wide)).toBe(1);
    expect(stickerAt([cat, { ...bus, x: 0.9 }], { x: 0.5, y: 0.5 }, wide)).toBe(0);
    expect(stickerAt([cat], { x: 0.95, y: 0.5 }, wide)).toBe(-1);
  });

  test('by its own proportions, turned with it', () => {
    const beside = { x: 0.5, y: 0.65 };
    expect(stickerAt([cat], beside, wide)).toBe(-1);
    expect(stickerAt([{ ...cat, angle: 90 }], beside, wide)).toBe(0);
    expect(stickerAt([{ ...cat, angle: 90 }], { x: 0.65, y: 0.5 }, wide)).toBe(-1);
  });
});

describe('taking hold', () => {
  test('a drag moves by as much as the pointer, and the centre stays on the table', () => {
    const moved = dragged(cat, 'move', { x: 0.6, y: 0.6 }, { x: 0.7, y: 0.35 });
    expect([moved.x, moved.y]).toEqual([0.6, 0.25]);
    expect(dragged(cat, 'move', { x: 0, y: 0 }, { x: 2, y: -2 })).toMatchObject({ x: 1, y: 0 });
  });

  test('the corner resizes about the centre, within the smallest and the largest', () => {
    expect(dragged(cat, 'resize', { x: 0.7, y: 0.7 }, { x: 0.6, y: 0.6 }).size).toBeCloseTo(0.2);
    expect(dragged(cat, 'resize', { x: 0.51, y: 0.5 }, { x: 1, y: 0.5 }).size).toBe(largestSize);
    expect(dragged(cat, 'resize', { x: 0.7, y: 0.5 }, { x: 0.5, y: 0.5 }).size).toBe(smallestSize);
    expect(dragged(cat, 'resize', cat, { x: 1, y: 1 })).toEqual(cat);
  });

  test('the knob turns by the angle that the pointer went round', () => {
    expect(dragged(cat, 'turn', { x: 0.5, y: 0.2 }, { x: 0.8, y: 0.5 }).angle).toBe(90);
    expect(dragged(cat, 'turn', { x: 0.5, y: 0.2 }, { x: 0.2, y: 0.5 }).angle).toBe(270);
  });

  test('two fingers move, grow and turn at once', () => {
    const from = [
      { x: 0.4, y: 0.5 },
      { x: 0.6, y: 0.5 },
    ] as const;
    const to = [
      { x: 0.6, y: 0.4 },
      { x: 0.6, y: 0.8 },
    ] as const;
    const next = pinched(cat, from, to);
    expect(next).toMatchObject({ x: 0.6, y: 0.6, size: 0.8, angle: 90 });
  });

  test('handles stay on the table and on their sticker', () => {
    for (const sticker of firstStickers)
      for (const { x, y } of Object.values(gripPlaces({ ...sticker, x: 1, y: 0 }, [1, 1]))) {
        expect(Math.min(x, y)).toBeGreaterThan(0.03);
        expect(Math.max(x, y)).toBeLessThan(0.97);
      }
    const { resize } = gripPlaces({ ...cat, angle: 90 }, [1, 0.5]);
    expect(resize.x).toBeCloseTo(0.4);
    expect(resize.y).toBeCloseTo(0.7);
  });
});

describe('keys', () => {
  test('move, resize, turn and flip; others do nothing', () => {
    expect(keyed(cat, 'ArrowLeft', false)?.x).toBe(0.49);
    expect(keyed(cat, 'ArrowDown', true)?.y).toBe(0.55);
    expect(keyed(cat, '+', false)?.size).toBeGreaterThan(0.4);
    expect(keyed(cat, '-', false)?.size).toBeLessThan(0.4);
    expect(keyed(cat, '[', false)?.angle).toBe(355);
    expect(keyed(cat, ']', false)?.angle).toBe(5);
    expect(keyed(cat, 'f', false)?.flip).toBe(true);
    for (const key of ['Tab', 'Enter', 'Delete', 'a', 'constructor'])
      expect(keyed(cat, key, false)).toBeUndefined();
  });

  test('no number of presses leaves the table', () => {
    let sticker = cat;
    for (let i = 0; i < 200; i++) sticker = keyed(sticker, i % 2 ? 'ArrowRight' : '+', true) ?? sticker;
    expect(sticker).toMatchObject({ x: 1, size: largestSize });
  });
});

describe('in words', () => {
  test('places', () => {
    expect(placeInWords({ x: 0.1, y: 0.1 })).toBe('upper left');
    expect(placeInWords({ x: 0.5, y: 0.5 })).toBe('middle');
    expect(placeInWords({ x: 0.9, y: 0.5 })).toBe('middle right');
  });

  test('a sticker', () => {
    expect(stickerInWords({ ...cat, size: 0.3, angle: 350, flip: true })).toBe(
      'cat by noto, middle, size 30\u202f%, turned −10°, flipped',
    );
  });
});

test('a frame is the unturned rectangle, in percent, and then turned', () => {
  expect(frameStyle({ ...cat, angle: 30 }, [1, 0.5])).toBe(
    'left:30.000%;top:40.000%;width:40.000%;height:20.000%;transform:rotate(30deg)',
  );
});

test('a new sticker goes where there is room', () => {
  expect(freePlace([])).toEqual({ x: 0.2, y: 0.2 });
  const taken = [
    { ...cat, x: 0.2, y: 0.2 },
    { ...cat, x: 0.2, y: 0.8 },
    { ...cat, x: 0.8, y: 0.2 },
  ];
  expect(freePlace(taken)).toEqual({ x: 0.8, y: 0.8 });
});
