import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fold } from '../../../models/operators/fold.ts';
import { labels } from '../../../models/scenes/art.ts';
import { paint } from '../../../models/scenes/paint.ts';
import { scene } from '../../../models/scenes/scene.ts';
import { seedsOf } from '../../../models/scenes/seeds.ts';
import { backboneCheckpoint, stickerDetectors, stickerGraph } from '../../../models/training/detectors.ts';
import { type StickerTwoStage, twoStageGraphs } from '../../../models/training/two-stage.ts';
import { loadArt } from '../scenes/art.ts';
import { writeTwoStage } from './checkpoint.ts';
import { oneSizeSets, paintedFiles, type SceneSet } from './scene-files.ts';
import { seeded } from './seeded.ts';
import { cache, cacheMaps, paintAll, prepareEnvironment, python, root, run, training } from './steps.ts';
import { unmeasured } from './unmeasured.ts';

const files = ({ name, from, count }: SceneSet) => paintedFiles(cache, name, from, count);

/**
 * Trains a detector that looks twice, measures it, and writes its checkpoint and its golden; from another seed than its recipe's, what was measured joins
 * the card.
 */
export async function trainTwoStage(of: StickerTwoStage, threads: string, seed?: number): Promise<void> {
  prepareEnvironment();
  const { network: detector, folder, ...result } = seeded(of, seed);
  mkdirSync(folder, { recursive: true });
  const { resolution: size, kept } = detector;
  const { picture, region } = twoStageGraphs(detector);
  const json = (name: string, value: unknown) => {
    const file = join(folder, `${name}.json`);
    writeFileSync(file, JSON.stringify(value));
    return file;
  };
  const graphs = { graph: json('graph', picture), region: json('region', region) };
  // Painted scenes are cached once for all networks, with the maps that the detectors on a BiFPN read.
  const [first] = stickerDetectors;
  const cached = json(`cached-${size}`, stickerGraph(first!, size));
  const maps = join(folder, 'cached-{size}.json');
  const sets = oneSizeSets(detector);
  await paintAll([sets.validation, sets.training]);
  await cacheMaps([sets.validation, sets.training], maps, threads);
  const trained = join(folder, 'trained.safetensors');
  if (!existsSync(trained)) {
    const { scenes: _, ...rest } = detector.recipe;
    const of = { name: detector.name, ...graphs, cached, size, classes: labels.length, kept, every: 1000 };
    const plan = { ...rest, ...of, scenes: files(sets.training), validation: files(sets.validation) };
    const state = ['--state', join(folder, 'state'), '--out', folder, '--threads', threads];
    await run(python, ['-u', join(training, 'two_stage.py'), json('recipe', plan), ...state]);
  }
  // An interrupted run leaves its state and no weights.
  if (!existsSync(trained)) return;
  await paintAll(sets.test);
  await cacheMaps(sets.test, maps, threads);
  const evaluation = join(folder, 'evaluation.json');
  const wanted = unmeasured(evaluation, sets.test);
  const given = ['--graph', graphs.graph, '--region', graphs.region, '--cached', cached];
  const more = ['--weights', trained, '--kept', `${kept}`, '--out', evaluation, '--threads', threads];
  if (wanted.length > 0)
    await run(python, [join(training, 'evaluate_regions.py'), ...given, ...more, ...wanted]);
  writeTwoStage(detector, folder, result.checkpoint, result.write);
  if (!result.again) await writeGolden(detector, folder);
  console.log(result.wrote);
}

/** Writes the boxes that PyTorch finds in twenty scenes, which a test holds against this project's engine. */
async function writeGolden(detector: StickerTwoStage, folder: string): Promise<void> {
  const seeds = seedsOf('visitor', 0, 20);
  const art = await loadArt();
  const painted = seeds.map((seed) => paint(scene(seed, art), detector.resolution, art).rgb);
  writeFileSync(join(folder, 'golden.rgb'), Buffer.concat(painted));
  const { picture, region } = twoStageGraphs(detector);
  writeFileSync(join(folder, 'folded.json'), JSON.stringify(fold(picture)));
  writeFileSync(join(folder, 'folded-region.json'), JSON.stringify(fold(region)));
  const at = (id: string) => join(root, 'models/checkpoints', id, 'weights.safetensors');
  const given = ['--graph', join(folder, 'folded.json'), '--region', join(folder, 'folded-region.json')];
  const weights = ['--weights', at(detector.name), '--backbone', at(backboneCheckpoint)];
  const out = ['--out', join(root, 'test/goldens/stickers', `${detector.name}.json`)];
  const more = ['--pictures', join(folder, 'golden.rgb'), '--seeds', seeds.join(','), ...out];
  const kept = ['--kept', `${detector.kept}`];
  await run(python, [join(training, 'golden_regions.py'), ...given, ...weights, ...kept, ...more]);
}
