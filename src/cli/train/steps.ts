import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { backboneCheckpoint } from '../../../models/training/detectors.ts';
import { Complaint } from '../complaint.ts';
import { paintedFiles, type SceneSet } from './scene-files.ts';

export const root = new URL('../../../', import.meta.url).pathname;
export const cache = join(root, '.cache');
export const python = join(root, '.venv/bin/python');
export const training = join(root, 'models/training');

/** Large blocks of memory are kept between steps; giving them back and asking again costs a fifth of the time. */
const keepMemory = { MALLOC_MMAP_THRESHOLD_: '4000000000', MALLOC_TRIM_THRESHOLD_: '4000000000' };

export function prepareEnvironment(): void {
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
export function run(command: string, args: readonly string[]): Promise<void> {
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

/** Paints what is missing of some scenes; `more` are the files beside the scenes' own that whoever asks will read. */
export async function paintAll(
  sets: readonly SceneSet[],
  more: readonly ('mask' | 'rgb')[] = [],
): Promise<void> {
  for (const { partition, artist, size, from, count, name } of sets) {
    const endings = ['json', ...more];
    const files = paintedFiles(cache, name, from, count);
    if (files.every((file) => endings.every((ending) => existsSync(`${file}.${ending}`)))) continue;
    const by = artist === null ? [] : ['--artist', artist];
    const range = ['--from', `${from}`, '--count', `${count}`, '--size', `${size}`];
    const out = ['--out', join(cache, 'scenes'), ...(more.includes('rgb') ? ['--pictures'] : [])];
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

/** Has the backbone look at what it has not seen yet. The pictures stay beside their maps where `pictures` asks for it. */
export async function cacheMaps(
  sets: readonly SceneSet[],
  graphs: string,
  threads: string,
  pictures = false,
): Promise<void> {
  const files = sets.flatMap(({ name, from, count }) => paintedFiles(cache, name, from, count));
  const missing = files.filter((file) => !existsSync(`${file}.maps`));
  if (missing.length === 0) return;
  const weights = join(root, `models/checkpoints/${backboneCheckpoint}/weights.safetensors`);
  const options = [
    '--backbone',
    weights,
    '--graphs',
    graphs,
    '--threads',
    threads,
    ...(pictures ? ['--keep'] : []),
  ];
  await run(python, [join(training, 'features.py'), ...options, ...missing]);
}
