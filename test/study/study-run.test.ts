import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSafetensors, writeSafetensors } from '../../models/checkpoints/formats/safetensors.ts';
import { fold, foldWeights } from '../../models/operators/fold.ts';
import { factsOf, studyGraph } from '../../models/study/graph.ts';
import { kinds } from '../../models/study/kinds.ts';
import { findStudyNetwork } from '../../models/study/networks.ts';
import { firstWeights, hashedBytes } from '../../models/study/weights.ts';
import { isStudyRun, type RunRecord, readStudyRun, writeStudyRun } from '../../models/study-run.ts';
import { loadFile } from '../../src/cli/loaded.ts';
import { spoken } from '../spoken.ts';

const network = findStudyNetwork('resolution-24')!;
const graph = studyGraph(network, 'easy');
const weights = firstWeights(graph, 3, 1);
const hash = createHash('sha256').update(hashedBytes(graph, weights)).digest('hex');
const record: RunRecord = {
  ...factsOf({ network, task: 'easy', seed: 3 }, graph),
  ...{ seen: 9600, distinct: 9600, validation: 0.25, measured: 2048, hash },
};
const file = writeStudyRun(record, graph, weights);

/** The same tensors under another record. */
const under = (changed: object) => {
  const { tensors } = readSafetensors(file);
  const all = tensors.map(({ name, shape, read }) => {
    const values = read();
    const data = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    return { name, shape, dtype: 'float32' as const, data };
  });
  return writeSafetensors(all, { record: JSON.stringify({ ...record, ...changed }) });
};

describe('the file of a training', () => {
  test('gives back its record, and the network as it runs', () => {
    const read = readSafetensors(file);
    expect(isStudyRun(read)).toBe(true);
    const run = readStudyRun(read);
    expect(run.record).toEqual(record);
    expect(run.graph).toEqual(fold(graph));
    expect(run.weights).toEqual(foldWeights(graph, weights));
    expect(createHash('sha256').update(run.hashed).digest('hex')).toBe(hash);
  });

  test('is known by the command line, which gives it its kinds and its own pictures', () => {
    const folder = mkdtempSync(join(tmpdir(), 'study-run-'));
    const path = join(folder, 'run.safetensors');
    writeFileSync(path, file);
    const loaded = loadFile(path);
    expect([loaded.task, loaded.about.classes, loaded.label(15)]).toEqual(['classification', 16, kinds[15]]);
    expect(loaded.input).toMatchObject({ height: 24, width: 24, cropFraction: 1 });
    expect(loaded.normalization.mean[0]).toBeCloseTo(118, 10);
    expect(loaded.normalization.standardDeviation[0]).toBeCloseTo(64, 10);
    writeFileSync(path, under({ hash: '0'.repeat(64) }));
    expect(spoken(() => loadFile(path))).toThrow(/weights are not those that the record beside them is of/);
    rmSync(folder, { recursive: true });
  });

  test.each([
    ['depth', { depth: 100 }],
    ['width', { width: -1 }],
    ['resolution', { resolution: '32' }],
    ['task', { task: 'harder' }],
    ['hash', { hash: 1 }],
  ])('is refused where its record is wrong in %s', (field, changed) => {
    expect(spoken(() => readStudyRun(readSafetensors(under(changed))))).toThrow(`wrong in “${field}”`);
  });

  test('is refused where its tensors are of another network than its record says', () => {
    expect(spoken(() => readStudyRun(readSafetensors(under({ width: 0.5 }))))).toThrow(/do not fit study-/);
  });
});
