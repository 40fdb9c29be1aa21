import type { Card } from '../../../models/checkpoints/card.ts';
import { CheckpointError } from '../../../models/checkpoints/checkpoint-error.ts';
import { readSafetensors } from '../../../models/checkpoints/formats/safetensors.ts';
import {
  type HeadCard,
  headBias,
  headKernel,
  isHead,
  readHead,
  writeHead,
} from '../../../models/checkpoints/head.ts';
import { efficientNet } from '../../../models/families/efficientnet/network.ts';
import { findReleased } from '../../../models/families/efficientnet/sizes.ts';
import type { LabelledFeatures } from '../../../models/heads/softmax-regression.ts';
import { toOnnx } from '../../../models/onnx/model.ts';
import { fold } from '../../../models/operators/fold.ts';
import { type DataTable, toCsv } from '../../parts/shell/table.ts';
import * as words from '../../words/en/figures/train-a-head.ts';
import { checkpointSentence } from '../../words/en/refusals/checkpoint.ts';
import type { Current } from './current.ts';

/** The head and its card as a file. */
export const headFile = ({ head, card }: Current): Uint8Array => writeHead(head, card);

/** The head in a file; throws a sentence where it is none. */
export async function headIn(file: Blob) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  try {
    const tensors = readSafetensors(bytes);
    if (isHead(tensors)) return readHead(tensors);
  } catch (error) {
    throw error instanceof CheckpointError
      ? new Error(checkpointSentence(error.fault), { cause: error })
      : error;
  }
  throw new Error(words.notAHead);
}

/** The frozen network with the head on it, as ONNX. `weights` are the frozen network's. */
export function classifierOnnx(
  network: Card['network'],
  weights: Readonly<Record<string, Float32Array>>,
  { head, card }: Pick<Current, 'head' | 'card'>,
): Uint8Array {
  const released = findReleased(network);
  if (released === undefined) throw new RangeError(`There is no network “${network}”.`);
  const graph = fold(efficientNet({ ...released, classes: card.classes.length }));
  const all = new Map(Object.entries(weights));
  all.set(headKernel, head.kernel);
  all.set(headBias, head.bias);
  for (const [name, values] of Object.entries(head.block ?? {})) all.set(name, values);
  return toOnnx(graph, all);
}

/** Features and labels: a row a picture. */
export function featuresCsv({ pictures, classes }: HeadCard, { features, width }: LabelledFeatures): string {
  const table: DataTable = {
    name: 'features',
    columns: ['class', 'part', 'sha256', ...Array.from({ length: width }, (_, f) => `f${f}`)],
    rows: pictures.map(({ label, part, sha256 }, i) => [
      classes[label] ?? '',
      part,
      sha256,
      ...features.subarray(i * width, (i + 1) * width),
    ]),
  };
  return toCsv(table);
}
