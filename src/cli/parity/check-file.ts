import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { openCheckpoint } from '../../../models/checkpoints/formats/open.ts';
import { readSafetensors } from '../../../models/checkpoints/formats/safetensors.ts';
import { checkpointFiles } from '../checkpoint/files.ts';
import { Complaint } from '../complaint.ts';
import { type LoadedNetwork, loadFile, loadShipped } from '../loaded.ts';
import type { Check } from './deviation.ts';
import { checkFusion, type FusionGolden } from './fusion.ts';
import { checkSeeded, type SeededGolden } from './seeded.ts';
import { checkTopClasses, type TopClassesGolden } from './top-classes.ts';
import { checkTrained } from './trained.ts';
import { checkpointBeside, checkUpstream, type UpstreamGolden } from './upstream.ts';

/** What a golden file can hold, told by its content alone; each form has a file of its own beside this one. */
interface Form {
  recognises(golden: Readonly<Record<string, unknown>>): boolean;
  /** `checkpoint` is a file to take the weights from, where the golden is about trained ones. */
  check(golden: unknown, path: string, checkpoint: string | undefined): Promise<Check[]>;
}

/** The given checkpoint, or the shipped one that a file such as `efficientnet-b0.coffee.json` is about. */
const trainedNetwork = (path: string, checkpoint: string | undefined): LoadedNetwork =>
  checkpoint === undefined ? loadShipped(basename(path).split('.')[0] ?? '') : loadFile(checkpoint);

function refuseCheckpoint(path: string, checkpoint: string | undefined): void {
  if (checkpoint !== undefined)
    throw new Complaint(`${path} brings weights of its own; --checkpoint has no place there.`);
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

/** Forms of JSON files, tried in order. */
const forms: readonly Form[] = [
  {
    recognises: (golden) => Array.isArray(golden.ops) && 'taps' in golden,
    check: async (golden, path, checkpoint) => {
      refuseCheckpoint(path, checkpoint);
      return checkSeeded(golden as SeededGolden);
    },
  },
  {
    recognises: (golden) => Array.isArray(golden.variants) && typeof golden.base === 'string',
    check: async (golden, path, checkpoint) => {
      refuseCheckpoint(path, checkpoint);
      const { base } = golden as FusionGolden;
      return checkFusion(
        golden as FusionGolden,
        readJson(join(dirname(path), basename(base))) as SeededGolden,
      );
    },
  },
  {
    recognises: (golden) => Array.isArray(golden.top) && typeof golden.picture === 'string',
    check: (golden, path, checkpoint) =>
      checkTopClasses(trainedNetwork(path, checkpoint), golden as TopClassesGolden),
  },
  {
    recognises: (golden) => 'taps' in golden && ('logits' in golden || 'outputs' in golden),
    check: async (golden, path, checkpoint) =>
      checkUpstream(
        golden as UpstreamGolden,
        checkpoint === undefined ? checkpointBeside(path) : openCheckpoint(checkpointFiles(checkpoint)),
      ),
  },
];

/** Runs what a golden file describes on TF.js' current backend. Throws `Complaint` for a file of no known form. */
export async function checkFile(path: string, checkpoint?: string): Promise<Check[]> {
  if (path.endsWith('.safetensors'))
    return checkTrained(
      trainedNetwork(path, checkpoint),
      readSafetensors(new Uint8Array(readFileSync(path))),
    );
  const golden = readJson(path);
  const form =
    typeof golden === 'object' && golden !== null
      ? forms.find(({ recognises }) => recognises(golden as Record<string, unknown>))
      : undefined;
  if (form === undefined) throw new Complaint(`${path} is a golden of no form that is known here.`);
  return form.check(golden, path, checkpoint);
}
