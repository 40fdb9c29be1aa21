// npm run train -- efficientdet-d0-stickers [--threads 2] [--list]
// Paints the scenes, caches the backbone's maps, trains, evaluates, and writes models/checkpoints/NAME. Started again after an
// interruption it goes on where it was.
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fold } from '../../models/operators/fold.ts';
import { labels } from '../../models/scenes/art.ts';
import { paint } from '../../models/scenes/paint.ts';
import { scene } from '../../models/scenes/scene.ts';
import { seedsOf } from '../../models/scenes/seeds.ts';
import {
  anchorScale,
  backboneCheckpoint,
  findStickerDetector,
  type StickerDetector,
  stickerDetectors,
  stickerGraph,
} from '../../models/training/detectors.ts';
import { commandLine } from './command-line.ts';
import { Complaint, complain } from './complaint.ts';
import { loadArt } from './scenes/art.ts';
import { writeCheckpoint } from './train/checkpoint.ts';
import { paintedFiles, type SceneSet, testSets, trainingSets, validationSets } from './train/scene-files.ts';

const root = new URL('../../', import.meta.url).pathname;
const cache = join(root, '.cache');
const python = join(root, '.venv/bin/python');
const training = join(root, 'models/training');

/** Large blocks of memory are kept between steps; giving them back and asking again costs a fifth of the time. */
const keepMemory = { MALLOC_MMAP_THRESHOLD_: '4000000000', MALLOC_TRIM_THRESHOLD_: '4000000000' };

function prepareEnvironment(): void {
  const wanted = readFileSync(join(training, 'requirements.txt'), 'utf8');
  const stamp = join(root, '.venv/requirements.sha256');
  const hash = createHash('sha256').update(wanted).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  console.log('Installing PyTorch and OpenVINO into .venv (several gigabytes, once).');
  if (!existsSync(python)) execFileSync('python3', ['-m', 'venv', join(root, '.venv')], { stdio: 'inherit' });
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', '-r', join(training, 'requirements.txt')], {
    stdio: 'inherit',
  });
  writeFileSync(stamp, hash);
}

/** Runs a command to its end; its output is ours. */
function run(command: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...keepMemory },
    });
    const stop = () => child.kill('SIGTERM');
    process.once('SIGINT', stop).once('SIGTERM', stop);
    child.on('error', reject);
    child.on('exit', (code) => {
      process.off('SIGINT', stop).off('SIGTERM', stop);
      if (code === 0) resolve();
      else reject(new Complaint(`${args[0]} stopped before it was done (${code}). Start again to go on.`));
    });
  });
}

async function paintAll(sets: readonly SceneSet[]): Promise<void> {
  for (const { partition, artist, size, from, count, name } of sets) {
    if (paintedFiles(cache, name, from, count).every((file) => existsSync(`${file}.json`))) continue;
    const by = artist === null ? [] : ['--artist', artist];
    const range = ['--from', `${from}`, '--count', `${count}`, '--size', `${size}`];
    const out = ['--out', join(cache, 'scenes')];
    await run(process.execPath, [
      'src/cli/scenes/paint.ts',
      '--partition',
      partition,
      ...by,
      ...range,
      ...out,
    ]);
  }
}

async function cacheMaps(sets: readonly SceneSet[], graphs: string, threads: string): Promise<void> {
  const files = sets.flatMap(({ name, from, count }) => paintedFiles(cache, name, from, count));
  const missing = files.filter((file) => !existsSync(`${file}.maps`));
  if (missing.length === 0) return;
  const weights = join(root, `models/checkpoints/${backboneCheckpoint}/weights.safetensors`);
  const options = ['--backbone', weights, '--graphs', graphs, '--threads', threads];
  await run(python, [join(training, 'features.py'), ...options, ...missing]);
}

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
  const more = { name: detector.name, graphs, anchorScale, classes: labels.length, every: 800 };
  writeFileSync(recipe, JSON.stringify({ ...rest, ...more, sizes: Object.fromEntries(plan) }, null, 1));
  return { graphs, recipe };
}

async function train(detector: StickerDetector, threads: string): Promise<void> {
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
  const known = existsSync(evaluation)
    ? Object.keys(JSON.parse(readFileSync(evaluation, 'utf8')) as object)
    : [];
  const sets = tests
    .filter(({ title }) => !known.includes(title))
    .map(({ name, title, size, from, count }) =>
      [title, size, paintedFiles(cache, name, from, count).join(',')].join('='),
    );
  const weights = join(folder, 'trained.safetensors');
  const out = ['--out', evaluation, '--threads', threads];
  if (sets.length > 0)
    await run(python, [
      join(training, 'evaluate.py'),
      '--weights',
      weights,
      '--graphs',
      graphs,
      ...out,
      ...sets,
    ]);
  writeCheckpoint(detector, folder, join(root, 'models/checkpoints', detector.name));
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
  await run(python, [join(training, 'golden.py'), ...files, ...weights, '--seeds', seeds.join(','), ...out]);
}

complain(async () => {
  const options = { threads: { type: 'string' }, list: { type: 'boolean' } } as const;
  const { values, positionals, uses } = commandLine('train', options, 1);
  if (values.list) {
    uses('--list', 'list');
    if (positionals[0] !== undefined) throw new Complaint('--list tells all detectors: it takes no name.');
    for (const { name, title } of stickerDetectors) console.log(`${name.padEnd(52)} ${title}`);
    return;
  }
  const detector = findStickerDetector(positionals[0] ?? '');
  if (!detector)
    throw new Complaint(
      `Name one detector to train; \`npm run train -- --list\` tells all ${stickerDetectors.length}.`,
    );
  const { threads = '1' } = values;
  if (!/^[1-9]\d*$/.test(threads)) throw new Complaint('--threads must be a whole number of at least 1.');
  await train(detector, threads);
});
