import { type ArtistId, labels } from './art.ts';
import { randomBackground } from './background.ts';
import { random } from './random.ts';
import type { Layout } from './scene.ts';
import type { Art } from './sprites.ts';

/** One sticker alone on a painted background: a picture for a classifier. */
export interface Portrait {
  readonly layout: Layout;
  /** Index into `labels`. */
  readonly label: number;
  readonly artist: ArtistId;
  readonly name: string;
}

/**
 * The portrait of a seed: a drawing of the class `label` by one of `artists`, most of the picture high, a little turned and moved. The
 * same seed, class, artists and art give the same portrait everywhere.
 * @throws Error where `art` holds no drawing of that class by these artists.
 */
export function portrait(seed: number, label: number, artists: readonly ArtistId[], art: Art): Portrait {
  const r = random(seed, 1000 + label);
  const drawers = artists.filter((artist) =>
    art.sprites.some((each) => each.label === label && each.artist === artist),
  );
  const artist = drawers[r.below(Math.max(1, drawers.length))];
  const drawn = art.sprites.filter((each) => each.label === label && each.artist === artist);
  const sprite = drawn[r.below(Math.max(1, drawn.length))];
  if (artist === undefined || sprite === undefined)
    throw new Error(`None of the loaded stickers is a ${labels[label] ?? label} by ${artists.join(', ')}.`);
  const size = r.between(0.45, 0.85);
  const free = (1 - size) / 2;
  return {
    label,
    artist,
    name: sprite.name,
    layout: {
      seed,
      background: randomBackground(r, 0),
      stickers: [
        {
          artist,
          name: sprite.name,
          label,
          x: 0.5 + r.between(-free, free),
          y: 0.5 + r.between(-free, free),
          size,
          angle: r.normal(0.15),
          flip: r.chance(0.5),
          stretch: 1,
          hue: 0,
          saturation: 1 + r.normal(0.1),
          brightness: 1 + r.normal(0.08),
          shadow: r.chance(0.3) ? r.between(0.3, 1) : 0,
        },
      ],
      light: { gain: [1, 1, 1], slope: [0, 0] },
      blur: 0,
      noise: 0,
      jpeg: 0,
    },
  };
}
