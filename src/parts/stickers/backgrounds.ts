import type { Background } from '../../../models/scenes/background.ts';
import type { Layout } from '../../../models/scenes/scene.ts';
import { labelOf, type TableSticker } from './stickers.ts';

/** The painted backgrounds of the table, of the kinds that the detectors were trained on. */
export const backgrounds = {
  meadow: {
    kind: 'gradient',
    from: [126, 178, 214],
    to: [226, 236, 232],
    direction: [0, 1],
    ground: { y: 0.56, colour: [134, 160, 92] },
  },
  paper: { kind: 'flat', colour: [236, 230, 216] },
  clouds: { kind: 'clouds', from: [92, 130, 170], to: [214, 222, 228], seed: 7, cells: 5 },
  stripes: {
    kind: 'stripes',
    colours: [
      [196, 120, 92],
      [236, 214, 184],
      [92, 112, 128],
    ],
    direction: [0.8, 0.6],
    period: 0.16,
    soft: false,
  },
  dots: {
    kind: 'strokes',
    colour: [60, 66, 84],
    strokes: [
      { colour: [214, 160, 64], from: [0.16, 0.2], to: [0.16, 0.2], radius: 0.13, opacity: 0.9 },
      { colour: [92, 150, 140], from: [0.75, 0.1], to: [0.98, 0.42], radius: 0.05, opacity: 0.8 },
      { colour: [176, 84, 96], from: [0.42, 0.5], to: [0.42, 0.5], radius: 0.18, opacity: 0.6 },
      { colour: [206, 200, 190], from: [0.05, 0.92], to: [0.5, 0.8], radius: 0.03, opacity: 0.9 },
      { colour: [110, 100, 160], from: [0.85, 0.8], to: [0.85, 0.8], radius: 0.14, opacity: 0.7 },
    ],
  },
} as const satisfies Record<string, Background>;

/** Photographs that come with the site, by their file in `pictures/`; each is fetched when it is chosen. */
export const photographs = {
  pagoda: 'pagoda.jpg',
  coffee: 'coffee.jpg',
  porch: 'dog-bicycle-truck.jpg',
} as const;

export type PaintedName = keyof typeof backgrounds;
export type PhotographName = keyof typeof photographs;
export type BackgroundName = PaintedName | PhotographName;
export const backgroundNames = [...Object.keys(backgrounds), ...Object.keys(photographs)] as BackgroundName[];

export function isPhotograph(name: BackgroundName): name is PhotographName {
  return Object.hasOwn(photographs, name);
}

/**
 * The scene that a table is: its stickers as they were drawn, without shadows, in plain light. A photograph's pixels are not part
 * of a scene: whoever paints lays them over the paper that stands for it here.
 */
export function layoutOf(stickers: readonly TableSticker[], background: BackgroundName): Layout {
  return {
    seed: 0,
    background: backgrounds[isPhotograph(background) ? 'paper' : background],
    stickers: stickers.map(({ artist, name, x, y, size, angle, flip }) => ({
      artist,
      name,
      label: labelOf(name),
      x,
      y,
      size,
      angle: (angle * Math.PI) / 180,
      flip,
      stretch: 1,
      hue: 0,
      saturation: 1,
      brightness: 1,
      shadow: 0,
    })),
    light: { gain: [1, 1, 1], slope: [0, 0] },
    blur: 0,
    noise: 0,
    jpeg: 0,
  };
}
