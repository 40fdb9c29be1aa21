import { existsSync, readFileSync } from 'node:fs';
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
  /** Whether the weights may come from a file that is named. */
  readonly takesCheckpoint?: true;
  recognises(golden: Readonly<Record<string, unknown>>): boolean;
  /** `weights` are those to take, where the golden is about trained ones. */
  check(golden: unknown, path: string, weights: GivenWeights | undefined, runtime: Runtime): Promise<Check[]>;
}

/** A checkpoint to take the weights from. */
export interface GivenWeights {
  readonly file: string;
  /** Another copy of them than the usual one. */
  readonly variant?: string | undefined;
}

/** The given checkpoint, or the shipped one that a file such as `efficientnet-b0.coffee.json` is about. */
const trainedNetwork = (path: string, weights: GivenWeights | undefined): LoadedNetwork =>
  weights === undefined
    ? loadShipped(basename(path).split('.')[0] ?? '')
    : loadFile(weights.file, variantOption(weights));

const variantOption = ({ variant }: GivenWeights) => (variant === undefined ? {} : { variant });

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw new Complaint(`${path} is no golden: it holds no JSON.`);
    throw error;
  }
}

/** The golden that another one is a change of, from beside it. */
function readBase(path: string, base: string): SeededGolden {
  const place = join(dirname(path), basename(base));
  if (!existsSync(place))
    throw new Complaint(
      `${path} is a change of ${basename(base)}, which must lie beside it; there is no ${place}.`,
    );
  return readJson(place) as SeededGolden;
}

/** Forms of JSON files, tried in order. */
const forms: readonly Form[] = [
  {
    recognises: (golden) => Array.isArray(golden.ops) && 'taps' in golden,
    check: (golden, _path, _checkpoint, runtime) => checkSeeded(runtime, golden as SeededGolden),
  },
  {
    recognises: (golden) => Array.isArray(golden.variants) && typeof golden.base === 'string',
    check: async (golden, path, _checkpoint, runtime) => {
      const { base } = golden as FusionGolden;
      return checkFusion(runtime, golden as FusionGolden, readBase(path, base));
    },
  },
  {
    takesCheckpoint: true,
    recognises: (golden) => Array.isArray(golden.top) && typeof golden.picture === 'string',
    check: (golden, path, given, runtime) =>
      checkTopClasses(runtime, trainedNetwork(path, given), golden as TopClassesGolden),
  },
  {
    takesCheckpoint: true,
    recognises: (golden) => 'taps' in golden && ('logits' in golden || 'outputs' in golden),
    check: async (golden, path, given, runtime) =>
      checkUpstream(
        runtime,
        golden as UpstreamGolden,
        given === undefined ? checkpointBeside(path) : openCheckpoint(checkpointFiles(given.file)),
        given?.variant,
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
export async function checkFile(runtime: Runtime, path: string, given?: GivenWeights): Promise<Check[]> {
  if (path.endsWith('.safetensors'))
    return checkTrained(
      runtime,
      trainedNetwork(path, given),
      readSafetensors(new Uint8Array(readFileSync(path))),
    );
  const golden = readJson(path);
  const form =
    typeof golden === 'object' && golden !== null
      ? forms.find(({ recognises }) => recognises(golden as Record<string, unknown>))
      : undefined;
  if (form === undefined) throw new Complaint(`${path} is a golden of no form that is known here.`);
  if (given !== undefined && !form.takesCheckpoint)
    throw new Complaint(`${path} brings all that it needs with it; --checkpoint has no place there.`);
  return form.check(golden, path, given, runtime);
}
