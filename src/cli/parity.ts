// npm run -s parity -- GOLDEN.json|GOLDEN.safetensors ... [--checkpoint FILE [--variant ema|plain|NAME]] [--backend wasm|cpu|webgpu|webgl] [--engine own|tfjs] [--precision f32|f16] [--json]

import { existsSync, statSync } from 'node:fs';
import { CheckpointError } from '../../models/checkpoints/checkpoint-error.ts';
import type { Runtime } from '../engine/executors/runtime.ts';
import { executorNames, type Precision, precisionNames } from '../engine/protocol/device.ts';
import { checkpointSentence } from '../words/en/refusals/checkpoint.ts';
import { runtimeName } from '../words/en/runtime-name.ts';
import { commandLine } from './command-line.ts';
import { Complaint, complain } from './complaint.ts';
import { nodeBackendNamed, useNodeBackend } from './node-backend.ts';
import { checkFile, type GivenWeights } from './parity/check-file.ts';
import { type Check, holds } from './parity/deviation.ts';

const options = {
  json: { type: 'boolean' },
  backend: { type: 'string' },
  engine: { type: 'string' },
  precision: { type: 'string' },
  checkpoint: { type: 'string' },
  variant: { type: 'string' },
} as const;

function print(path: string, backend: string, checks: readonly Check[]): void {
  console.log(`${path} on ${backend}`);
  for (const check of checks) {
    const { name, deviation, bound, measure } = check;
    const numbers = `${deviation.toExponential(2)} of ${bound.toExponential(2)}`;
    console.log(`  ${holds(check) ? 'ok  ' : 'FAIL'}  ${numbers}  ${name} (${measure})`);
  }
  const bad = checks.filter((check) => !holds(check)).length;
  console.log(
    bad === 0 ? `  all ${checks.length} within bounds` : `  ${bad} of ${checks.length} out of bounds`,
  );
}

/** What is wrong with a checkpoint is something to mend, like a file that is not there. */
async function checksOf(runtime: Runtime, file: string, given: GivenWeights | undefined): Promise<Check[]> {
  try {
    return await checkFile(runtime, file, given);
  } catch (error) {
    if (error instanceof CheckpointError) throw new Complaint(checkpointSentence(error.fault));
    throw error;
  }
}

interface OpenedRuntime {
  readonly runtime: Runtime;
  /** As it is printed. */
  readonly backend: string;
  readonly close: () => Promise<void>;
}

/** What `--backend` and `--engine` ask for: in this process, or on the page in a headless Chromium with its software adapter. */
async function opened(
  backend: string | undefined,
  engine: string | undefined,
  precision: Precision | undefined,
): Promise<OpenedRuntime> {
  if (backend === 'webgpu' || backend === 'webgl') {
    const executor = executorNames.find(
      (name) => name === (engine ?? (backend === 'webgpu' ? 'own' : 'tfjs')),
    );
    if (executor === undefined) throw new Complaint(`--engine is own or tfjs, not “${engine}”.`);
    const { openBrowserRuntime } = await import('./parity/browser-runtime.ts');
    const runtime = await openBrowserRuntime({ device: backend, executor, precision });
    const stored = precision && { used: precision, asked: precision };
    return {
      runtime,
      backend: runtimeName({ ...runtime.runsOn, ...(stored && { precision: stored }) }),
      close: runtime.closed,
    };
  }
  if (precision === 'f16') throw new Complaint('Half precision is of --backend webgpu.');
  if (engine !== undefined)
    throw new Complaint('--engine is of a browser’s backend: say --backend webgpu as well.');
  const name = nodeBackendNamed(backend);
  return { runtime: await useNodeBackend(name), backend: name, close: async () => {} };
}

await complain(async () => {
  const { values, positionals } = commandLine('parity', options, Number.POSITIVE_INFINITY);
  if (positionals.length === 0)
    throw new Complaint('Name one or more golden files (test/goldens holds some).');
  const missing = positionals.find((path) => !existsSync(path));
  if (missing !== undefined) throw new Complaint(`There is no file ${missing}.`);
  const folder = positionals.find((path) => statSync(path).isDirectory());
  if (folder !== undefined) throw new Complaint(`${folder} is a folder, not a golden. Name a file in it.`);
  const { checkpoint, variant } = values;
  if (variant !== undefined && checkpoint === undefined)
    throw new Complaint('--variant is of the weights in --checkpoint FILE; none was given.');
  const precision = precisionNames.find((name) => name === values.precision);
  if (values.precision !== undefined && precision === undefined)
    throw new Complaint(`--precision is f32 or f16, not “${values.precision}”.`);
  const given = checkpoint === undefined ? undefined : { file: checkpoint, variant };
  const { runtime, backend, close } = await opened(values.backend, values.engine, precision);
  try {
    const reports = [];
    for (const file of positionals) {
      const checks = await checksOf(runtime, file, given);
      if (!values.json) print(file, backend, checks);
      reports.push({ file, backend, checks: checks.map((check) => ({ ...check, holds: holds(check) })) });
      if (checks.length === 0 || !checks.every(holds)) process.exitCode = 1;
    }
    if (values.json) console.log(JSON.stringify(reports, null, 2));
  } finally {
    await close();
  }
});
