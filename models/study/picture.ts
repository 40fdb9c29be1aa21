import { type ArtistId, artists } from '../scenes/art.ts';
import { randomBackground } from '../scenes/background.ts';
import { cosine, type Random, random, sine } from '../scenes/random.ts';
import type { Layout, Sticker } from '../scenes/scene.ts';
import type { Sprite } from '../scenes/sprites.ts';
import { kinds, kindsOf, type Task } from './kinds.ts';

/** What pictures are painted with: the drawings of the kinds by kind and artist, the other things, and how many photographs there are. */
export interface StudyArt {
  readonly kinds: readonly (readonly Sprite[])[];
  readonly things: readonly Sprite[];
  readonly photographs: number;
}

/** How hard the pictures of a task are. Sizes are parts of the picture's side. */
interface Rules {
  readonly size: readonly [number, number];
  /** Shares of stickers at any angle, and of those whose hue is turned freely. */
  readonly anyAngle: number;
  readonly anyHue: number;
  /** How far off the middle it lies, and how much of its rim something on it may cover. */
  readonly off: number;
  readonly covered: number;
  /** Other things at most, and grey levels of the noise at most. */
  readonly things: number;
  readonly noise: number;
}

const rules: Readonly<Record<Task, Rules>> = {
  whole: { size: [0.5, 0.85], anyAngle: 0.15, anyHue: 0.35, off: 0.1, covered: 0.2, things: 3, noise: 15 },
  easy: { size: [0.6, 0.9], anyAngle: 0.1, anyHue: 0.25, off: 0.08, covered: 0.15, things: 2, noise: 12 },
};

/** A picture of the study: one sticker to be named among other things. */
export interface StudyPicture {
  readonly layout: Layout;
  /** Index into `kinds`. */
  readonly kind: number;
}

/** Artists whose drawings are trained on, and each of those that are never. */
export const studyArtists = {
  known: artists.filter(({ role }) => role === 'training').map(({ id }) => id),
  unseen: artists.filter(({ role }) => role !== 'training').map(({ id }) => id),
} as const;

const thingSizes = [0.15, 0.4] as const;

function dressed(r: Random, sprite: Sprite, size: number, { anyAngle, anyHue }: Rules): Sticker {
  return {
    artist: sprite.artist,
    name: sprite.name,
    label: sprite.label,
    x: 0.5,
    y: 0.5,
    size,
    angle: r.chance(anyAngle) ? r.between(-Math.PI, Math.PI) : r.normal(0.25),
    flip: r.chance(0.5),
    stretch: 1 + r.normal(0.1),
    hue: r.chance(anyHue) ? r.between(-Math.PI, Math.PI) : 0,
    saturation: Math.max(0, 1 + r.normal(0.3)),
    brightness: Math.max(0.3, 1 + r.normal(0.18)),
    shadow: r.chance(0.25) ? r.between(0.3, 1) : 0,
  };
}

/**
 * The picture of a seed. The same seed, task, artists and art give the same layout everywhere. It is neither blurred nor compressed: both
 * are counted in pixels and would favour one resolution.
 * @throws RangeError where the art holds no drawing of a kind by these artists
 */
export function studyPicture(seed: number, task: Task, by: readonly ArtistId[], art: StudyArt): StudyPicture {
  const rule = rules[task];
  const r = random(seed);
  const background = randomBackground(r, art.photographs);
  const kind = r.below(kindsOf[task]);
  const drawn = (art.kinds[kind] ?? []).filter(({ artist }) => by.includes(artist));
  const sprite = drawn[r.below(Math.max(1, drawn.length))];
  if (sprite === undefined) throw new RangeError(`There is no ${kinds[kind]} by ${by.join(', ')}.`);
  const size = r.logUniform(rule.size[0], rule.size[1]);
  const named: Sticker = {
    ...dressed(r, sprite, size, rule),
    x: 0.5 + r.between(-rule.off, rule.off),
    y: 0.5 + r.between(-rule.off, rule.off),
  };
  const [below, above]: [Sticker[], Sticker[]] = [[], []];
  const things = art.things.filter(({ artist }) => by.includes(artist));
  const count = things.length === 0 ? 0 : r.below(rule.things + 1);
  for (let i = 0; i < count; i++) {
    const thing = dressed(r, things[r.below(things.length)]!, r.logUniform(...thingSizes), rule);
    const isAbove = r.chance(0.5);
    const angle = r.between(-Math.PI, Math.PI);
    // What lies on it covers a part of its rim at most; what lies below may lie anywhere.
    const rim = (size / 2) * (1.05 - rule.covered) + thing.size * 0.4;
    const away = isAbove ? rim + 0.2 * r.uniform() : 0.6 * r.uniform();
    thing.x = named.x + cosine(angle) * away;
    thing.y = named.y + sine(angle) * away;
    (isAbove ? above : below).push(thing);
  }
  const gain = 1 + r.normal(0.12);
  const tinted = () => gain * (1 + r.normal(0.06));
  const light: Layout['light'] = {
    gain: [tinted(), tinted(), tinted()],
    slope: r.chance(0.3) ? [r.between(-0.4, 0.4), r.between(-0.4, 0.4)] : [0, 0],
  };
  const noise = r.chance(0.5) ? r.between(2, rule.noise) : 0;
  const layout = { seed, background, stickers: [...below, named, ...above], light, blur: 0, noise, jpeg: 0 };
  return { layout, kind };
}
