import sharp from 'sharp';
import { labels } from '../../../models/scenes/art.ts';
import { paint } from '../../../models/scenes/paint.ts';
import { scene } from '../../../models/scenes/scene.ts';
import { partitions } from '../../../models/scenes/seeds.ts';
import type { Art } from '../../../models/scenes/sprites.ts';
import { paintValues } from '../../components/colormap.ts';
import { trueMap } from '../../figures/regions/logic.ts';
import type { TrueMap } from '../../figures/regions/truth.ts';

const picture = 512;
const side = 32;
const group = 3;
/** Classes that have channels: those of the scene, and others up to so many. */
const kept = 5;

/** The first of the visitor's scenes with three or four large things, each of a class of its own. */
function shownScene(art: Art) {
  for (let seed = partitions.visitor.first + 100; ; seed++) {
    const painted = paint(scene(seed, art, { difficulty: 'easy' }), picture, art);
    const { boxes } = painted;
    const large = boxes.every(
      ({ box: [top, left, bottom, right] }) => Math.min(bottom - top, right - left) >= 90,
    );
    const own = new Set(boxes.map(({ label }) => label));
    if (large && boxes.length >= 3 && boxes.length < kept && own.size === boxes.length)
      return { seed, ...painted };
  }
}

/** What the figure “regions” shows: a scene, and the map that its boxes ask for. */
export async function regionScene(art: Art) {
  const { seed, rgb, boxes } = shownScene(art);
  const own = boxes.map(({ label }) => label);
  const classes = [...own, ...labels.map((_, label) => label).filter((label) => !own.includes(label))].slice(
    0,
    kept,
  );
  const truth: TrueMap = {
    seed,
    picture,
    side,
    group,
    classes: classes.map((label) => labels[label]!),
    objects: boxes.map(({ label, box }) => ({ name: labels[label]!, box: [...box] })),
  };
  const { shape, data } = trueMap(truth);
  const channels = shape[2];
  const [columns, rows] = [group ** 2, classes.length];
  const tiles = new Float64Array(data.length);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++)
      for (let c = 0; c < channels; c++) {
        const [row, column] = [Math.floor(c / columns), c % columns];
        tiles[(row * side + y) * columns * side + column * side + x] = data[(y * side + x) * channels + c]!;
      }
  const pixels = Buffer.from(paintValues(tiles, [0, 1]).buffer);
  return {
    truth,
    scene: await sharp(rgb, { raw: { width: picture, height: picture, channels: 3 } })
      .webp({ quality: 84 })
      .toBuffer(),
    sheet: await sharp(pixels, { raw: { width: columns * side, height: rows * side, channels: 4 } })
      .png({ palette: true, compressionLevel: 9 })
      .toBuffer(),
  };
}
