import { describe, expect, test } from 'vitest';
import { families } from '../../../../models/families/index.ts';
import type { Graph } from '../../../../models/graph/graph.ts';
import { cost } from '../../../../models/operators/cost.ts';
import { fold } from '../../../../models/operators/fold.ts';
import { plan } from '../../plan/program.ts';
import { codeOf } from './code.ts';
import { planNetwork } from './network.ts';

/** The smallest and the largest network of each family: what lies between them is made of the same operators. */
const networks = families.flatMap(({ id, members }) =>
  [...new Set([members[0], members.at(-1)])].flatMap((member) =>
    member === undefined ? [] : [[id, member.name, member] as const],
  ),
);

describe('every family plans', () => {
  test.each(networks)('%s: %s', (_, __, member) => {
    const graph = fold(member.network());
    const program = plan(graph);
    const planned = planNetwork(program, 256);
    // Each operator is in some dispatch, and none computes what the graph does not ask for.
    const done = new Set(program.steps.flatMap(({ step }) => step.parts.flatMap(({ ops }) => ops)));
    expect(done.size).toBe(graph.ops.filter(({ kind }) => kind !== 'input').length);
    expect(program.multiplyAdds).toBe(cost(graph).multiplyAdds);
    // Every weight has its place.
    const placed = new Set(planned.weights.flatMap(({ packed }) => packed.from));
    expect(graph.parameters.filter(({ name, role }) => role !== 'fusion' && !placed.has(name))).toEqual([]);
    expect(program.steps.length).toBeLessThan(done.size);
    // Nothing compiles for each layer anew.
    expect(new Set(planned.steps.map(({ code }) => code.key)).size).toBeLessThanOrEqual(48);
    expect(planned.steps.every(({ costed, code }) => codeOf(program, costed.step).key === code.key)).toBe(
      true,
    );
  });
  test('D0 compiles few programs', () => {
    const d0 = networks.find(([, name]) => name === 'efficientdet-d0')?.[2];
    const program = plan(fold(d0?.network() as Graph));
    expect(new Set(program.steps.map(({ step }) => codeOf(program, step).key)).size).toBeLessThanOrEqual(24);
  });
  test('no family is left out', () => {
    expect(new Set(networks.map(([id]) => id)).size).toBe(families.length);
  });
});
