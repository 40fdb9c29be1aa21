import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Graph } from '../../../models/graph/graph.ts';
import type { Weights } from '../../../models/operators/fold.ts';
import type { StudyRecord } from '../../../models/study/recipe.ts';
import { hashedBytes, weightsOfBytes } from '../../../models/study/weights.ts';
import { Complaint } from '../complaint.ts';
import { recordFile } from './records.ts';

const fileIn = (folder: string, record: StudyRecord): string =>
  join(folder, recordFile(record).replace(/json$/, 'f32'));

/** Keeps the weights of a run that is over: raw float32 in the graph's order, which is what its record's hash is of. */
export function keepWeights(folder: string, record: StudyRecord, graph: Graph, weights: Weights): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(fileIn(folder, record), hashedBytes(graph, weights));
}

/**
 * The weights of a record.
 * @throws Complaint where they are not in the folder, or are not the record's
 */
export function keptWeights(folder: string, record: StudyRecord, graph: Graph): Weights {
  const file = fileIn(folder, record);
  if (!existsSync(file))
    throw new Complaint(
      `The weights of ${recordFile(record)} are not here. \`npm run study -- ${record.name}\` trains it again, to the same weights.`,
    );
  const bytes = new Uint8Array(readFileSync(file));
  if (createHash('sha256').update(bytes).digest('hex') !== record.hash)
    throw new Complaint(`${file} does not hold the weights that ${recordFile(record)} is of.`);
  return weightsOfBytes(graph, bytes);
}
