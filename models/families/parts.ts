import type { Graph } from '../graph/graph.ts';
import { type Cost, costs } from '../operators/cost.ts';
import type { Part } from './family.ts';

/** What a part of a network costs. */
export type PartCost = Pick<Cost, 'parameters' | 'movingStatistics' | 'multiplyAdds'>;

/** The outermost scopes of the graphs as parts, in the order in which they run. */
export function outermostScopes(graphs: readonly Graph[]): readonly Part[] {
  const names = graphs.flatMap(({ ops }) =>
    ops.filter(({ kind }) => kind !== 'input').map(({ name }) => name),
  );
  const scopes = new Set(names.map((name) => name.split('/', 1).join()));
  return [...scopes].map((name) => ({ name, scopes: [name] }));
}

/** Whether an operator lies in a scope. */
function isIn(operator: string, scope: string): boolean {
  return operator === scope || operator.startsWith(`${scope}/`);
}

/** The part that an operator belongs to. */
export function partOf(operator: string, parts: readonly Part[]): Part | undefined {
  return parts.find(({ scopes }) => scopes.some((scope) => isIn(operator, scope)));
}

/** Costs of the parts of graphs that make one network together; of what is computed for each region, those of one. */
export function partCosts(
  graphs: readonly Graph[],
  parts: readonly Part[],
): Readonly<Record<string, PartCost>> {
  const nothing: PartCost = { parameters: 0, movingStatistics: 0, multiplyAdds: 0 };
  const sums: Record<string, PartCost> = {};
  for (const graph of graphs)
    costs(graph).forEach((each, id) => {
      const name = partOf(graph.ops[id]?.name ?? '', parts)?.name;
      if (name === undefined) return;
      const sum = sums[name] ?? nothing;
      sums[name] = {
        parameters: sum.parameters + each.parameters,
        movingStatistics: sum.movingStatistics + each.movingStatistics,
        multiplyAdds: sum.multiplyAdds + each.multiplyAdds,
      };
    });
  // In the order of the list; what a network does not have is left out.
  return Object.fromEntries(
    parts.flatMap(({ name }) => (sums[name] === undefined ? [] : [[name, sums[name]]])),
  );
}
