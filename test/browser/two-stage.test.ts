import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { intersectionOverUnion } from '../../models/answers/box.ts';
import { judgedRegions } from '../../models/answers/judged-regions.ts';
import { proposals, regionBoxes } from '../../models/answers/proposals.ts';
import { answerOf } from '../../models/graph/answers.ts';
import { paint } from '../../models/scenes/paint.ts';
import { scene } from '../../models/scenes/scene.ts';
import { findStickerTwoStage, twoStageGraphs } from '../../models/training/two-stage.ts';
import { loadArt } from '../../src/cli/scenes/art.ts';
import { EngineHarness } from './engine-harness.ts';

type Box = readonly [number, number, number, number];
interface Golden {
  size: number;
  scenes: { seed: number; boxes: { label: number; score: number; box: Box }[] }[];
}

const id = 'thundernet-head-stickers';
const golden = JSON.parse(
  readFileSync(new URL(`../goldens/stickers/${id}.json`, import.meta.url), 'utf8'),
) as Golden;
const { picture, region } = twoStageGraphs(findStickerTwoStage(id)!);
const regions = answerOf(picture, 'regions')!;
const classes = answerOf(region, 'regionClasses')!;

declare global {
  var first: Awaited<ReturnType<ReturnType<typeof createEngine>['load']>>;
  var second: Awaited<ReturnType<ReturnType<typeof createEngine>['load']>>;
  /** The map of the last first look, which stays in the page. */
  var thin: Float32Array;
}

const harness = new EngineHarness();
beforeAll(() => harness.open());
afterAll(() => harness.close());

// A software adapter takes seconds for what a card does in milliseconds; two scenes go through every program there is.
test.for([
  ['wasm', 20],
  ['webgpu', 2],
] as const)(
  'two looks on %s find in %s scenes what PyTorch finds',
  { timeout: 300_000 },
  async ([device, scenes]) => {
    const art = await loadArt();
    const { size } = golden;
    await harness.withPage({ webgpu: device === 'webgpu' }, async ({ page, complaints }) => {
      await page.evaluate(
        async ({ force, checkpoint }) => {
          const engine = globalThis.createEngine({ device: force });
          globalThis.first = await engine.load({ checkpoint }, { task: 'twoStageDetection' });
          globalThis.second = await engine.load({ checkpoint, part: 'region' });
        },
        { force: device, checkpoint: id },
      );
      for (const { seed, boxes: expected } of golden.scenes.slice(0, scenes)) {
        const { rgb } = paint(scene(seed, art), size, art);
        const looked = await page.evaluate(
          async ({ side, bytes, names }) => {
            const rgb = Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0));
            const outputs = [names.scores, names.boxes, names.map];
            const ran = await first.run({ width: side, height: side, rgb }, { outputs, fit: 'padded' });
            globalThis.thin = ran.outputs[names.map]!.data;
            const told = (name: string) => ({
              shape: ran.outputs[name]!.shape,
              data: Array.from(ran.outputs[name]!.data),
            });
            const { device, executor } = ran.runtime;
            return { device, executor, scores: told(names.scores), boxes: told(names.boxes) };
          },
          { side: size, bytes: Buffer.from(rgb).toString('base64'), names: regions },
        );
        expect([looked.device, looked.executor]).toEqual([device, device === 'webgpu' ? 'own' : 'tfjs']);
        const map = ({ shape, data }: typeof looked.scores) => ({ shape, data: Float32Array.from(data) });
        const proposed = proposals(regions, map(looked.scores), map(looked.boxes), [size, size]);
        const told = await page.evaluate(
          async ({ box, names }) => {
            const ran = await second.run({ normalized: thin }, { inputs: { box: Float32Array.from(box) } });
            const data = (name: string) => Array.from(ran.outputs[name]!.data);
            return { logits: data(names.logits), boxes: data(names.boxes) };
          },
          { box: [...regionBoxes(regions, proposed)], names: classes },
        );
        const judged = {
          regions: proposed,
          logits: Float32Array.from(told.logits),
          boxes: Float32Array.from(told.boxes),
          picture: [size, size],
          imageScale: 1,
        } as const;
        const { detections } = judgedRegions(classes, judged, { scoreThreshold: 0.05 });
        for (const { label, score, box } of expected.filter((each) => each.score > 0.1)) {
          const same = detections.filter(
            (each) => each.label === label && Math.abs(each.score - score) < 1e-3,
          );
          const best = Math.max(0, ...same.map((each) => intersectionOverUnion(each.box, box)));
          expect(best, `${seed}: class ${label}, ${score}`).toBeGreaterThan(0.99);
        }
      }
      expect(complaints).toEqual([]);
    });
  },
);
