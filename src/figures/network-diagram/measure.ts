import type { Cost } from '../../../models/operators/cost.ts';

/** What the bars of the diagram may show. */
export type Measure = 'multiplyAdds' | 'parameters' | 'memory';

export const measureNames = ['multiplyAdds', 'parameters', 'memory'] as const satisfies readonly Measure[];

/** A cost in the three measures. `memory` is in bytes: the maps that a part makes, as float32. */
export type Measures = Readonly<Record<Measure, number>>;

/** A cost in the three measures. What is folded into the layer before it when the network answers makes no map. */
export function measuresOf(cost: Cost, folded: boolean): Measures {
  const { multiplyAdds, parameters, activationBytes } = cost;
  return { multiplyAdds, parameters, memory: folded ? 0 : activationBytes };
}
