import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { provenBy } from '../../src/engine/executors/proof.ts';
import { rules } from '../../src/engine/plan/fuse.ts';
import { plan } from '../../src/engine/plan/program.ts';
import { randomGraph } from '../parity/random-graph.ts';
import { EngineHarness } from './engine-harness.ts';

const harness = new EngineHarness();
beforeAll(() => harness.open());
afterAll(() => harness.close());

const count = 500;

describe('500 random graphs', () => {
  test('have every kind of operator, and every rule joins something in dozens of them', () => {
    const graphs = Array.from({ length: count }, (_, i) => randomGraph(i + 1));
    const kinds = new Set(graphs.flatMap(({ ops }) => ops.map(({ kind }) => kind)));
    expect([...kinds].sort()).toEqual(Object.keys(provenBy).sort());
    const steps = graphs.map((graph) => plan(graph).steps.length);
    for (const { name } of rules) {
      const without = new Set([name]);
      const longer = graphs.filter((graph, i) => plan(graph, { without }).steps.length > (steps[i] ?? 0));
      expect(longer.length, name).toBeGreaterThan(30);
    }
  }, 120_000);

  test('joined and operator by operator, under the least limits, as plain loops compute them', async () => {
    await harness.withPage({ webgpu: true }, async ({ page, complaints }) => {
      const found = await page.evaluate((graphs) => globalThis.ownGpu.randomGraphs(1, graphs, 1e-5), count);
      expect(found.off).toEqual([]);
      expect(found.maxStorageBuffersPerShaderStage).toBe(8);
      expect(found.maxComputeWorkgroupStorageSize).toBe(16_384);
      expect(found.joined).toBeGreaterThan(count / 2);
      expect(complaints).toEqual([]);
    });
  }, 600_000);
});

test('1,000 runs make nothing on the device after the first few, and hold no more', async () => {
  await harness.withPage({ webgpu: true }, async ({ page }) => {
    const { before, after } = await page.evaluate(() =>
      globalThis.ownGpu.manyRuns(globalThis.smallGraph(16), 1000, ['fuse/fusion', 'dense/bias']),
    );
    expect(before.made.createComputePipelineAsync).toBeGreaterThan(3);
    expect(before.made.createBindGroup).toBeGreaterThan(0);
    expect(after).toEqual(before);
  });
}, 300_000);

describe('runs about several regions', () => {
  test.each([
    [70, 4, 1e-5],
    [70, 2, 5e-3],
  ] as const)('%s regions, %s bytes a value', async (count, valueBytes, bound) => {
    await harness.withPage({ webgpu: true }, async ({ page, complaints }) => {
      const found = await page.evaluate(([many, bytes]) => globalThis.ownGpu.regions(many, bytes), [
        count,
        valueBytes,
      ] as const);
      expect(Object.keys(found.off).sort()).toEqual(['both', 'map', 'scores']);
      for (const [name, off] of Object.entries(found.off)) expect(off, name).toBeLessThan(bound);
      // The map is of the picture: it comes back once.
      expect(found.counts).toEqual([undefined, count, count]);
      // A transfer for 32 regions, one for the map.
      expect(found.submits).toBe(Math.ceil(count / 32) + 1);
      expect(found.made).toBe(0);
      expect(found.refused).toBe('cancelled');
      expect(complaints).toEqual([]);
    });
  });
});

describe('a detector’s candidates', () => {
  test.each([10, 50, 5000])('%s at the most, chosen on the device as they are in memory', async (most) => {
    await harness.withPage({ webgpu: true }, async ({ page }) => {
      const answers = await page.evaluate((wanted) => globalThis.ownGpu.candidates(wanted), most);
      expect(answers.map(({ name }) => name)).toHaveLength(5);
      for (const { name, here, inMemory } of answers) {
        expect(here, name).not.toBeNull();
        // Memory counts an anchor that is no number's among those that it keeps, and tells zeros of two signs apart.
        if (/number|signs/.test(name) && most < 5000) {
          expect(here?.anchors.length, name).toBe(Math.min(most, 5000));
          continue;
        }
        const { cells, ...chosen } = here ?? { cells: [] };
        const { cells: others, ...same } = inMemory ?? { cells: [] };
        expect(chosen, name).toEqual(same);
        if (!/number/.test(name)) expect(cells, name).toEqual(others);
      }
    });
  });
});

describe('bitmaps as textures', () => {
  // Half of a value's last place where values are halves, up to 2.6.
  test.each([
    [4, 1e-5],
    [2, 2e-3],
  ] as const)(
    '%s bytes a value: as the processor prepares them',
    async (valueBytes, bound) => {
      await harness.withPage({ webgpu: true }, async ({ page, complaints }) => {
        const found = await page.evaluate((bytes) => globalThis.ownGpu.frames(bytes), valueBytes);
        expect(found).toHaveLength(12);
        for (const [i, { size, opaque, off, same, fitted, textures }] of found.entries()) {
          expect(off, `${size} ${opaque}`).toBeLessThan(bound);
          expect(same, size).toBe(true);
          expect(fitted, size).toBe(true);
          // One for each new size, none for a picture of the one before it.
          expect(textures, size).toBe(i === 6 ? 0 : 1);
        }
        expect(complaints).toEqual([]);
      });
    },
    120_000,
  );
});

test('two frames under way give what each gives alone, and make nothing after the first few', async () => {
  await harness.withPage({ webgpu: true }, async ({ page, complaints }) => {
    const found = await page.evaluate(() => globalThis.overlapped(30));
    expect(found.beside).toEqual(found.alone);
    // Frames differ, so that one in the place of another would be seen.
    expect(new Set(found.alone.map((each) => each.join())).size).toBe(30);
    expect([found.mostAlone, found.most]).toEqual([1, 2]);
    expect(found.after).toEqual(found.before);
    expect(found.complaints).toBe(0);
    expect(complaints).toEqual([]);
  });
}, 200_000);

test('every tiling that may be chosen computes the same; one that was measured is kept and told', async () => {
  await harness.withPage({ webgpu: true }, async ({ page, complaints }) => {
    const found = await page.evaluate(() => globalThis.everyTiling());
    // Five, and what was measured.
    expect(found.off.length).toBe(6);
    expect(found.programs).toBe(5);
    for (const off of found.off) expect(off).toBeLessThan(1e-5);
    expect(found.shapes.length).toBeGreaterThan(5);
    expect(found.tuning.map(([key]) => key)).toEqual(found.shapes.map(({ key }) => key));
    for (const [i, [, tiling]] of found.tuning.entries())
      expect(found.shapes[i]?.candidates).toContain(tiling);
    expect(found.told).toEqual(found.tuning);
    expect(found.unchanged).toBe(true);
    // What measuring took on the device is given back.
    expect(found.held).toBe(0);
    expect(found.running).toBeGreaterThan(2);
    expect(found.complaints).toBe(0);
    expect(complaints).toEqual([]);
  });
}, 300_000);
