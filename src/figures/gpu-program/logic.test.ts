import { describe, expect, test } from 'vitest';
import { families, findNetwork } from '../../../models/families/index.ts';
import { defaultView } from '../../parts/shell/schema.ts';
import { assumedDevices } from './devices.ts';
import { diagramLink } from './diagram-link.ts';
import { factsOf } from './facts.ts';
import { dispatchAt, layoutStrip } from './layout.ts';
import { partOf, programsNamed, sameWork, shownOn, timed } from './logic.ts';
import { shownMeasured } from './measured.ts';
import { fitted } from './shown.ts';
import { programTable } from './table.ts';
import { programSchema } from './view.ts';

const b0 = programsNamed('efficientnet-b0')!;
const d0 = programsNamed('efficientdet-d0')!;
const { desktop, shared, dataCentre } = assumedDevices;

describe('the programs', () => {
  test('do the same work, joined or not', () => {
    for (const { fused, unfused } of [b0, d0]) {
      expect(fused.multiplyAdds).toBe(unfused.multiplyAdds);
      expect(fused.bytes).toBeLessThan(unfused.bytes);
      const names = (asked: typeof fused) =>
        [...new Set(asked.dispatches.flatMap(({ operators }) => operators))].sort();
      expect(names(fused)).toEqual(names(unfused));
      expect(unfused.dispatches.every(({ operators }) => operators.length === 1)).toBe(true);
    }
    expect(b0.fused.dispatches.length).toBeLessThanOrEqual(52);
    expect(d0.fused.dispatches.length).toBeLessThanOrEqual(80);
  });

  test('are known of every listed network', () => {
    for (const { members } of families)
      for (const { name } of members.slice(0, 1))
        expect(programsNamed(name)?.fused.dispatches.length).toBeGreaterThan(10);
    expect(programsNamed('no-network')).toBeUndefined();
  });

  test('parts of the network: stages, the neck, both heads as one', () => {
    const graphs = (name: string) => findNetwork(name)!.member.network();
    const detector = graphs('efficientdet-d0');
    expect(partOf(detector, 'backbone/stage3/block0/expand')).toBe('3');
    expect(partOf(detector, 'classHead/P3/predict/pointwise')).toBe('heads');
    // Names say nothing: what no builder spoke of is called by its outermost scope.
    expect(partOf({ ...detector, scopes: [] }, 'classHead/P3/predict/pointwise')).toBe('classHead');
    expect(partOf(graphs('mobilenet-v2'), 'stage2/block0/expand/conv')).toBe('2');
    expect(partOf(graphs('thundernet-snet-49'), 'backbone/conv5/conv')).toBe('conv5');
    expect(partOf(graphs('bisenet-resnet-18'), 'head/resize')).toBe('head');
    expect([...new Set(d0.fused.dispatches.map(({ part }) => part))].slice(-2)).toEqual(['neck', 'heads']);
  });
});

describe('time', () => {
  const dispatch = { ...b0.fused.dispatches[0]!, multiplyAdds: 6e6, bytes: 36e6 };
  test('is the launch, then the longer of computing and moving', () => {
    const { arithmetic, memory, total, bound } = timed(dispatch, desktop, 5e-6);
    expect(arithmetic).toBeCloseTo(1e-6, 12);
    expect(memory).toBeCloseTo(1e-4, 12);
    expect(total).toBeCloseTo(1.05e-4, 12);
    expect(bound).toBe('memory');
    expect(timed(dispatch, desktop, 1e-3).bound).toBe('launch');
    expect(timed({ ...dispatch, bytes: 1 }, desktop, 0).bound).toBe('arithmetic');
  });
  test('of a run is that of its dispatches, and what the chapter says of B0 holds', () => {
    for (const device of [shared, desktop, dataCentre]) {
      const { times, total, seconds } = shownOn(b0.fused, device, 5e-6);
      expect(times.reduce((sum, time) => sum + time.total, 0)).toBeCloseTo(total, 12);
      expect(seconds.launch + seconds.memory + seconds.arithmetic).toBeCloseTo(total, 9);
      expect(seconds.arithmetic).toBeLessThan(0.05 * total);
    }
    const fast = shownOn(b0.fused, dataCentre, 5e-6);
    expect(fast.seconds.launch).toBeGreaterThan(0.5 * fast.total);
    const slow = shownOn(b0.fused, shared, 5e-6);
    expect(slow.seconds.memory).toBeGreaterThan(0.5 * slow.total);
  });
});

describe.each(['wide', 'narrow'] as const)('the %s strip', (size) => {
  const fused = shownOn(b0.fused, desktop, 5e-6);
  const unfused = shownOn(b0.unfused, desktop, 5e-6);
  const layout = layoutStrip(fused, unfused.total, size);
  test('is as long as the run lasts, to the scale of the longer one', () => {
    const all = layout.rows * layout.width;
    expect(layout.ends.at(-1)).toBeCloseTo((all * fused.total) / unfused.total, 3);
    expect(layoutStrip(unfused, unfused.total, size).ends.at(-1)).toBeCloseTo(all, 3);
  });
  test('has a name for each part that has room, and none lies over another', () => {
    expect(layout.labels[0]?.text).toBe('1');
    const places = layout.labels.map(({ x, y }) => `${x} ${y}`);
    expect(new Set(places).size).toBe(places.length);
  });
  test('is found again by its dispatches', () => {
    layout.ends.forEach((end, i) => {
      const middle = (end + (layout.ends[i - 1] ?? 0)) / 2;
      const row = Math.floor(middle / layout.width);
      const rowHeight = layout.height / layout.rows;
      expect(dispatchAt(layout, middle - row * layout.width, (row + 0.6) * rowHeight, size)).toBe(i);
    });
    expect(dispatchAt(layout, layout.width, layout.height, size)).toBeUndefined();
  });
});

test('who turns joining off keeps looking at the same work', () => {
  const at = b0.fused.dispatches.findIndex(({ operators }) =>
    operators.some((name) => name.startsWith('stage4/block0/project')),
  );
  expect(at).toBeGreaterThan(0);
  const there = sameWork(b0.fused.dispatches[at], b0.unfused.dispatches);
  expect(b0.fused.dispatches[at]?.operators).toContain(b0.unfused.dispatches[there]?.operators[0] ?? '');
  expect(sameWork(b0.unfused.dispatches[there], b0.fused.dispatches)).toBe(at);
});

test('the table has a row a dispatch', () => {
  expect(programTable(shownOn(d0.fused, desktop, 0)).rows).toHaveLength(d0.fused.dispatches.length);
});

test('a block of B0 to B7 is linked to the network diagram, others are not', () => {
  expect(
    diagramLink(programsNamed('efficientnet-b4')!.graph, ['stage3/block1/expand', 'stage3/block1/swish']),
  ).toBe('efficientnet-b0/#network-diagram=1;size:b4,stage:3,block:1,op:0');
  expect(diagramLink(d0.graph, ['backbone/stage3/block1/expand'])).toBeUndefined();
  // An EfficientNet, but none that the diagram offers.
  expect(diagramLink(programsNamed('efficientnet-lite0')!.graph, ['stage3/block1/expand'])).toBeUndefined();
});

test('a network that is not listed becomes the default; other spellings their own', () => {
  const view = defaultView(programSchema);
  expect(fitted({ ...view, network: 'nothing' })).toEqual({ view, adjusted: true });
  expect(fitted({ ...view, network: 'efficientnet_b1' }).view.network).toBe('efficientnet-b1');
});

test('the chapter’s numbers: fewer dispatches and bytes, and maps that share memory', () => {
  const facts = factsOf('efficientdet-d0');
  expect(facts.dispatches).toBeLessThan(facts.unfusedDispatches / 4);
  expect(facts.arenaBytes).toBeLessThan(facts.mapBytes / 3);
  expect(facts.arenas).toBeGreaterThanOrEqual(2);
});

describe('a program that was timed', () => {
  const seconds = b0.fused.dispatches.map((_, i) => (i + 1) * 1e-5);
  const here = { network: 'efficientnet-b0', adapter: 'a card', asked: b0.fused, seconds, device: desktop };
  test('is as long as its dispatches took, each as wide as its own', () => {
    const shown = shownMeasured({ ...here, launch: 4e-6 });
    const all = seconds.reduce((sum, each) => sum + each, 0);
    expect(shown.total).toBeCloseTo(all, 12);
    expect(shown.times.map(({ total }) => total)).toEqual(seconds);
    const { launch, arithmetic, memory } = shown.seconds;
    expect(launch).toBeCloseTo(4e-6 * seconds.length, 12);
    expect(launch + arithmetic + memory).toBeCloseTo(all, 12);
    expect(layoutStrip(shown, shown.total, 'wide').ends.at(-1)).toBeCloseTo(4 * 960, 3);
  });
  test('starts no dispatch for longer than it lasts', () => {
    const shown = shownMeasured({ ...here, launch: 1 });
    expect(shown.seconds.launch).toBeCloseTo(shown.total, 12);
    expect(shown.times.every(({ launch, total }) => launch <= total)).toBe(true);
  });
});
