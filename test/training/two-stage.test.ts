import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { intersectionOverUnion } from '../../models/answers/box.ts';
import { parseCard } from '../../models/checkpoints/card.ts';
import { openCheckpoint } from '../../models/checkpoints/formats/open.ts';
import { labels } from '../../models/scenes/art.ts';
import { paint } from '../../models/scenes/paint.ts';
import { scene } from '../../models/scenes/scene.ts';
import { partitionOf, partitions } from '../../models/scenes/seeds.ts';
import { ownParameters } from '../../models/training/detectors.ts';
import { findStickerTwoStage, stickerTwoStages, twoStageGraphs } from '../../models/training/two-stage.ts';
import { loadTwoStage } from '../../src/cli/evaluate/two-stage.ts';
import { loadArt } from '../../src/cli/scenes/art.ts';

type Box = readonly [number, number, number, number];
interface Golden {
  size: number;
  scenes: {
    seed: number;
    regions: { logit: number; box: Box }[];
    boxes: { label: number; score: number; box: Box }[];
  }[];
}

const checkpoints = new URL('../../models/checkpoints/', import.meta.url).pathname;
const goldens = new URL('../goldens/stickers/', import.meta.url).pathname;
const trained = readdirSync(checkpoints).filter((id) => findStickerTwoStage(id) !== undefined);

it('the parameters are those that the first trial of these heads counted', () => {
  const counts = stickerTwoStages.map((detector) => {
    const { picture, region } = twoStageGraphs(detector);
    const trainable = [...picture.parameters, ...region.parameters].filter(
      ({ name, role }) => !name.startsWith('backbone/') && role !== 'mean' && role !== 'variance',
    );
    return trainable.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
  });
  expect(counts).toEqual([619_486, 2_462_864]);
});

describe.each(trained)('%s', (id) => {
  const detector = findStickerTwoStage(id)!;
  const card = parseCard(JSON.parse(readFileSync(`${checkpoints}${id}/card.json`, 'utf8')), id);
  const golden = JSON.parse(readFileSync(`${goldens}${id}.json`, 'utf8')) as Golden;

  it('holds its own part of both graphs and nothing else', () => {
    const bytes = new Uint8Array(readFileSync(`${checkpoints}${id}/weights.safetensors`));
    const { tensors } = openCheckpoint([{ name: 'weights.safetensors', bytes }]);
    const { picture, region } = twoStageGraphs(detector);
    const wanted = [picture, region].flatMap(ownParameters).map(({ name, shape }) => [name, [...shape]]);
    expect(tensors.map(({ name, shape }) => [name, [...shape]])).toEqual(wanted);
    expect(existsSync(`${checkpoints}${card.standsOn}/weights.safetensors`)).toBe(true);
  });

  it('was trained on training scenes and tested on test scenes', () => {
    const { steps, batch, scenes } = detector.recipe;
    expect(card.training!.scenes).toEqual({
      [detector.resolution]: { firstSeed: scenes.from, count: scenes.count },
    });
    expect(card.training!.scenesSeen).toBe(steps * batch);
    expect(card.labels).toEqual(labels);
    expect(card.measured!.map(({ artist }) => artist)).toEqual([null, 'emojione']);
    for (const { firstSeed, scenes: count, ap, interval } of card.measured!) {
      expect(partitionOf(firstSeed)).toBe('test');
      expect(partitionOf(firstSeed + count - 1)).toBe('test');
      expect(ap).toBeGreaterThanOrEqual(interval[0]);
      expect(ap).toBeLessThanOrEqual(interval[1]);
    }
  });

  it('proposes and finds in twenty scenes what PyTorch does', { timeout: 120_000 }, async () => {
    const network = await loadTwoStage(detector, golden.size);
    const art = await loadArt();
    expect(golden.scenes).toHaveLength(20);
    for (const expected of golden.scenes) {
      const { rgb } = paint(scene(expected.seed, art), golden.size, art);
      const picture = { width: golden.size, height: golden.size, channels: 3, data: rgb } as const;
      const { regions } = await network.look(picture);
      expected.regions.slice(0, 5).forEach(({ box }) => {
        expect(Math.max(...regions.map((region) => intersectionOverUnion(region.box, box)))).toBeGreaterThan(
          0.99,
        );
      });
      const { detections } = await network.detect(picture, { scoreThreshold: 0.05 });
      for (const { label, score, box } of expected.boxes.filter((each) => each.score > 0.1)) {
        const same = detections.filter((each) => each.label === label && Math.abs(each.score - score) < 1e-3);
        expect(
          Math.max(0, ...same.map((each) => intersectionOverUnion(each.box, box))),
          `${expected.seed}: ${labels[label]} ${score}`,
        ).toBeGreaterThan(0.99);
      }
    }
  });
});

describe('the two-stage detectors that may be trained', () => {
  it('have a name of their own and scenes of the training part', () => {
    const names = stickerTwoStages.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { resolution, recipe } of stickerTwoStages) {
      expect(resolution % 128).toBe(0);
      const { from, count } = recipe.scenes;
      expect(partitionOf(partitions.training.first + from)).toBe('training');
      expect(partitionOf(partitions.training.first + from + count - 1)).toBe('training');
    }
  });
});
