import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Runtime } from '../../engine/executors/runtime.ts';
import { classify } from '../classify.ts';
import { Complaint } from '../complaint.ts';
import type { LoadedNetwork } from '../loaded.ts';
import { readPicture } from '../pictures/read.ts';
import type { Check } from './deviation.ts';

/** A golden of the form `trained/NETWORK.PICTURE.json`: the most probable classes, from the picture file on. */
export interface TopClassesGolden {
  readonly picture: string;
  readonly top: readonly { readonly index: number; readonly label: string; readonly probability: number }[];
}

/** The shipped picture of this name. */
export function shippedPicture(name: string): string {
  const path = fileURLToPath(new URL(`../../../public/pictures/${name}.jpg`, import.meta.url));
  if (/^[\w-]+$/.test(name) && existsSync(path)) return path;
  throw new Complaint(
    `The golden is about a picture called “${name}”, which does not ship (public/pictures).`,
  );
}

/** Decodes, crops, resizes, normalises and classifies the picture; the same top-1, and the probabilities as printed there. */
export async function checkTopClasses(
  runtime: Runtime,
  network: LoadedNetwork,
  golden: TopClassesGolden,
): Promise<Check[]> {
  const found = await classify(runtime, network, await readPicture(shippedPicture(golden.picture)), 1000);
  const probability = new Map(found.map((guess) => [guess.index, guess.probability]));
  const same = found[0]?.index === golden.top[0]?.index ? 0 : 1;
  return [
    { name: `most probable: ${found[0]?.label}`, deviation: same, bound: 0, measure: 'another class' },
    ...golden.top.map(({ index, label, probability: expected }) => ({
      name: label,
      deviation: Math.abs((probability.get(index) ?? Number.NaN) - expected),
      bound: 1e-4,
      measure: 'probability, absolute',
    })),
  ];
}
