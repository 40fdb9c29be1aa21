import { factsOf, studyGraph } from '../../../models/study/graph.ts';
import type { PageRun } from '../../engine/client/study.ts';
import type { OwnRecord } from './run.ts';

/** The record of a run that is over, with what its graph comes to. */
export function ownRecord(
  run: PageRun,
  found: Pick<OwnRecord, 'validation' | 'measured' | 'hash' | 'seconds'>,
): OwnRecord {
  const facts = factsOf(run, studyGraph(run.network, run.task));
  return { ...facts, seen: run.seen, distinct: run.seen, ...found };
}
