import type { StudyRun } from '../../../models/study/recipe.ts';

/** Multiply-adds and parameters by `costKey`. */
export type Costs = Readonly<Record<string, readonly [multiplyAdds: number, parameters: number]>>;

/** What a network is known by among all that can be asked for. */
export const costKey = ({ network, task }: Pick<StudyRun, 'network' | 'task'>): string =>
  `${network.name} ${task}`;
