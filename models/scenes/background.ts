import type { Raster } from './png.ts';
import { cosine, mix32, type Random, sine } from './random.ts';

export type Colour = readonly [number, number, number];

/** What lies behind the stickers. Directions are unit vectors; lengths are fractions of the side. */
export type Background =
  | { kind: 'flat'; colour: Colour }
  | {
      kind: 'gradient';
      from: Colour;
      to: Colour;
      direction: readonly [number, number];
      ground: { y: number; colour: Colour } | null;
    }
  | { kind: 'clouds'; from: Colour; to: Colour; seed: number; cells: number }
  | {
      kind: 'stripes';
      colours: readonly Colour[];
      direction: readonly [number, number];
      period: number;
      soft: boolean;
    }
  | { kind: 'strokes'; colour: Colour; strokes: readonly Stroke[] }
  | { kind: 'photograph'; index: number; x: number; y: number; side: number; flip: boolean; gain: number };

/** A thick line with round ends; one without length is a disc. */
export interface Stroke {
  colour: Colour;
  from: readonly [number, number];
  to: readonly [number, number];
  radius: number;
  opacity: number;
}

function colour(r: Random): Colour {
  const grey = r.between(0, 255);
  const strength = r.uniform();
  const part = () => grey + (r.between(0, 255) - grey) * strength;
  return [part(), part(), part()];
}

/** Draws a background by chance; photographs only where there are any. */
export function randomBackground(r: Random, photographs: number): Background {
  const angle = r.between(0, 2 * Math.PI);
  const direction = [cosine(angle), sine(angle)] as const;
  const kind = r.below(photographs > 0 ? 7 : 6);
  if (kind === 0) return { kind: 'flat', colour: colour(r) };
  if (kind === 1 || kind === 2) {
    const ground = kind === 2 ? { y: r.between(0.35, 0.85), colour: colour(r) } : null;
    return { kind: 'gradient', from: colour(r), to: colour(r), direction, ground };
  }
  if (kind === 3)
    return { kind: 'clouds', from: colour(r), to: colour(r), seed: r.below(2 ** 31), cells: 2 + r.below(14) };
  if (kind === 4) {
    const colours = Array.from({ length: 2 + r.below(2) }, () => colour(r));
    return { kind: 'stripes', colours, direction, period: r.logUniform(0.04, 0.6), soft: r.chance(0.4) };
  }
  if (kind === 5) {
    const strokes = Array.from({ length: 3 + r.below(12) }, () => {
      const from = [r.uniform(), r.uniform()] as const;
      const round = r.chance(0.4);
      const to = round ? from : ([from[0] + r.normal(0.3), from[1] + r.normal(0.3)] as const);
      return {
        colour: colour(r),
        from,
        to,
        radius: r.logUniform(0.01, round ? 0.2 : 0.06),
        opacity: r.between(0.4, 1),
      };
    });
    return { kind: 'strokes', colour: colour(r), strokes };
  }
  const side = r.between(0.4, 1);
  return {
    kind: 'photograph',
    index: r.below(photographs),
    x: r.between(0, 1 - side),
    y: r.between(0, 1 - side),
    side,
    flip: r.chance(0.5),
    gain: r.between(0.6, 1.2),
  };
}

/** Fills `canvas` (RGB, 0 to 255, `size`² pixels) with the background. */
export function paintBackground(
  background: Background,
  canvas: Float32Array,
  size: number,
  photographs: readonly Raster[],
) {
  const pixel = pixelOf(background, photographs);
  const out = [0, 0, 0];
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      pixel((x + 0.5) / size, (y + 0.5) / size, out);
      const at = (y * size + x) * 3;
      canvas[at] = out[0]!;
      canvas[at + 1] = out[1]!;
      canvas[at + 2] = out[2]!;
    }
  if (background.kind === 'strokes')
    for (const stroke of background.strokes) paintStroke(stroke, canvas, size);
}

type Pixel = (x: number, y: number, out: number[]) => void;

function mixInto(out: number[], a: Colour, b: Colour, t: number) {
  for (let c = 0; c < 3; c++) out[c] = a[c]! + (b[c]! - a[c]!) * t;
}

const clamp01 = (t: number) => (t < 0 ? 0 : t > 1 ? 1 : t);
const smooth = (t: number) => t * t * (3 - 2 * t);

function pixelOf(background: Background, photographs: readonly Raster[]): Pixel {
  switch (background.kind) {
    case 'flat':
    case 'strokes':
      return (_x, _y, out) => mixInto(out, background.colour, background.colour, 0);
    case 'gradient': {
      const { from, to, direction, ground } = background;
      return (x, y, out) => {
        if (ground && y > ground.y) mixInto(out, ground.colour, from, clamp01((y - ground.y) * 0.8));
        else mixInto(out, from, to, clamp01(0.5 + (x - 0.5) * direction[0] + (y - 0.5) * direction[1]));
      };
    }
    case 'clouds': {
      const { from, to, seed, cells } = background;
      return (x, y, out) => {
        const t =
          (lattice(x * cells, y * cells, seed) * 2 + lattice(x * cells * 2, y * cells * 2, seed + 1)) / 3;
        mixInto(out, from, to, t);
      };
    }
    case 'stripes': {
      const { colours, direction, period, soft } = background;
      return (x, y, out) => {
        const along = (x * direction[0] + y * direction[1]) / period + 64;
        const whole = Math.floor(along);
        const t = soft ? smooth(along - whole) : 0;
        mixInto(out, colours[whole % colours.length]!, colours[(whole + 1) % colours.length]!, t);
      };
    }
    case 'photograph': {
      const photograph = photographs[background.index];
      if (!photograph)
        throw new Error(`The scene's background is photograph ${background.index}, which is not loaded.`);
      const { x: left, y: top, side, flip, gain } = background;
      return (x, y, out) => {
        const u = (left + (flip ? 1 - x : x) * side) * photograph.width - 0.5;
        const v = (top + y * side) * photograph.height - 0.5;
        sample(photograph, u, v, gain, out);
      };
    }
  }
}

/** Smooth value noise: whole-number points have random values in [0, 1), blended in between. */
function lattice(x: number, y: number, seed: number): number {
  const i = Math.floor(x);
  const j = Math.floor(y);
  const u = smooth(x - i);
  const v = smooth(y - j);
  const at = (a: number, b: number) =>
    mix32(Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca77) ^ seed) / 2 ** 32;
  const above = at(i, j) + (at(i + 1, j) - at(i, j)) * u;
  const below = at(i, j + 1) + (at(i + 1, j + 1) - at(i, j + 1)) * u;
  return above + (below - above) * v;
}

function sample(raster: Raster, u: number, v: number, gain: number, out: number[]) {
  const { width, height, channels, data } = raster;
  const i = Math.floor(u);
  const j = Math.floor(v);
  const fu = u - i;
  const fv = v - j;
  const [i0, i1] = [Math.max(0, Math.min(width - 1, i)), Math.max(0, Math.min(width - 1, i + 1))];
  const [j0, j1] = [Math.max(0, Math.min(height - 1, j)), Math.max(0, Math.min(height - 1, j + 1))];
  for (let c = 0; c < 3; c++) {
    const at = (a: number, b: number) => data[(b * width + a) * channels + c]!;
    const above = at(i0, j0) + (at(i1, j0) - at(i0, j0)) * fu;
    const below = at(i0, j1) + (at(i1, j1) - at(i0, j1)) * fu;
    out[c] = (above + (below - above) * fv) * gain;
  }
}

function paintStroke(stroke: Stroke, canvas: Float32Array, size: number) {
  const [x0, y0] = [stroke.from[0] * size, stroke.from[1] * size];
  const [dx, dy] = [stroke.to[0] * size - x0, stroke.to[1] * size - y0];
  const length = dx * dx + dy * dy;
  const radius = stroke.radius * size;
  const left = Math.max(0, Math.floor(Math.min(x0, x0 + dx) - radius - 1));
  const right = Math.min(size, Math.ceil(Math.max(x0, x0 + dx) + radius + 1));
  const top = Math.max(0, Math.floor(Math.min(y0, y0 + dy) - radius - 1));
  const bottom = Math.min(size, Math.ceil(Math.max(y0, y0 + dy) + radius + 1));
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) {
      const [px, py] = [x + 0.5 - x0, y + 0.5 - y0];
      const t = length > 0 ? clamp01((px * dx + py * dy) / length) : 0;
      const [ex, ey] = [px - t * dx, py - t * dy];
      const cover = clamp01(radius + 0.5 - Math.sqrt(ex * ex + ey * ey)) * stroke.opacity;
      if (cover === 0) continue;
      const at = (y * size + x) * 3;
      for (let c = 0; c < 3; c++)
        canvas[at + c] = canvas[at + c]! + (stroke.colour[c]! - canvas[at + c]!) * cover;
    }
}
