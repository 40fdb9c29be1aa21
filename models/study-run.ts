import { CheckpointError } from './checkpoints/checkpoint-error.ts';
import { isRecord, parseJsonText } from './checkpoints/formats/json-text.ts';
import type { NamedTensors } from './checkpoints/formats/named-tensors.ts';
import { writeSafetensors } from './checkpoints/formats/safetensors.ts';
import { planWeights, readWeights } from './checkpoints/naming/match.ts';
import type { Naming } from './checkpoints/naming/naming.ts';
import { ownNaming } from './checkpoints/naming/own.ts';
import type { Graph } from './graph/graph.ts';
import { fold, foldWeights, type Weights } from './operators/fold.ts';
import { studyGraph } from './study/graph.ts';
import type { StudyRecord } from './study/recipe.ts';
import { hashedBytes } from './study/weights.ts';

/** What the file of a training of the study says of it: its record, of which a run in a page leaves test pictures and other artists out. */
export type RunRecord = Omit<StudyRecord, 'test' | 'unseen'> & Partial<Pick<StudyRecord, 'test' | 'unseen'>>;

/** A training of the study as a file has it. */
export interface StudyRunFile {
  readonly record: RunRecord;
  /** The inference graph and its weights. */
  readonly graph: Graph;
  readonly weights: Weights;
  /** The bytes that `record.hash` is the SHA-256 of. */
  readonly hashed: Uint8Array<ArrayBuffer>;
}

/** What stands in the file's metadata. */
const key = 'record';

/** The weights of a training, float32 by the names of its graph and not folded, with its record as the metadata `record`. */
export function writeStudyRun(record: RunRecord, graph: Graph, weights: Weights): Uint8Array {
  const tensors = graph.parameters.map(({ name, shape }) => {
    const values = weights.get(name) ?? new Float32Array();
    const data = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    return { name, shape, dtype: 'float32' as const, data };
  });
  return writeSafetensors(tensors, { [key]: JSON.stringify(record) });
}

/** Whether a file says of itself that it is a training of the study. */
export const isStudyRun = ({ metadata, byName }: NamedTensors): boolean =>
  metadata[key] !== undefined && byName.has('stage1/bn/gamma');

const asTrained: Naming = { ...ownNaming, folded: false };

/** Knobs beyond these are no network of the study's; a file may say anything. */
const most = { depth: 8, width: 4, resolution: 512 } as const;

function recordIn({ metadata }: NamedTensors): RunRecord {
  const fault = (field: string) => new CheckpointError({ code: 'run-record', field });
  const text = new TextEncoder().encode(metadata[key] ?? '');
  const record = parseJsonText(text, 'run-record', 65_536);
  if (!isRecord(record)) throw fault(key);
  for (const [name, limit] of Object.entries(most)) {
    const value = record[name];
    if (typeof value !== 'number' || !(value > 0 && value <= limit)) throw fault(name);
  }
  if (record.task !== 'easy' && record.task !== 'whole') throw fault('task');
  for (const name of ['seed', 'seen', 'distinct', 'validation', 'measured'])
    if (typeof record[name] !== 'number') throw fault(name);
  for (const name of ['name', 'hash']) if (typeof record[name] !== 'string') throw fault(name);
  return record as unknown as RunRecord;
}

/** @throws CheckpointError where the record or a tensor is missing, left over, mis-shaped or not finite */
export function readStudyRun(file: NamedTensors): StudyRunFile {
  const record = recordIn(file);
  const { name, task, depth, width, resolution } = record;
  const graph = studyGraph({ name, knobs: { depth, width, resolution } }, task);
  const raw = readWeights(planWeights(graph, file, asTrained));
  const broken = graph.parameters.find((parameter) => !raw.get(parameter.name)?.every(Number.isFinite));
  if (broken !== undefined) throw new CheckpointError({ code: 'weights-not-finite', weights: broken.name });
  return {
    record,
    graph: fold(graph),
    weights: foldWeights(graph, raw),
    hashed: hashedBytes(graph, raw),
  };
}
