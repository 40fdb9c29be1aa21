import type { Task } from '../../../models/study/kinds.ts';

/** Multiply-adds and parameters by `costKey`. */
export type Costs = Readonly<Record<string, readonly [multiplyAdds: number, parameters: number]>>;

/** What a network is known by among all that can be asked for. */
export const costKey = ({
  depth,
  width,
  resolution,
  task,
}: {
  readonly depth: string | number;
  readonly width: string | number;
  readonly resolution: string | number;
  readonly task: Task;
}): string => `${depth} ${width} ${resolution} ${task}`;
