import sharp from 'sharp';
import { weighedClasses } from '../../../models/answers/judged-regions.ts';
import { answerOf } from '../../../models/graph/answers.ts';
import { labels } from '../../../models/scenes/art.ts';
import { type Painted, paint } from '../../../models/scenes/paint.ts';
import { type Layout, scene } from '../../../models/scenes/scene.ts';
import { partitions } from '../../../models/scenes/seeds.ts';
import type { Art } from '../../../models/scenes/sprites.ts';
import { findStickerTwoStage, twoStageGraphs } from '../../../models/training/two-stage.ts';
import { paintValues } from '../../components/colormap.ts';
import { builtLook, inSteps, type NetworkFile } from '../../figures/regions/network.ts';
import { channelSheet } from '../../figures/regions/sheet.ts';
import { type TrueMap, trueMap } from '../../figures/regions/truth.ts';
import { stage } from '../../figures/regions/view.ts';
import { loadTwoStage } from '../evaluate/two-stage.ts';
import { readShipped } from '../shipped.ts';

/** The network whose map is shown: the better of the two that look twice. */
const checkpoint = 'thundernet-head-stickers';
const picture = stage.width;
const side = 32;
const group = 3;
/** Classes that have channels in the true map: those of the scene, and others up to so many. */
const kept = 5;
/** Classes that are kept of what the second look says of a proposal. */
const weighed = 3;

/** The first of the visitor's scenes with three or four large things, each of a class of its own. */
function shownScene(art: Art): { readonly seed: number; readonly layout: Layout; readonly painted: Painted } {
  for (let seed = partitions.visitor.first + 100; ; seed++) {
    const layout = scene(seed, art, { difficulty: 'easy' });
    const painted = paint(layout, picture, art);
    const { boxes } = painted;
    const large = boxes.every(
      ({ box: [top, left, bottom, right] }) => Math.min(bottom - top, right - left) >= 90,
    );
    const own = new Set(boxes.map(({ label }) => label));
    if (large && boxes.length >= 3 && boxes.length < kept && own.size === boxes.length)
      return { seed, layout, painted };
  }
}

const digits = (value: number, most: number) => Number(value.toFixed(most));

/** What the network makes of the scene, and the picture that it was given. */
export async function networkLook(layout: Layout, art: Art): Promise<{ file: NetworkFile; given: Painted }> {
  const detector = findStickerTwoStage(checkpoint);
  if (detector === undefined) throw new Error(`There is no detector “${checkpoint}”.`);
  const { resolution } = detector;
  const given = paint(layout, resolution, art);
  const network = await loadTwoStage(detector, resolution);
  const frame = { width: resolution, height: resolution, channels: 3, data: given.rgb } as const;
  const { regions, logits, bins, first, answer } = await network.look(frame);
  const classes = answerOf(twoStageGraphs(detector).region, 'regionClasses');
  const map = first[answer.map];
  if (classes === undefined || map === undefined) throw new Error(`${checkpoint} gave no map.`);
  const { card } = readShipped(checkpoint);
  const { steps, largest } = inSteps(map.data, map.shape[2]);
  const wide = logits.length / regions.length;
  return {
    file: {
      checkpoint,
      title: card.title,
      bytes: card.weights.bytes,
      backboneBytes: card.standsOn === undefined ? 0 : readShipped(card.standsOn).card.weights.bytes,
      picture: resolution,
      side: map.shape[0],
      group: bins.shape[0],
      channels: bins.shape[2],
      largest,
      map: Buffer.from(steps.buffer).toString('base64'),
      proposals: regions.map(({ box, score }, region) => ({
        box: box.map((edge) => digits(edge, 2)),
        score: digits(score, 4),
        weighed: weighedClasses(classes, logits.subarray(region * wide, (region + 1) * wide))
          .slice(0, weighed)
          .map(
            ({ label, probability }) =>
              [label === null ? null : labels[label]!, digits(probability, 4)] as const,
          ),
      })),
    },
    given,
  };
}

const asPicture = ({ rgb, size }: Painted) => sharp(rgb, { raw: { width: size, height: size, channels: 3 } });

/** The true map's channels, a row a class and a column a bin. */
function trueSheet(truth: TrueMap): Promise<Buffer> {
  const { shape, data } = trueMap(truth);
  const channels = shape[2];
  const [columns, rows] = [group ** 2, truth.classes.length];
  const tiles = new Float64Array(data.length);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++)
      for (let c = 0; c < channels; c++) {
        const [row, column] = [Math.floor(c / columns), c % columns];
        tiles[(row * side + y) * columns * side + column * side + x] = data[(y * side + x) * channels + c]!;
      }
  const pixels = Buffer.from(paintValues(tiles, [0, 1]).buffer);
  return sharp(pixels, { raw: { width: columns * side, height: rows * side, channels: 4 } })
    .png({ palette: true, compressionLevel: 9 })
    .toBuffer();
}

/** What the figure “regions” shows: a scene, what a trained network makes of it, and the map that its boxes ask for. */
export async function regionScene(art: Art) {
  const { seed, layout, painted } = shownScene(art);
  const { boxes } = painted;
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
  const { file, given } = await networkLook(layout, art);
  const { read } = builtLook(file, stage.width);
  const sheets = await Promise.all(
    read.names.map((_, of) => {
      const { width, height, pixels } = channelSheet(read, of);
      // Fewer shades than a palette holds: no colour is changed.
      return sharp(Buffer.from(pixels.buffer), { raw: { width, height, channels: 4 } })
        .removeAlpha()
        .png({ palette: true, compressionLevel: 9, effort: 10 })
        .toBuffer();
    }),
  );
  return {
    truth,
    network: file,
    scene: await asPicture(painted).webp({ quality: 84 }).toBuffer(),
    given: await asPicture(given).webp({ lossless: true, effort: 6 }).toBuffer(),
    sheet: await trueSheet(truth),
    sheets,
  };
}
