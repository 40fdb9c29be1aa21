import { writeSafetensors } from '../../../models/checkpoints/formats/safetensors.ts';
import { studyGraph } from '../../../models/study/graph.ts';
import type { PageRun } from '../../engine/client/study.ts';
import type { OwnRecord } from './run.ts';

/** The weights of a run, float32 by the names of the graph, with its record as the metadata `record`. */
export function weightsFile(
  run: PageRun,
  record: OwnRecord,
  weights: ReadonlyMap<string, Float32Array>,
): Uint8Array {
  const tensors = studyGraph(run.network, run.task).parameters.map(({ name, shape }) => {
    const values = weights.get(name) ?? new Float32Array();
    const data = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    return { name, shape, dtype: 'float32' as const, data };
  });
  return writeSafetensors(tensors, { record: JSON.stringify(record) });
}
