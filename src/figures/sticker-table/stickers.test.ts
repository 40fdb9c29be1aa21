import { describe, expect, test } from 'vitest';
import { pictures } from '../../../models/published/pictures.ts';
import { artists } from '../../../models/scenes/art.ts';
import index from '../../../models/scenes/sprites/index.json' with { type: 'json' };
import { stickerDetectors } from '../../../models/training/detectors.ts';
import { defaultView, readFragment, writeFragment } from '../../parts/shell/schema.ts';
import { backgroundNames, isPhotograph, layoutOf, photographs } from '../../parts/stickers/backgrounds.ts';
import { drawings } from '../../parts/stickers/drawings.ts';
import { stickersOf } from '../../parts/stickers/properties.ts';
import {
  clampSticker,
  decodeStickers,
  drawingNames,
  encodeStickers,
  firstStickers,
  labelOf,
  mostStickers,
  spokenName,
  type TableSticker,
} from '../../parts/stickers/stickers.ts';
import { fitTable, tableSchema as schema, type TableView } from './view.ts';

const fit = (view: TableView) => fitTable(view, drawings, ['one', 'another']);
const always = () => true;

/** A cheap even sequence in [0, 1): the same on every machine. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function anyStickers(next: () => number): TableSticker[] {
  const all = artists.flatMap(({ id }) =>
    Object.keys(drawings[id] ?? {}).map((name) => ({ artist: id, name })),
  );
  return Array.from({ length: Math.floor(next() * (mostStickers + 1)) }, () =>
    clampSticker({
      ...all[Math.floor(next() * all.length)]!,
      x: next() * 1.4 - 0.2,
      y: next() * 1.4 - 0.2,
      size: next() * 1.5,
      angle: next() * 1000 - 500,
      flip: next() < 0.5,
    }),
  );
}

describe('a table as a word', () => {
  test('comes back as it was written, in the address too', () => {
    const next = sequence(1);
    for (let i = 0; i < 300; i++) {
      const stickers = anyStickers(next);
      const text = encodeStickers(stickers);
      expect(decodeStickers(text, always)).toEqual({ stickers, clamped: false });
      const view = { ...defaultView(schema), stickers: text };
      const read = readFragment(schema, `#${writeFragment(schema, view, '')}`);
      expect(stickersOf(read.view)).toEqual(stickers);
    }
  });

  test('says where a value was out of range', () => {
    const [first] = firstStickers;
    const text = encodeStickers([first!]);
    const far = `${text.slice(0, 2)}zz${text.slice(4)}`;
    const read = decodeStickers(far, always);
    expect(read?.clamped).toBe(true);
    expect(read?.stickers[0]?.x).toBe(1);
    expect(readFragment(schema, `#sticker-table=1;s:${far}`).reading).toBe('adjusted');
  });

  test('damaged words give the default view and never throw', () => {
    const next = sequence(7);
    const letters = '0123456789abcdefghijklmnopqrstuvwxyz-_.%,;:=&#AZ é';
    const whole = encodeStickers(firstStickers);
    let damaged = 0;
    for (let i = 0; i < 4000; i++) {
      const characters = [...whole];
      for (let changes = 1 + Math.floor(next() * 3); changes > 0; changes--) {
        const at = Math.floor(next() * characters.length);
        if (next() < 0.3) characters.splice(at, 1);
        else if (next() < 0.5) characters.splice(at, 0, letters[Math.floor(next() * letters.length)]!);
        else characters[at] = letters[Math.floor(next() * letters.length)]!;
      }
      const { view, reading } = readFragment(schema, `#sticker-table=1;s:${characters.join('')}`);
      const stickers = stickersOf(fit(view).view);
      if (reading === 'damaged') {
        damaged++;
        expect(stickers).toEqual(firstStickers);
      }
      expect(stickers.length).toBeLessThanOrEqual(mostStickers);
      for (const sticker of stickers) {
        expect(clampSticker(sticker)).toEqual(sticker);
        expect(drawings[sticker.artist]?.[sticker.name]).toBeDefined();
      }
    }
    expect(damaged).toBeGreaterThan(1000);
  });

  test('a drawing that its artist never made is left out, and too many stickers are damage', () => {
    const cat = { ...firstStickers[0]!, artist: 'fxemoji' as const, name: 'umbrella' };
    expect(drawings.fxemoji?.umbrella).toBeUndefined();
    const asked = [firstStickers[0]!, cat, firstStickers[1]!];
    const { view } = readFragment(schema, `#sticker-table=1;s:${encodeStickers(asked)}`);
    expect(stickersOf(view)).toEqual(asked);
    expect(fit(view).adjusted).toBe(true);
    expect(stickersOf(fit(view).view)).toEqual([asked[0], asked[2]]);
    const one = encodeStickers([firstStickers[0]!]);
    expect(decodeStickers(one.repeat(mostStickers), always)?.stickers).toHaveLength(mostStickers);
    expect(decodeStickers(one.repeat(mostStickers + 1), always)).toBeUndefined();
  });

  test('every detector of ours fits into the address', () => {
    const { detector } = schema.properties;
    for (const { name } of stickerDetectors) expect(detector.read(detector.write(name))?.value).toBe(name);
  });

  test('a detector that does not ship gives the usual one, and says so', () => {
    const read = (text: string) => fit(readFragment(schema, `#sticker-table=1;${text}`).view);
    expect(read('d:another')).toMatchObject({ view: { detector: 'another' }, adjusted: false });
    expect(read('d:third')).toMatchObject({ view: { detector: 'usual' }, adjusted: true });
  });
});

describe('drawings', () => {
  test('the file lists those of the sheets, with their proportions', () => {
    for (const { id } of artists) {
      const sheet = index.sheets.find(({ file }) => file === `${id}.classes.png`);
      expect(Object.keys(drawings[id] ?? {}).sort()).toEqual(sheet?.names.toSorted());
      for (const [width, height] of Object.values(drawings[id] ?? {})) {
        expect(Math.max(width, height)).toBeGreaterThan(0.9);
        expect(Math.min(width, height)).toBeGreaterThan(0.1);
      }
    }
  });

  test('every drawing belongs to a class and is named so that the class is heard', () => {
    for (const name of drawingNames) expect(labelOf(name)).toBeGreaterThanOrEqual(0);
    expect(spokenName('police-car')).toBe('police car');
    expect(spokenName('taxi')).toBe('taxi (a car)');
    expect(labelOf('robot')).toBe(-1);
  });
});

test('a photograph as the background stands in the address, and is no part of the scene', () => {
  const [sticker] = firstStickers;
  for (const name of backgroundNames) {
    const view = { ...defaultView(schema), background: name };
    expect(readFragment(schema, `#${writeFragment(schema, view, '')}`).view.background).toBe(name);
    expect(layoutOf([sticker!], name).stickers).toHaveLength(1);
  }
  expect(backgroundNames.filter(isPhotograph)).toEqual(['pagoda', 'coffee', 'porch']);
  for (const file of Object.values(photographs)) expect(pictures.map((each) => each.file)).toContain(file);
  expect(layoutOf([], 'porch').background).toEqual(layoutOf([], 'paper').background);
});
