import { beforeAll, describe, expect, test } from 'vitest';
import { everyNetwork, type KnownNetwork, needsOfListed } from '../../../models/facts/every-network.ts';
import { families } from '../../../models/families/index.ts';
import { thunderNetFamily } from '../../../models/families/thundernet/family.ts';
import { cost } from '../../../models/operators/cost.ts';
import { fold } from '../../../models/operators/fold.ts';
import { defaultView } from '../../parts/shell/schema.ts';
import { nameInTable } from '../../words/en/figures/every-network.ts';
import { networkChart } from './chart.ts';
import {
  bytesAgainstWork,
  foretellTime,
  networksOf,
  networkTable,
  reversalOf,
  shownUp,
  upsOf,
} from './logic.ts';
import { everyNetworkSchema } from './view.ts';

const usual = defaultView(everyNetworkSchema);
let all: readonly KnownNetwork[] = [];
beforeAll(() => {
  all = everyNetwork();
});
const ran = (id: string, ...runsMs: number[]) => ({ id, runsMs });

describe('every network', () => {
  test('is every listed one but for heads without a backbone', () => {
    const listed = families.flatMap(({ members }) => members.map(({ name }) => name));
    expect(listed.filter((name) => !all.some((each) => each.name === name))).toEqual([
      'light-head-rcnn-head-s',
      'light-head-rcnn-head-l',
    ]);
  });

  test('has the accuracy of its paper’s table, and none where no source was read', () => {
    const accuracy = (name: string) => all.find((each) => each.name === name)?.accuracy?.value ?? null;
    expect(accuracy('efficientnet-b7')).toBe(84.3);
    expect(accuracy('efficientdet-d0')).toBe(34.6);
    expect(accuracy('efficientdet-lite4')).toBe(43.18);
    expect(accuracy('efficientnet-v2-s')).toBe(83.9);
    expect(accuracy('shufflenet-v2-1.0')).toBe(69.4);
    expect(accuracy('bisenet-xception-39')).toBe(68.4);
    expect(accuracy('bisenet-resnet-18')).toBeNull();
    for (const { accuracy: found } of all) expect(found?.source ?? ['none']).not.toHaveLength(0);
  });

  test('is shown from few multiply-adds to many, of one task and up to a limit', () => {
    const shown = networksOf(all, { ...usual, most: 'half' }, []);
    const work = shown.map(({ multiplyAdds }) => multiplyAdds);
    expect(work).toEqual(work.toSorted((a, b) => a - b));
    expect(work.at(-1)).toBeLessThanOrEqual(0.5e9);
    expect(new Set(shown.map(({ task }) => task))).toEqual(new Set(['classification']));
    expect(networksOf(all, { ...usual, task: 'all', most: 'any' }, [])).toHaveLength(all.length);
  });

  test('has no time before one was measured, and offers none', () => {
    expect(upsOf(usual, 0)).not.toContain('time');
    expect(shownUp({ ...usual, up: 'time' }, 0)).toBe('bytesMoved');
    expect(shownUp({ ...usual, up: 'time' }, 1)).toBe('time');
    expect(shownUp({ ...usual, up: 'accuracy', task: 'all' }, 1)).toBe('bytesMoved');
    for (const row of networkTable(networksOf(all, usual, [])).rows)
      expect(row.slice(-3)).toEqual([null, null, null]);
  });

  test('measured, foretells time by rank, and the pair that contradicts it is found', () => {
    const [first, , second, third] = networksOf(all, usual, []);
    const measured = [ran(first!.name, 4, 5, 6), ran(second!.name, 2, 3, 4), ran(third!.name, 8, 9, 10)];
    const shown = networksOf(all, usual, measured);
    expect(foretellTime(shown)).toMatchObject({ networks: 3, multiplyAdds: 0.5 });
    expect(reversalOf(shown, 'time')).toMatchObject({
      more: { name: second!.name },
      less: { name: first!.name },
      gain: 5 / 3,
    });
    expect(networkChart(shown, 'time', 'wide')?.points).toHaveLength(3);
  });

  test('without contradiction there is no such pair', () => {
    const [first, , second, third] = networksOf(all, usual, []);
    const shown = networksOf(all, usual, [ran(first!.name, 1), ran(second!.name, 2), ran(third!.name, 3)]);
    expect(foretellTime(shown).multiplyAdds).toBe(1);
    expect(reversalOf(shown, 'time')).toBeUndefined();
  });

  test.each(['wide', 'narrow'] as const)(
    '%s: every point lies on the plot, and its reading has its numbers',
    (size) => {
      const shown = networksOf(all, { ...usual, task: 'all', most: 'any' }, []);
      const chart = networkChart(shown, 'bytesMoved', size)!;
      expect(chart.points).toHaveLength(shown.length);
      for (const { x, y, reading } of chart.points) {
        expect(x).toBeGreaterThanOrEqual(chart.plot.left);
        expect(x).toBeLessThanOrEqual(chart.plot.right);
        expect(y).toBeGreaterThanOrEqual(chart.plot.top);
        expect(y).toBeLessThanOrEqual(chart.plot.bottom);
        expect(reading).toMatch(/multiply-adds, .* bytes moved/);
      }
    },
  );

  test('bytes moved follow multiply-adds only roughly', () => {
    const ranks = bytesAgainstWork(networksOf(all, { ...usual, most: 'any' }, []))!;
    expect(ranks).toBeGreaterThan(0.5);
    expect(ranks).toBeLessThan(0.99);
  });

  test('what is measured is what is counted', () => {
    const { cost } = needsOfListed('mnasnet-a1');
    const known = all.find(({ name }) => name === 'mnasnet-a1');
    expect(known).toMatchObject({ multiplyAdds: cost.multiplyAdds, bytesMoved: cost.bytesMoved });
    expect(() => needsOfListed('mnasnet-z9')).toThrow(RangeError);
  });

  test('a detector that looks twice is counted with both stages where its regions can be chosen', () => {
    const thunder = all.find(({ name }) => name === 'thundernet-snet-49')!;
    const member = thunderNetFamily.members.find(({ name }) => name === thunder.name)!;
    const [first, second] = [fold(member.network()), fold(member.regions!())];
    expect(thunder).toMatchObject({ regions: 200, firstStageAlone: false });
    expect(thunder.multiplyAdds).toBe(cost(first).multiplyAdds + 200 * cost(second).multiplyAdds);
    expect(thunder.parameters).toBe(cost(first).parameters + cost(second).parameters);
    // The map, 245 channels of 20×20, and the weights are read once. For each region: a box read; 245 bins written, read, laid flat, read;
    // 1,024 units written, read by their activation, written, read by either answer; 81 classes and 4 · 80 numbers written.
    const own = thunder.bytesMoved - cost(first).bytesMoved - cost(second).weightBytes;
    expect(own).toBe(4 * (20 * 20 * 245 + 200 * (4 + 4 * 245 + 5 * 1024 + 81 + 320)));
    expect(needsOfListed(thunder.name).second?.regions).toBe(200);
    const light = all.find(({ name }) => name === 'light-head-rcnn-resnet-101')!;
    expect(light).toMatchObject({ regions: null, firstStageAlone: true });
    expect(nameInTable(thunder)).toBe('ThunderNet-SNet49, both stages, 200 regions');
    expect(nameInTable(light)).toMatch(/first stage alone$/);
    expect(networkTable([{ ...thunder, here: null }]).rows[0]![0]).toBe(nameInTable(thunder));
  });
});
