import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StudyRecord } from '../../../models/study/recipe.ts';

export const recordsFolder = new URL('../../../models/study/records/', import.meta.url).pathname;

/** Name of the file that a record stands in. */
export const recordFile = ({ name, task, seed, seen, gain }: StudyRecord): string =>
  `${name}-${task}-seed-${seed}-${seen}${gain === 1 ? '-gain-one' : ''}.json`;

/** What is known of every training of the study that is over. */
export function readRecords(): readonly StudyRecord[] {
  if (!existsSync(recordsFolder)) return [];
  return readdirSync(recordsFolder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(recordsFolder, file), 'utf8')) as StudyRecord);
}
