import { factsOf, studyGraph } from '../../models/study/graph.ts';
import { findStudyNetwork } from '../../models/study/networks.ts';
import { type StudyRecord, wholeLength } from '../../models/study/recipe.ts';

/** A record as if a network of the study had been trained at full length: its costs are counted, its share is made up. */
export function madeUp(name: string, test: number, seed = 1): StudyRecord {
  const network = findStudyNetwork(name);
  if (network === undefined) throw new Error(`The study has no network ${name}.`);
  const facts = factsOf({ network, task: 'whole', seed }, studyGraph(network, 'whole'));
  return {
    ...facts,
    ...wholeLength,
    validation: test,
    test,
    unseen: { emojione: test / 2, openmoji: test / 3 },
    hash: '',
  };
}

/**
 * A made-up family in which depth fades, width does too and ends in nothing, and resolution goes on. Two seeds a network lie 0.4 points
 * apart, so that the deviation of a run is 0.4 / √2 = 0.28 points.
 */
export const madeUpFamily: readonly StudyRecord[] = Object.entries({
  base: 0.6,
  'depth-0.5': 0.52,
  'depth-2': 0.63,
  'depth-3': 0.64,
  'width-0.175': 0.53,
  'width-0.35': 0.65,
  'width-0.55': 0.6505,
  'resolution-24': 0.4,
  'resolution-32': 0.48,
  'resolution-64': 0.68,
  'resolution-96': 0.8,
  'paper-phi-2': 0.49,
  'paper-phi-1': 0.55,
  'paper-phi1': 0.66,
  'paper-phi2': 0.7,
}).flatMap(([name, test]) => [madeUp(name, test - 0.002, 1), madeUp(name, test + 0.002, 2)]);

/** Of the grid search, as made up. */
export const madeUpGrid: readonly StudyRecord[] = Object.entries({
  'grid-1-1-1.4': 0.7,
  'grid-1-1.2-1.2': 0.67,
  'grid-1.2-1-1.3': 0.69,
  'grid-1.4-1.2-1': 0.64,
}).map(([name, test]) => madeUp(name, test));
