import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fold } from '../../../models/operators/fold.ts';
import { labels } from '../../../models/scenes/art.ts';
import { paint } from '../../../models/scenes/paint.ts';
import { scene } from '../../../models/scenes/scene.ts';
import { seedsOf } from '../../../models/scenes/seeds.ts';
import {
  anchorScaleOf,
  backboneCheckpoint,
  type StickerDetector,
  stickerGraph,
} from '../../../models/training/detectors.ts';
import { loadArt } from '../scenes/art.ts';
import { writeDetector } from './checkpoint.ts';
import { paintedFiles, type SceneSet, testSets, trainingSets, validationSets } from './scene-files.ts';
import { cache, cacheMaps, paintAll, prepareEnvironment, python, root, run, training } from './steps.ts';
import { unmeasured } from './unmeasured.ts';

/** Writes what `train.py` reads; graphs for all sizes that the detector is trained or tested on. */
function writePlan(detector: StickerDetector, folder: string): { graphs: string; recipe: string } {
  mkdirSync(folder, { recursive: true });
  const graphs = join(folder, 'graph-{size}.json');
  const { sizes, ...rest } = detector.recipe;
  const wanted = new Set([...Object.keys(sizes).map(Number), ...testSets(detector).map(({ size }) => size)]);
  for (const size of wanted)
    writeFileSync(graphs.replace('{size}', `${size}`), JSON.stringify(stickerGraph(detector, size)));
  const validation = validationSets(detector);
  const plan = Object.entries(sizes).map(([size, { share, batch }]) => {
    const own = trainingSets(detector).filter((set) => `${set.size}` === size);
    const check = validation.filter((set) => `${set.size}` === size);
    const files = (of: readonly SceneSet[]) =>
      of.flatMap((s) => paintedFiles(cache, s.name, s.from, s.count));
    return [size, { share, batch, scenes: files(own), validation: files(check) }];
  });
  const recipe = join(folder, 'recipe.json');
  const more = {
    name: detector.name,
    graphs,
    anchorScale: anchorScaleOf(detector.name),
    classes: labels.length,
    every: 800,
  };
  writeFileSync(recipe, JSON.stringify({ ...rest, ...more, sizes: Object.fromEntries(plan) }, null, 1));
  return { graphs, recipe };
}

/** Trains a detector, measures it, and writes its checkpoint and its golden. */
export async function trainDetector(detector: StickerDetector, threads: string): Promise<void> {
  prepareEnvironment();
  const folder = join(cache, 'training', detector.name);
  const { graphs, recipe } = writePlan(detector, folder);
  const seen = [...trainingSets(detector), ...validationSets(detector)];
  await paintAll(seen);
  await cacheMaps(seen, graphs, threads);
  if (!existsSync(join(folder, 'trained.safetensors'))) {
    const state = ['--state', join(folder, 'state'), '--out', folder, '--threads', threads];
    await run(python, ['-u', join(training, 'train.py'), recipe, ...state]);
  }
  // An interrupted run leaves its state and no weights.
  if (!existsSync(join(folder, 'trained.safetensors'))) return;
  const tests = testSets(detector);
  await paintAll(tests);
  await cacheMaps(tests, graphs, threads);
  const evaluation = join(folder, 'evaluation.json');
  const sets = unmeasured(evaluation, tests);
  const weights = join(folder, 'trained.safetensors');
  const out = ['--out', evaluation, '--threads', threads];
  if (sets.length > 0)
    await run(python, [
      join(training, 'evaluate.py'),
      '--weights',
      weights,
      '--graphs',
      graphs,
      '--anchor-scale',
      `${anchorScaleOf(detector.name)}`,
      ...out,
      ...sets,
    ]);
  writeDetector(detector, folder, join(root, 'models/checkpoints', detector.name));
  await writeGolden(detector, folder);
  console.log(`Wrote models/checkpoints/${detector.name}.`);
}

/** Writes what PyTorch gives for three scenes, which a test holds against this project's engine. */
async function writeGolden(detector: StickerDetector, folder: string): Promise<void> {
  const side = Math.min(256, detector.resolution);
  const seeds = seedsOf('visitor', 0, 3);
  const art = await loadArt();
  const painted = seeds.map((seed) => paint(scene(seed, art), side, art).rgb);
  writeFileSync(join(folder, 'golden.rgb'), Buffer.concat(painted));
  writeFileSync(join(folder, 'folded.json'), JSON.stringify(fold(stickerGraph(detector, side))));
  const at = (id: string) => join(root, 'models/checkpoints', id, 'weights.safetensors');
  const files = ['--graph', join(folder, 'folded.json'), '--pictures', join(folder, 'golden.rgb')];
  const weights = ['--weights', at(detector.name), '--backbone', at(backboneCheckpoint)];
  const out = ['--out', join(root, 'test/goldens/stickers', `${detector.name}.json`)];
  const scale = ['--anchor-scale', `${anchorScaleOf(detector.name)}`];
  await run(python, [
    join(training, 'golden.py'),
    ...files,
    ...weights,
    ...scale,
    '--seeds',
    seeds.join(','),
    ...out,
  ]);
}
