import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readSafetensors } from '../../../models/checkpoints/formats/safetensors.ts';
import { Complaint } from '../complaint.ts';
import type { Check } from './deviation.ts';
import { checkFusion, type FusionGolden } from './fusion.ts';
import { checkSeeded, type SeededGolden } from './seeded.ts';
import { checkTopClasses, type TopClassesGolden } from './top-classes.ts';
import { checkTrained } from './trained.ts';

/** What a golden file can hold, told by its content alone; each form has a file of its own beside this one. */
interface Form {
  recognises(golden: Readonly<Record<string, unknown>>): boolean;
  check(golden: unknown, path: string): Promise<Check[]>;
}

/** The checkpoint that a file such as `efficientnet-b0.coffee.json` is about. */
const checkpointOf = (path: string) => basename(path).split('.')[0] ?? '';

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

/** Forms of JSON files, tried in order. */
const forms: readonly Form[] = [
  {
    recognises: (golden) => Array.isArray(golden.ops) && 'taps' in golden,
    check: (golden) => checkSeeded(golden as SeededGolden),
  },
  {
    recognises: (golden) => Array.isArray(golden.variants) && typeof golden.base === 'string',
    check: (golden, path) => {
      const { base } = golden as FusionGolden;
      return checkFusion(
        golden as FusionGolden,
        readJson(join(dirname(path), basename(base))) as SeededGolden,
      );
    },
  },
  {
    recognises: (golden) => Array.isArray(golden.top) && typeof golden.picture === 'string',
    check: (golden, path) => checkTopClasses(checkpointOf(path), golden as TopClassesGolden),
  },
];

/** Runs what a golden file describes on TF.js' current backend. Throws `Complaint` for a file of no known form. */
export async function checkFile(path: string): Promise<Check[]> {
  if (path.endsWith('.safetensors'))
    return checkTrained(checkpointOf(path), readSafetensors(new Uint8Array(readFileSync(path))));
  const golden = readJson(path);
  const form =
    typeof golden === 'object' && golden !== null
      ? forms.find(({ recognises }) => recognises(golden as Record<string, unknown>))
      : undefined;
  if (form === undefined) throw new Complaint(`${path} is a golden of no form that is known here.`);
  return form.check(golden, path);
}
