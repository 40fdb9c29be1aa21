import { describe, expect, test } from 'vitest';
import { efficientDet } from '../../../models/families/efficientdet/network.ts';
import { releasedDetector } from '../../../models/families/efficientdet/sizes.ts';
import { efficientNet } from '../../../models/families/efficientnet/network.ts';
import { released } from '../../../models/families/efficientnet/sizes.ts';
import { cost } from '../../../models/operators/cost.ts';
import { fold } from '../../../models/operators/fold.ts';
import { type Program, plan } from './program.ts';
import { madeBy, readBy } from './step.ts';

const b0 = fold(efficientNet(released.B0));
const d0 = fold(efficientDet(releasedDetector.D0));
const arenaBytes = ({ memory }: Program) => memory.arenas.reduce((a, b) => a + b, 0);

describe.each([
  ['B0 at 224', b0, { dispatches: 52, megabytes: 80 }],
  ['D0 at 512', d0, { dispatches: 80, megabytes: 365 }],
] as const)('the program of %s', (_, graph, bar) => {
  const program = plan(graph);

  test('keeps its bars: dispatches, bytes, memory', () => {
    expect(program.steps.length).toBeLessThanOrEqual(bar.dispatches);
    expect(program.bytesMoved / 1e6).toBeLessThanOrEqual(bar.megabytes);
    expect(arenaBytes(program)).toBeLessThanOrEqual(1.15 * program.memory.peakLiveBytes);
  });

  test('does every operator of the graph, each multiply-add once', () => {
    const done = program.steps.flatMap(({ step }) => step.parts.flatMap(({ ops }) => ops));
    const wanted = graph.ops.flatMap((op, id) => (op.kind === 'input' ? [] : [id]));
    expect([...new Set(done)].sort((a, b) => a - b)).toEqual(wanted);
    expect(program.multiplyAdds).toBe(cost(graph).multiplyAdds);
  });

  test('reads nothing before it is made, and never from the arena that it writes', () => {
    const made = new Set([0]);
    const arenaOf = (id: number) => program.memory.places.get(id)?.arena;
    for (const { step } of program.steps) {
      for (const id of readBy(step)) expect(made.has(id)).toBe(true);
      const reads = new Set(readBy(step).map(arenaOf));
      const writes = new Set(madeBy(step).map(arenaOf));
      expect(writes.size).toBe(1);
      expect([...writes].some((arena) => reads.has(arena))).toBe(false);
      expect(reads.size).toBeLessThanOrEqual(3);
      for (const id of madeBy(step)) made.add(id);
    }
    for (const id of program.kept) expect(made.has(id)).toBe(true);
  });

  test('no two maps that live at one time share memory', () => {
    const lives = new Map<number, { from: number; to: number }>([[0, { from: -1, to: -1 }]]);
    program.steps.forEach(({ step }, at) => {
      for (const id of readBy(step)) (lives.get(id) as { to: number }).to = at;
      for (const id of madeBy(step)) lives.set(id, { from: at, to: program.kept.has(id) ? 1e9 : at });
    });
    const sizeOf = (id: number) => {
      const [h, w, c] = graph.ops[id]?.shape ?? [0, 0, 0];
      return h * w * Math.ceil(c / 4) * 16 * (program.sums.get(id) ?? 1);
    };
    const placed = [...lives].map(([id, life]) => ({
      ...life,
      ...program.memory.places.get(id),
      bytes: sizeOf(id),
    }));
    for (const [i, a] of placed.entries())
      for (const b of placed.slice(i + 1)) {
        if (a.arena !== b.arena || a.from > b.to || b.from > a.to) continue;
        const apart =
          (a.offset ?? 0) + a.bytes <= (b.offset ?? 0) || (b.offset ?? 0) + b.bytes <= (a.offset ?? 0);
        expect(apart).toBe(true);
      }
  });
});

test('a tap splits a fusion where a reader looks, and nothing else', () => {
  const id = b0.taps['stage4/block0/se/scale'] as number;
  const program = plan(b0, { kept: [id] });
  expect(program.kept.has(id)).toBe(true);
  // The gate's two layers, and the mean as a map of its own.
  expect(program.steps.length - plan(b0).steps.length).toBeLessThanOrEqual(3);
});

test.each(['B1', 'B3', 'B7'] as const)('plans %s', (name) => {
  const graph = fold(efficientNet(released[name]));
  expect(plan(graph).multiplyAdds).toBe(cost(graph).multiplyAdds);
});

// A node or a layer of a head is one dispatch in every width that the least workgroup memory holds, 224 channels.
test.each([
  ['D2', 120],
  ['D4', 160],
  ['Lite4', 165],
] as const)('%s is joined under the least limits', (name, most) => {
  const { steps } = plan(fold(efficientDet(releasedDetector[name])));
  expect(steps.length).toBeLessThanOrEqual(most);
  expect(steps.filter(({ step }) => step.program === 'plain')).toEqual([]);
});

test.each(['D1', 'D7x', 'Lite0'] as const)('plans %s', (name) => {
  const graph = fold(efficientDet(releasedDetector[name]));
  expect(plan(graph).multiplyAdds).toBe(cost(graph).multiplyAdds);
});
