import type { Graph } from '../graph/graph.ts';
import { costs } from '../operators/cost.ts';

/**
 * What part of a network costs at any resolution: multiply-adds per cell of the map at each halving of the picture, those
 * that do not grow with the picture, and parameters.
 */
export interface UnitCost {
  readonly perCell: readonly number[];
  readonly constant: number;
  readonly parameters: number;
}

/** A power of two so large that every map of a graph has a side of its own and none is a single cell. */
export const unitResolution = 2 ** 12;

/** Sides after each halving of a picture of this side: every stride-2 layer rounds up, as “same” padding does. */
export function sidesOf(resolution: number, halvings = 8): readonly number[] {
  const sides = [resolution];
  for (let each = 0; each < halvings; each++) sides.push(Math.ceil(sides[each]! / 2));
  return sides;
}

/**
 * Unit costs by name, from a graph that was built at `unitResolution`. Operators are told apart by the names that
 * `nameOf` gives them; undefined leaves one out.
 */
export function unitCosts(
  graph: Graph,
  nameOf: (operator: string) => string | undefined,
): ReadonlyMap<string, UnitCost> {
  const found = new Map<string, { perCell: number[]; constant: number; parameters: number }>();
  costs(graph).forEach(({ multiplyAdds, parameters }, id) => {
    const op = graph.ops[id]!;
    const name = nameOf(op.name);
    if (name === undefined || op.kind === 'input') return;
    const sum = found.get(name) ?? { perCell: [], constant: 0, parameters: 0 };
    found.set(name, sum);
    sum.parameters += parameters;
    const [height, width] = op.shape;
    if (height === 1) sum.constant += multiplyAdds;
    else {
      const halvings = Math.log2(unitResolution / height);
      sum.perCell[halvings] = (sum.perCell[halvings] ?? 0) + multiplyAdds / (height * width);
    }
  });
  return found;
}

/** Multiply-adds of a part on maps of these sides. */
export function multiplyAddsAt(unit: UnitCost, sides: readonly number[]): number {
  let sum = unit.constant;
  unit.perCell.forEach((perCell, halvings) => {
    const side = sides[halvings] ?? 1;
    sum += perCell * side * side;
  });
  return sum;
}
