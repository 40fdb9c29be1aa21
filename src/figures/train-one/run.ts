import { type Knobs, paperBases } from '../../../models/families/efficientnet/compound.ts';
import { networkOf, scaled } from '../../../models/study/networks.ts';
import type { RunFacts, StudyRecord } from '../../../models/study/recipe.ts';
import type { PageRun } from '../../engine/client/study.ts';
import type { TrainOneView } from './view.ts';

const knobsOf = ({ phi, depth, width, resolution }: TrainOneView): Knobs =>
  phi === 'hand'
    ? { depth: Number(depth), width: Number(width), resolution: Number(resolution) }
    : scaled(paperBases, Number(phi));

/** The training that a view asks for. */
export function runOf(view: TrainOneView): PageRun {
  const { task, seen, seed, gain } = view;
  return {
    network: networkOf(knobsOf(view)),
    task,
    seen: Number(seen),
    seed,
    ...(gain === '1' && { gain: 1 }),
  };
}

/** What a training in the page came to: a record of the study's form, but for the test pictures, which it leaves alone. */
export interface OwnRecord extends RunFacts {
  readonly seen: number;
  readonly distinct: number;
  readonly validation: number;
  readonly measured: number;
  readonly hash: string;
  /** Seconds that it took here, pauses aside. */
  readonly seconds: number;
}

type Compared = Pick<StudyRecord, 'depth' | 'width' | 'resolution' | 'task' | 'seen' | 'distinct' | 'gain'>;

/** Records of the same network, task, pictures and start, whatever their seed. */
export function likeRecords(records: readonly StudyRecord[], facts: Compared): readonly StudyRecord[] {
  const keys = ['depth', 'width', 'resolution', 'task', 'seen', 'distinct', 'gain'] as const;
  return records.filter((record) => keys.every((key) => record[key] === facts[key]));
}

/** What a run is compared by, before it has run. */
export const comparedOf = ({ network, task, seen, gain }: PageRun): Compared => ({
  ...network.knobs,
  ...{ task, seen, distinct: seen },
  ...(gain === 1 && { gain }),
});

/** Half of the interval in which an accuracy lies by chance alone, 95 %, from so many pictures (normal approximation). */
export const halfInterval = (share: number, pictures: number): number =>
  1.96 * Math.sqrt((share * (1 - share)) / pictures);
