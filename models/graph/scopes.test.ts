import { describe, expect, test } from 'vitest';
import { families } from '../families/index.ts';
import { GraphBuilder } from '../operators/builder.ts';
import { fold } from '../operators/fold.ts';
import type { Graph } from './graph.ts';
import { isWithin, scopeAround, scopeAt, scopesOf } from './scopes.ts';

/** A stage of two blocks, whose names say nothing, and what lies behind it. */
function made(): Graph {
  const builder = new GraphBuilder('made');
  let x = builder.input([8, 8, 4]);
  const inside = (number: number) =>
    builder.scope('gate', () => builder.activation(x, 'sigmoid', { name: `g${number}` }), {
      kind: 'squeezeExcite',
    });
  builder.scope(
    'a',
    () => {
      for (const number of [0, 1])
        x = builder.scope(`b${number}`, () => inside(number), { kind: 'block', number });
    },
    { kind: 'stage', number: 3 },
  );
  // The same stage goes on, and says so no second time.
  x = builder.scope('a', () => builder.activation(x, 'relu', { name: 'end' }));
  builder.output('answer', builder.activation(x, 'relu', { name: 'block7' }));
  return builder.build();
}

describe('what scopes are for', () => {
  const graph = made();

  test('is told as they open, once each, outer ones first', () => {
    expect(graph.scopes).toEqual([
      { path: 'a', kind: 'stage', number: 3 },
      { path: 'a/b0', kind: 'block', number: 0 },
      { path: 'a/b0/gate', kind: 'squeezeExcite' },
      { path: 'a/b1', kind: 'block', number: 1 },
      { path: 'a/b1/gate', kind: 'squeezeExcite' },
    ]);
    expect(scopesOf(graph, 'block').map(({ path }) => path)).toEqual(['a/b0', 'a/b1']);
    expect(scopeAt(graph, 'a/b1')?.number).toBe(1);
    expect(scopeAt(graph, 'a/b')).toBeUndefined();
  });

  test('is found around an operator, a tap or another scope', () => {
    expect(scopeAround(graph, 'a/b1/gate/g1', 'block')?.path).toBe('a/b1');
    expect(scopeAround(graph, 'a/b1/gate', 'stage')?.number).toBe(3);
    expect(scopeAround(graph, 'a/end', 'stage')?.number).toBe(3);
    expect(scopeAround(graph, 'a/end', 'block')).toBeUndefined();
    // Called like a block, and in none.
    expect(scopeAround(graph, 'block7', 'block')).toBeUndefined();
    expect(isWithin('a/b10/x', 'a/b1')).toBe(false);
  });

  test('outlives folding and JSON; a graph that was put together by hand has nothing to tell', () => {
    expect(fold(graph).scopes).toEqual(graph.scopes);
    const read = JSON.parse(JSON.stringify(graph)) as Graph;
    expect(scopeAround(read, 'a/b0/gate/g0', 'block')).toEqual(graph.scopes![1]);
    const { scopes: _, ...rest } = graph;
    const byHand: Graph = rest;
    expect(scopesOf(byHand, 'block')).toEqual([]);
    expect(scopeAround(byHand, 'a/b0/gate/g0', 'block')).toBeUndefined();
  });
});

describe('every family', () => {
  test.each(families.map((family) => [family.id, family] as const))('%s', (_, { members }) => {
    const graph = members[0]!.network();
    const scopes = graph.scopes ?? [];
    // Nobody speaks of a scope without operators, and a gate lies in a block.
    for (const { path } of scopes)
      expect(
        graph.ops.some(({ name }) => name !== path && isWithin(name, path)),
        path,
      ).toBe(true);
    for (const { path } of scopesOf(graph, 'squeezeExcite'))
      expect(scopeAround(graph, path, 'block'), path).toBeDefined();
    for (const { path } of scopesOf(graph, 'block'))
      expect(scopeAround(graph, path, 'stage')?.number, path).toBeGreaterThan(0);
    expect(scopes.length).toBeGreaterThan(1);
  });
});
