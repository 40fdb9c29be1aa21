import { type ArtistId, artists, labels } from './art.ts';
import { type Background, randomBackground } from './background.ts';
import { cosine, type Random, random, sine } from './random.ts';
import type { Art, Sprite } from './sprites.ts';

/**
 * A sticker on a scene. Lengths are fractions of the picture's side, places are measured from its top left corner.
 */
export interface Sticker {
  artist: ArtistId;
  name: string;
  /** Index into `labels`; −1 is a distractor, which has no box. */
  label: number;
  /** Centre. */
  x: number;
  y: number;
  /** Longer side of the drawing before it is turned. */
  size: number;
  /** Radians, clockwise. */
  angle: number;
  flip: boolean;
  /** Width is multiplied by it, height divided. */
  stretch: number;
  /** Colours: turned by `hue` radians, then made more or less lively and bright; 0, 1, 1 leave them as drawn. */
  hue: number;
  saturation: number;
  brightness: number;
  /** Strength of its soft shadow, 0 to 1. */
  shadow: number;
}

/** All that a picture is made of, whatever its size; later stickers lie on earlier ones. */
export interface Layout {
  seed: number;
  background: Background;
  stickers: Sticker[];
  light: { gain: readonly [number, number, number]; slope: readonly [number, number] };
  /** Times that a 1-2-1 kernel runs over a picture of 256 pixels; scaled with the side. */
  blur: number;
  /** Standard deviation of the noise in grey levels of 255. */
  noise: number;
  /** Step of the 8×8 cosine transform's rounding, as a JPEG of low quality does; 0 leaves it out. */
  jpeg: number;
}

/** `hard` is what detectors are trained and tested on, `easy` what a visitor makes: upright, natural colours, clean. */
export type Difficulty = 'hard' | 'easy';

export interface SceneOptions {
  difficulty?: Difficulty;
  /** Whose stickers to use; without it, the artists that may be trained on. */
  artists?: readonly ArtistId[];
}

export const trainingArtists: readonly ArtistId[] = artists
  .filter((a) => a.role === 'training')
  .map((a) => a.id);

const insideAtLeast = 0.6;
const visibleAtLeast = 0.55;

/**
 * Draws up the scene of a seed. The same seed, options and art give the same layout everywhere.
 * @throws Error where `art` holds no sticker of the artists asked for.
 */
export function scene(seed: number, art: Art, options: SceneOptions = {}): Layout {
  const hard = (options.difficulty ?? 'hard') === 'hard';
  const allowed = options.artists ?? trainingArtists;
  const byLabel: Sprite[][] = Array.from({ length: labels.length }, () => []);
  const things: Sprite[] = [];
  for (const sprite of art.sprites)
    if (allowed.includes(sprite.artist)) (byLabel[sprite.label] ?? things).push(sprite);
  const present = byLabel.filter((sprites) => sprites.length > 0);
  if (present.length === 0)
    throw new Error(`None of the loaded stickers is by ${allowed.join(', ')}: load their sheets first.`);

  const r = random(seed);
  const background = randomBackground(r, art.photographs.length);
  const largest = r.chance(0.5) ? 0.95 : 0.45;
  const count = 1 + r.below(hard ? 8 : 5);
  const extra = hard && things.length > 0 ? r.below(4) : 0;
  const wanted: { sprite: Sprite; size: number }[] = [];
  for (let i = 0; i < count + extra; i++) {
    const sprite =
      i < count ? stickerOf(r, present[r.below(present.length)]!) : things[r.below(things.length)]!;
    wanted.push({ sprite, size: r.logUniform(hard ? 0.1 : 0.15, i < count ? largest : 0.45) });
  }
  // Large ones below small ones in half of the scenes, any order in the others.
  if (r.chance(0.5)) wanted.sort((a, b) => b.size - a.size);
  else shuffle(wanted, r);
  const stickers: Sticker[] = [];
  const placed: Placed[] = [];
  for (const { sprite, size } of wanted) {
    const dressed = dress(r, sprite, size, hard);
    for (let attempt = 0; attempt < 10; attempt++) {
      const shown = attempt < 5 ? dressed.size : dressed.size * 0.7;
      const reach = shown * 0.35;
      const sticker = {
        ...dressed,
        size: shown,
        x: r.between(-0.1 + reach, 1.1 - reach),
        y: r.between(-0.1 + reach, 1.1 - reach),
      };
      if (!place(sticker, sprite, placed)) continue;
      stickers.push(sticker);
      break;
    }
  }
  const tint = () => 1 + (hard ? r.normal(0.06) : 0);
  const gain = 1 + (hard ? r.normal(0.1) : 0);
  return {
    seed,
    background,
    stickers,
    light: {
      gain: [gain * tint(), gain * tint(), gain * tint()],
      slope: hard && r.chance(0.3) ? [r.between(-0.3, 0.3), r.between(-0.3, 0.3)] : [0, 0],
    },
    blur: hard && r.chance(0.25) ? 1 + r.below(3) : 0,
    noise: hard && r.chance(0.33) ? r.between(2, 12) : 0,
    jpeg: hard && r.chance(0.25) ? r.between(8, 40) : 0,
  };
}

/** One drawing of a class: first an artist, so that none dominates; the class's own name half of the time. */
function stickerOf(r: Random, sprites: Sprite[]): Sprite {
  const own = [...new Set(sprites.map((s) => s.artist))];
  const artist = own[r.below(own.length)];
  const drawn = sprites.filter((s) => s.artist === artist);
  return drawn.length === 1 || r.chance(0.5) ? drawn[0]! : drawn[r.below(drawn.length)]!;
}

function dress(r: Random, sprite: Sprite, size: number, hard: boolean): Sticker {
  const upright = !hard || r.chance(0.7);
  const turned = hard && r.chance(0.33);
  return {
    artist: sprite.artist,
    name: sprite.name,
    label: sprite.label,
    x: 0,
    y: 0,
    size,
    angle: upright ? r.normal(hard ? 0.2 : 0.08) : r.between(-Math.PI, Math.PI),
    flip: r.chance(0.5),
    stretch: hard ? 1 + r.normal(0.06) : 1,
    hue: turned ? r.between(-Math.PI, Math.PI) : 0,
    saturation: hard ? 1 + r.normal(0.15) : 1,
    brightness: hard ? 1 + r.normal(0.1) : 1,
    shadow: r.chance(0.25) ? r.between(0.3, 1) : 0,
  };
}

function shuffle<T>(list: T[], r: Random) {
  for (let i = list.length - 1; i > 0; i--) {
    const j = r.below(i + 1);
    [list[i], list[j]] = [list[j]!, list[i]!];
  }
}

/** A placed sticker as points, to judge what others hide of it. */
interface Placed {
  sticker: Sticker;
  mask: { side: number; data: Float32Array; fit: number };
  points: { x: number; y: number; hidden: boolean }[];
}

/** Adds the sticker on top if enough of it lies inside and enough of every other stays visible. */
function place(sticker: Sticker, sprite: Sprite, placed: Placed[]): boolean {
  const level = sprite.levels.find((l) => l.side <= 32) ?? sprite.levels.at(-1)!;
  const mask = { ...level, fit: level.side / (sprite.drawn / sprite.levels[0]!.side) / level.side };
  const points: Placed['points'] = [];
  const [cos, sin] = [cosine(sticker.angle), sine(sticker.angle)];
  let inside = 0;
  for (let j = 0; j < level.side; j++)
    for (let i = 0; i < level.side; i++) {
      if (level.data[(j * level.side + i) * 4 + 3]! < 0.5) continue;
      const u =
        ((i + 0.5) / level.side - 0.5) * mask.fit * sticker.size * sticker.stretch * (sticker.flip ? -1 : 1);
      const v = (((j + 0.5) / level.side - 0.5) * mask.fit * sticker.size) / sticker.stretch;
      const point = { x: sticker.x + u * cos - v * sin, y: sticker.y + u * sin + v * cos, hidden: false };
      if (point.x >= 0 && point.x < 1 && point.y >= 0 && point.y < 1) inside++;
      else point.hidden = true;
      points.push(point);
    }
  if (inside < insideAtLeast * points.length) return false;
  const own: Placed = { sticker, mask, points };
  const newlyHidden: Placed['points'] = [];
  for (const other of placed) {
    const hides = other.points.filter((p) => !p.hidden && covers(own, p.x, p.y, cos, sin));
    const visible = other.points.reduce((n, p) => n + (p.hidden ? 0 : 1), 0) - hides.length;
    if (visible < visibleAtLeast * other.points.length) return false;
    newlyHidden.push(...hides);
  }
  for (const point of newlyHidden) point.hidden = true;
  placed.push(own);
  return true;
}

function covers({ sticker, mask }: Placed, x: number, y: number, cos: number, sin: number): boolean {
  const dx = x - sticker.x;
  const dy = y - sticker.y;
  const u = (dx * cos + dy * sin) / (sticker.size * sticker.stretch * mask.fit);
  const v = ((dy * cos - dx * sin) * sticker.stretch) / (sticker.size * mask.fit);
  const i = Math.floor(((sticker.flip ? -u : u) + 0.5) * mask.side);
  const j = Math.floor((v + 0.5) * mask.side);
  if (i < 0 || j < 0 || i >= mask.side || j >= mask.side) return false;
  return mask.data[(j * mask.side + i) * 4 + 3]! >= 0.5;
}
