import { paintBackground } from './background.ts';
import { blur, cosineRounding, noise } from './degrade.ts';
import { cosine, sine } from './random.ts';
import type { Layout, Sticker } from './scene.ts';
import type { Art, Sprite } from './sprites.ts';

/** A sticker's place on a painted picture, from the pixels of it that show. */
export interface SceneBox {
  /** Index into `labels`. */
  label: number;
  /** Index into the layout's stickers. */
  sticker: number;
  /** [ymin, xmin, ymax, xmax] in pixels, edges (a single pixel is 1 wide). */
  box: [number, number, number, number];
  /** Pixels of the sticker that show. */
  visible: number;
}

export interface Painted {
  size: number;
  /** Rows from the top, RGB, `3 · size²` bytes. */
  rgb: Uint8Array;
  boxes: SceneBox[];
  /**
   * Which sticker owns each pixel, as an index into the layout's stickers, −1 where none does: the topmost one that covers the
   * pixel by half or more. The boxes are drawn about what a sticker owns.
   */
  owner: Int16Array;
}

export interface PaintOptions {
  /** Pixels (RGB, `3 · size²` bytes) to put behind the stickers in place of the layout's background. */
  background?: Uint8Array;
}

/**
 * Paints a layout at a size; the bytes are the same in every engine.
 * @param size side in pixels.
 * @throws Error where a sticker's sheet is not in `art`.
 */
export function paint(layout: Layout, size: number, art: Art, options: PaintOptions = {}): Painted {
  const canvas = new Float32Array(size * size * 3);
  if (options.background) canvas.set(options.background);
  else paintBackground(layout.background, canvas, size, art.photographs);
  const owner = new Int16Array(size * size).fill(-1);
  layout.stickers.forEach((sticker, i) => {
    const sprite = art.sprites.find((s) => s.artist === sticker.artist && s.name === sticker.name);
    if (!sprite) throw new Error(`The sticker ${sticker.name} by ${sticker.artist} is not loaded.`);
    if (sticker.shadow > 0) paintSticker(sticker, sprite, canvas, size, null, i);
    paintSticker(sticker, sprite, canvas, size, owner, i);
  });
  light(layout, canvas, size);
  if (layout.blur > 0) blur(canvas, size, Math.max(1, Math.floor((layout.blur * size) / 256 + 0.5)));
  if (layout.noise > 0) noise(canvas, layout.noise, layout.seed);
  if (layout.jpeg > 0) cosineRounding(canvas, size, layout.jpeg);
  const rgb = new Uint8Array(canvas.length);
  for (let i = 0; i < rgb.length; i++) {
    const value = Math.floor(canvas[i]! + 0.5);
    rgb[i] = value < 0 ? 0 : value > 255 ? 255 : value;
  }
  return { size, rgb, boxes: boxesOf(layout, owner, size), owner };
}

/** Draws one sticker, or its shadow where `owner` is null; from the halved sprite nearest in size, bilinearly. */
function paintSticker(
  sticker: Sticker,
  sprite: Sprite,
  canvas: Float32Array,
  size: number,
  owner: Int16Array | null,
  index: number,
) {
  const isShadow = owner === null;
  const width = sticker.size * sticker.stretch * size;
  const height = (sticker.size / sticker.stretch) * size;
  let step = sprite.drawn / (sticker.size * size);
  let k = 0;
  while (step > 1.42 && k < sprite.levels.length - 1) {
    step /= 2;
    k++;
  }
  if (isShadow) k = Math.min(sprite.levels.length - 1, k + 2);
  const { side, data } = sprite.levels[k]!;
  const fit = sprite.drawn / sprite.levels[0]!.side;
  const [cos, sin] = [cosine(sticker.angle), sine(sticker.angle)];
  const drop = isShadow ? sticker.size * size * 0.06 : 0;
  const [cx, cy] = [sticker.x * size + drop, sticker.y * size + drop];
  const [hw, hh] = [width / 2 / fit, height / 2 / fit];
  const reachX = Math.abs(cos) * hw + Math.abs(sin) * hh + 1;
  const reachY = Math.abs(sin) * hw + Math.abs(cos) * hh + 1;
  const left = Math.max(0, Math.floor(cx - reachX));
  const right = Math.min(size, Math.ceil(cx + reachX));
  const top = Math.max(0, Math.floor(cy - reachY));
  const bottom = Math.min(size, Math.ceil(cy + reachY));
  const toU = ((sticker.flip ? -1 : 1) * side * fit) / width;
  const toV = (side * fit) / height;
  const m = colourMatrix(sticker);
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) {
      const dx = x + 0.5 - cx;
      const dy = y + 0.5 - cy;
      const u = (dx * cos + dy * sin) * toU + side / 2 - 0.5;
      const v = (dy * cos - dx * sin) * toV + side / 2 - 0.5;
      const i = Math.floor(u);
      const j = Math.floor(v);
      if (i < 0 || j < 0 || i >= side - 1 || j >= side - 1) continue;
      const fu = u - i;
      const fv = v - j;
      const a = (j * side + i) * 4;
      const b = a + side * 4;
      const [w00, w10, w01, w11] = [(1 - fu) * (1 - fv), fu * (1 - fv), (1 - fu) * fv, fu * fv];
      const alpha = data[a + 3]! * w00 + data[a + 7]! * w10 + data[b + 3]! * w01 + data[b + 7]! * w11;
      if (alpha === 0) continue;
      const at = (y * size + x) * 3;
      if (isShadow) {
        const keep = 1 - 0.45 * sticker.shadow * alpha;
        for (let c = 0; c < 3; c++) canvas[at + c] = canvas[at + c]! * keep;
        continue;
      }
      const red = data[a]! * w00 + data[a + 4]! * w10 + data[b]! * w01 + data[b + 4]! * w11;
      const green = data[a + 1]! * w00 + data[a + 5]! * w10 + data[b + 1]! * w01 + data[b + 5]! * w11;
      const blue = data[a + 2]! * w00 + data[a + 6]! * w10 + data[b + 2]! * w01 + data[b + 6]! * w11;
      const most = 255 * alpha;
      for (let c = 0; c < 3; c++) {
        const value = m[c * 3]! * red + m[c * 3 + 1]! * green + m[c * 3 + 2]! * blue;
        canvas[at + c] = canvas[at + c]! * (1 - alpha) + (value < 0 ? 0 : value > most ? most : value);
      }
      if (alpha >= 0.5) owner[y * size + x] = index;
    }
}

/** The 3×3 matrix that turns hues about the grey axis, then mixes with the grey (weights 1/3) and scales. */
function colourMatrix({ hue, saturation, brightness }: Sticker): number[] {
  const cos = cosine(hue);
  const third = (1 - cos) / 3;
  const skew = sine(hue) / Math.sqrt(3);
  const turned = [cos + third, third - skew, third + skew];
  const matrix: number[] = [];
  for (let row = 0; row < 3; row++)
    for (let column = 0; column < 3; column++) {
      const value = turned[(column - row + 3) % 3]!;
      matrix.push(brightness * (saturation * value + (1 - saturation) / 3));
    }
  return matrix;
}

function light({ light: { gain, slope } }: Layout, canvas: Float32Array, size: number) {
  if (gain.every((g) => g === 1) && slope.every((s) => s === 0)) return;
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const here = 1 + slope[0] * ((x + 0.5) / size - 0.5) + slope[1] * ((y + 0.5) / size - 0.5);
      const at = (y * size + x) * 3;
      for (let c = 0; c < 3; c++) {
        const value = canvas[at + c]! * here * gain[c]!;
        canvas[at + c] = value > 255 ? 255 : value;
      }
    }
}

function boxesOf(layout: Layout, owner: Int16Array, size: number): SceneBox[] {
  const found = layout.stickers.map(() => ({ ymin: size, xmin: size, ymax: 0, xmax: 0, visible: 0 }));
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      // A lookup at −1 would be far slower than this test, and most pixels are background.
      const index = owner[y * size + x]!;
      if (index < 0) continue;
      const box = found[index]!;
      box.visible++;
      if (y < box.ymin) box.ymin = y;
      if (y >= box.ymax) box.ymax = y + 1;
      if (x < box.xmin) box.xmin = x;
      if (x >= box.xmax) box.xmax = x + 1;
    }
  return found.flatMap(({ ymin, xmin, ymax, xmax, visible }, sticker) => {
    const label = layout.stickers[sticker]!.label;
    return visible > 0 && label >= 0 ? [{ label, sticker, box: [ymin, xmin, ymax, xmax], visible }] : [];
  });
}
