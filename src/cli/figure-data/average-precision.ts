import { MatchedPictures } from '../../../models/answers/average-precision.ts';
import { labels } from '../../../models/scenes/art.ts';
import { paint } from '../../../models/scenes/paint.ts';
import { scene, trainingArtists } from '../../../models/scenes/scene.ts';
import { partitions } from '../../../models/scenes/seeds.ts';
import { shownScenes, shownSide } from '../../../models/scenes/shown-scenes.ts';
import { findStickerDetector } from '../../../models/training/detectors.ts';
import { Complaint } from '../complaint.ts';
import { loadStickerNetworks } from '../evaluate/sticker-network.ts';
import { loadArt } from '../scenes/art.ts';

/** The best detector and a small one, on pictures of one size: what is small is then small for both. */
const names = ['efficientdet-d0-stickers', 'efficientdet-phi-2-stickers'];
const side = 256;
/** Of the scenes that the cards' measurements are over, the first ones, up to the one that is drawn and beyond. */
const count = 250;
/** Scenes of the lists that are read box by box, the classes that are read so, and how many of their surest boxes. */
const listed = { scenes: 24, classes: ['fish', 'horse', 'dog'], boxes: 30 };
/** The scene whose boxes are drawn, and the least score of those. */
const drawn = { name: 'hard', least: 0.25 };

const digits = (value: number, kept: number) => Number(value.toFixed(kept));

/** Average precision by threshold and size over the test scenes, three ranked lists, and the boxes of one scene. */
export async function averagePrecisions() {
  const detectors = names.map((name) => {
    const found = findStickerDetector(name);
    if (found === undefined) throw new Complaint(`There is no detector “${name}”.`);
    return found;
  });
  const [best] = detectors;
  const shown = shownScenes.find(({ name }) => name === drawn.name);
  if (best === undefined || shown === undefined) throw new Complaint('There is nothing to measure.');
  const find = await loadStickerNetworks(detectors, side);
  const art = await loadArt();
  const matched = detectors.map(() => new MatchedPictures(labels.length));
  const lists = new MatchedPictures(labels.length);
  const first = partitions.test.first;
  let boxes: object | undefined;
  for (let seed = first; seed < first + count; seed++) {
    const painted = paint(scene(seed, art, { artists: trainingArtists }), side, art);
    const found = await find({ width: side, height: side, channels: 3, data: painted.rgb });
    const pictures = found.map(({ detections }) => ({ detections, objects: painted.boxes }));
    for (const [index, picture] of pictures.entries()) matched[index]?.add(picture);
    const own = pictures[0];
    if (own !== undefined && seed < first + listed.scenes) lists.add(own);
    if (own !== undefined && seed === shown.seed) boxes = sceneBoxes(own);
    if (process.stderr.isTTY) process.stderr.write(`\r${seed - first + 1} of ${count} scenes`);
  }
  const measured = {
    size: side,
    scenes: count,
    firstSeed: first,
    detectors: detectors.map(({ name, title }, index) => ({
      name,
      title,
      byThreshold: Object.fromEntries(
        Object.entries(matched[index]!.byThreshold()).map(([area, values]) => [
          area,
          values.map((value) => value && digits(value, 5)),
        ]),
      ),
    })),
  };
  const ranked = {
    detector: best.name,
    title: best.title,
    size: side,
    scenes: listed.scenes,
    firstSeed: first,
    lists: listed.classes.map((label) => {
      const { objects, detections } = lists.rankedList((labels as readonly string[]).indexOf(label));
      return {
        label,
        objects,
        detections: detections
          .slice(0, listed.boxes)
          .map(({ score, picture, rightAt }) => [digits(score, 4), picture, rightAt]),
      };
    }),
  };
  return { measured, ranked, scene: { scene: drawn.name, detector: best.name, size: side, ...boxes } };
}

interface Seen {
  readonly detections: readonly {
    readonly label: number;
    readonly score: number;
    readonly box: readonly number[];
  }[];
  readonly objects: readonly { readonly label: number; readonly box: readonly number[] }[];
}

/** In pixels of the picture that ships. */
function sceneBoxes({ detections, objects }: Seen) {
  const scaled = (box: readonly number[]) => box.map((edge) => digits((edge * shownSide) / side, 2));
  return {
    objects: objects.map(({ label, box }) => ({ label, box: scaled(box) })),
    detections: detections
      .filter(({ score }) => score >= drawn.least)
      .map(({ label, score, box }) => ({ label, score: digits(score, 4), box: scaled(box) })),
  };
}
