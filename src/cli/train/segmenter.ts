import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fold } from '../../../models/operators/fold.ts';
import { paint } from '../../../models/scenes/paint.ts';
import { scene } from '../../../models/scenes/scene.ts';
import { seedsOf } from '../../../models/scenes/seeds.ts';
import { backboneCheckpoint, stickerDetectors, stickerGraph } from '../../../models/training/detectors.ts';
import {
  pixelClasses,
  type StickerSegmenter,
  segmenterGraph,
  standsOnBackbone,
  taughtGraph,
} from '../../../models/training/segmenters.ts';
import { loadArt } from '../scenes/art.ts';
import { writeSegmenter } from './checkpoint.ts';
import { oneSizeSets, paintedFiles, type SceneSet } from './scene-files.ts';
import { seeded } from './seeded.ts';
import { cache, cacheMaps, paintAll, prepareEnvironment, python, root, run, training } from './steps.ts';
import { unmeasured } from './unmeasured.ts';

const files = ({ name, from, count }: SceneSet) => paintedFiles(cache, name, from, count);

/**
 * Trains a network that names pixels, measures it, and writes its checkpoint and its golden; from another seed than its recipe's, what was measured joins
 * the card.
 */
export async function trainSegmenter(of: StickerSegmenter, threads: string, seed?: number): Promise<void> {
  prepareEnvironment();
  const { network: segmenter, folder, ...result } = seeded(of, seed);
  mkdirSync(folder, { recursive: true });
  const { resolution: size } = segmenter;
  const json = (name: string, value: unknown) =>
    writeFileSync(join(folder, `${name}-${size}.json`), JSON.stringify(value));
  const graphs = { taught: join(folder, 'taught-{size}.json'), cached: join(folder, 'cached-{size}.json') };
  const graph = join(folder, 'graph-{size}.json');
  json('graph', segmenterGraph(segmenter));
  json('taught', taughtGraph(segmenter));
  const stands = standsOnBackbone(segmenter);
  // Painted scenes are cached once for all networks, with the maps that the detectors on a BiFPN read.
  json('cached', stands ? stickerGraph(stickerDetectors[0]!, size) : taughtGraph(segmenter));
  const sets = oneSizeSets(segmenter);
  const scenes = async (wanted: readonly SceneSet[]): Promise<void> => {
    await paintAll(wanted, segmenter.readsPictures ? ['mask', 'rgb'] : ['mask']);
    if (stands) await cacheMaps(wanted, graphs.cached, threads, segmenter.readsPictures);
  };
  await scenes([sets.validation, sets.training]);
  const trained = join(folder, 'trained.safetensors');
  if (!existsSync(trained)) {
    const { scenes: _, ...rest } = segmenter.recipe;
    const of = { name: segmenter.name, ...graphs, size, classes: pixelClasses.length, every: 600 };
    const plan = { ...rest, ...of, scenes: files(sets.training), validation: files(sets.validation) };
    const recipe = join(folder, 'recipe.json');
    writeFileSync(recipe, JSON.stringify(plan, null, 1));
    const state = ['--state', join(folder, 'state'), '--out', folder, '--threads', threads];
    await run(python, ['-u', join(training, 'segment.py'), recipe, ...state]);
  }
  // An interrupted run leaves its state and no weights.
  if (!existsSync(trained)) return;
  await scenes(sets.test);
  const evaluation = join(folder, 'evaluation.json');
  const wanted = unmeasured(evaluation, sets.test);
  const weights = ['--weights', trained, '--graphs', graph, '--cached', graphs.cached];
  const out = ['--out', evaluation, '--threads', threads];
  if (wanted.length > 0)
    await run(python, [join(training, 'evaluate_pixels.py'), ...weights, ...out, ...wanted]);
  writeSegmenter(segmenter, folder, result.checkpoint, result.write);
  if (!result.again) await writeGolden(segmenter, folder);
  console.log(result.wrote);
}

/** Writes what PyTorch gives for three scenes, which a test holds against this project's engine. */
async function writeGolden(segmenter: StickerSegmenter, folder: string): Promise<void> {
  const seeds = seedsOf('visitor', 0, 3);
  const art = await loadArt();
  const painted = seeds.map((seed) => paint(scene(seed, art), segmenter.resolution, art).rgb);
  writeFileSync(join(folder, 'golden.rgb'), Buffer.concat(painted));
  writeFileSync(join(folder, 'folded.json'), JSON.stringify(fold(segmenterGraph(segmenter))));
  const at = (id: string) => join(root, 'models/checkpoints', id, 'weights.safetensors');
  const given = ['--graph', join(folder, 'folded.json'), '--pictures', join(folder, 'golden.rgb')];
  const weights = ['--weights', at(segmenter.name), '--backbone', at(backboneCheckpoint)];
  const out = ['--out', join(root, 'test/goldens/stickers', `${segmenter.name}.json`)];
  const more = ['--seeds', seeds.join(','), ...out];
  await run(python, [join(training, 'golden_pixels.py'), ...given, ...weights, ...more]);
}
