import { artists, labels } from '../../models/scenes/art.ts';
import { paint, type SceneBox } from '../../models/scenes/paint.ts';
import type { Layout } from '../../models/scenes/scene.ts';
import { loadArt } from '../../src/cli/scenes/art.ts';

/** A painted scene as a page takes it: its bytes in base64. */
export interface PaintedScene {
  readonly side: number;
  readonly rgb: string;
  readonly boxes: readonly SceneBox[];
}

/** A bus, a bicycle and a car, each 42 % of the side large, upright on plain blue; `shift` moves the bus to the right. */
export async function threeStickers(side: number, shift = 0): Promise<PaintedScene> {
  const art = await loadArt();
  const [artist] = artists;
  const places = [
    ['bus', 0.27 + shift, 0.27],
    ['bicycle', 0.73, 0.3],
    ['car', 0.5, 0.74],
  ] as const;
  const stickers = places.map(([name, x, y]): Layout['stickers'][number] => {
    const label = labels.indexOf(name);
    const sprite = art.sprites.find((each) => each.artist === artist.id && each.label === label);
    if (sprite === undefined) throw new Error(`${artist.id} has drawn no ${name}.`);
    const plain = { angle: 0, flip: false, stretch: 1, hue: 0, saturation: 1, brightness: 1, shadow: 0 };
    return { ...plain, artist: artist.id, name: sprite.name, label, x, y, size: 0.42 };
  });
  const layout: Layout = {
    seed: 0,
    background: { kind: 'flat', colour: [150, 190, 220] },
    stickers,
    light: { gain: [1, 1, 1], slope: [0, 0] },
    blur: 0,
    noise: 0,
    jpeg: 0,
  };
  const { rgb, boxes } = paint(layout, side, art);
  return { side, rgb: Buffer.from(rgb).toString('base64'), boxes };
}
