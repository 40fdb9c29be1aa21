import { studyGraph } from '../../../models/study/graph.ts';
import { writeStudyRun } from '../../../models/study-run.ts';
import type { PageRun } from '../../engine/client/study.ts';
import type { OwnRecord } from './run.ts';

/** The weights of a run with its record, as every figure that runs networks opens it. */
export const weightsFile = (
  { network, task }: PageRun,
  record: OwnRecord,
  weights: ReadonlyMap<string, Float32Array>,
): Uint8Array => writeStudyRun(record, studyGraph(network, task), weights);
