import { factsOf, studyGraph } from '../../models/study/graph.ts';
import { findStudyNetwork } from '../../models/study/networks.ts';
import { type StudyRecord, wholeLength } from '../../models/study/recipe.ts';

/** A record as if a network of the study had been trained at full length: its costs are counted, its share is made up. */
export function madeUp(name: string, test: number, seed = 1): StudyRecord {
  const network = findStudyNetwork(name);
  if (network === undefined) throw new Error(`The study has no network ${name}.`);
  const facts = factsOf({ network, task: 'whole', seed }, studyGraph(network, 'whole'));
  return { ...facts, ...wholeLength, validation: test, test, unseen: {}, hash: '' };
}
