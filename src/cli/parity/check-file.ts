import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { openCheckpoint } from '../../../models/checkpoints/formats/open.ts';
import { readSafetensors } from '../../../models/checkpoints/formats/safetensors.ts';
import type { Runtime } from '../../engine/executors/runtime.ts';
import { checkpointFiles } from '../checkpoint/files.ts';
import { Complaint } from '../complaint.ts';
import { type LoadedNetwork, loadFile, loadShipped } from '../loaded.ts';
import {
  type AnchorGolden,
  checkAnchors,
  checkBoxCase,
  checkDecode,
  checkEdges,
  checkPrecision,
  type DecodeGolden,
  type EdgeGolden,
  type PrecisionGolden,
} from './box-goldens.ts';
import type { BoxCase } from './boxes.ts';
import type { Check } from './deviation.ts';
import { checkFusion, type FusionGolden } from './fusion.ts';
import { checkPreprocess, type PreprocessGolden } from './preprocessing.ts';
import { checkSeeded, type SeededGolden } from './seeded.ts';
import { checkTopClasses, type TopClassesGolden } from './top-classes.ts';
import { checkTrained } from './trained.ts';
import { checkpointBeside, checkUpstream, type UpstreamGolden } from './upstream.ts';

/** What a golden file can hold, told by its content alone; each form has a file of its own beside this one. */
interface Form {
  recognises(golden: Readonly<Record<string, unknown>>): boolean;
  /** `checkpoint` is a file to take the weights from, where the golden is about trained ones. */
  check(golden: unknown, path: string, checkpoint: string | undefined, runtime: Runtime): Promise<Check[]>;
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
    check: async (golden, path, checkpoint, runtime) => {
      refuseCheckpoint(path, checkpoint);
      return checkSeeded(runtime, golden as SeededGolden);
    },
  },
  {
    recognises: (golden) => Array.isArray(golden.variants) && typeof golden.base === 'string',
    check: async (golden, path, checkpoint, runtime) => {
      refuseCheckpoint(path, checkpoint);
      const { base } = golden as FusionGolden;
      return checkFusion(
        runtime,
        golden as FusionGolden,
        readJson(join(dirname(path), basename(base))) as SeededGolden,
      );
    },
  },
  {
    recognises: (golden) => Array.isArray(golden.top) && typeof golden.picture === 'string',
    check: (golden, path, checkpoint, runtime) =>
      checkTopClasses(runtime, trainedNetwork(path, checkpoint), golden as TopClassesGolden),
  },
  {
    recognises: (golden) => 'taps' in golden && ('logits' in golden || 'outputs' in golden),
    check: async (golden, path, checkpoint, runtime) =>
      checkUpstream(
        runtime,
        golden as UpstreamGolden,
        checkpoint === undefined ? checkpointBeside(path) : openCheckpoint(checkpointFiles(checkpoint)),
      ),
  },
  {
    recognises: (golden) => 'detections' in golden && 'background' in golden,
    check: async (golden) => checkBoxCase(golden as BoxCase),
  },
  {
    recognises: (golden) => Array.isArray(golden.networks) && Array.isArray(golden.scales),
    check: async (golden) => checkAnchors(golden as AnchorGolden),
  },
  {
    recognises: (golden) => Array.isArray(golden.rows) && Array.isArray(golden.columns),
    check: async (golden) => checkDecode(golden as DecodeGolden),
  },
  {
    recognises: (golden) => Array.isArray(golden) && golden.every((each) => 'name' in Object(each)),
    check: async (golden) => checkEdges(golden as EdgeGolden),
  },
  {
    recognises: (golden) => 'norms' in golden && 'sizes' in golden,
    check: (golden) => checkPreprocess(golden as PreprocessGolden),
  },
  {
    recognises: (golden) => Array.isArray(golden.cases) && !('norms' in golden),
    check: async (golden) => checkPrecision(golden as PrecisionGolden),
  },
];

/** Runs what a golden file describes. Throws `Complaint` for a file of no known form. */
export async function checkFile(runtime: Runtime, path: string, checkpoint?: string): Promise<Check[]> {
  if (path.endsWith('.safetensors'))
    return checkTrained(
      runtime,
      trainedNetwork(path, checkpoint),
      readSafetensors(new Uint8Array(readFileSync(path))),
    );
  const golden = readJson(path);
  const form =
    typeof golden === 'object' && golden !== null
      ? forms.find(({ recognises }) => recognises(golden as Record<string, unknown>))
      : undefined;
  if (form === undefined) throw new Complaint(`${path} is a golden of no form that is known here.`);
  return form.check(golden, path, checkpoint, runtime);
}
