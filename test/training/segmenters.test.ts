import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { segmentsOf } from '../../models/answers/segments.ts';
import { parseCard } from '../../models/checkpoints/card.ts';
import { openCheckpoint } from '../../models/checkpoints/formats/open.ts';
import { paint } from '../../models/scenes/paint.ts';
import { scene } from '../../models/scenes/scene.ts';
import { partitionOf, partitions } from '../../models/scenes/seeds.ts';
import { findStickerDetector, ownParameters } from '../../models/training/detectors.ts';
import {
  findStickerSegmenter,
  pixelClasses,
  segmenterGraph,
  standsOnBackbone,
  stickerSegmenters,
} from '../../models/training/segmenters.ts';
import { findStickerTwoStage } from '../../models/training/two-stage.ts';
import { loadStickerSegmenter } from '../../src/cli/evaluate/sticker-segmenter.ts';
import { loadArt } from '../../src/cli/scenes/art.ts';

interface Golden {
  size: number;
  scenes: {
    seed: number;
    cells: number[];
    logits: number[][];
    'logits rms': number;
    pixels: number[];
  }[];
}

const checkpoints = new URL('../../models/checkpoints/', import.meta.url).pathname;
const goldens = new URL('../goldens/stickers/', import.meta.url).pathname;
const trained = readdirSync(checkpoints).filter((id) => findStickerSegmenter(id) !== undefined);

it('every sticker checkpoint is of a network that may be trained here', () => {
  for (const id of readdirSync(checkpoints).filter((name) => name.endsWith('-stickers')))
    expect(findStickerDetector(id) ?? findStickerSegmenter(id) ?? findStickerTwoStage(id), id).toBeDefined();
});

describe.each(trained)('%s', (id) => {
  const segmenter = findStickerSegmenter(id)!;
  const card = parseCard(JSON.parse(readFileSync(`${checkpoints}${id}/card.json`, 'utf8')), id);
  const golden = JSON.parse(readFileSync(`${goldens}${id}.json`, 'utf8')) as Golden;

  it('holds its own part of the graph and nothing else', () => {
    const bytes = new Uint8Array(readFileSync(`${checkpoints}${id}/weights.safetensors`));
    const { tensors } = openCheckpoint([{ name: 'weights.safetensors', bytes }]);
    const wanted = ownParameters(segmenterGraph(segmenter)).map(({ name, shape }) => [name, [...shape]]);
    expect(tensors.map(({ name, shape }) => [name, [...shape]])).toEqual(wanted);
    const below = standsOnBackbone(segmenter) ? 'efficientnet-b0' : undefined;
    expect(card.standsOn).toBe(below);
    if (below !== undefined) expect(existsSync(`${checkpoints}${below}/weights.safetensors`)).toBe(true);
  });

  it('was trained on training scenes and tested on test scenes', () => {
    const { steps, batch, scenes } = segmenter.recipe;
    expect(card.training!.scenes).toEqual({
      [segmenter.resolution]: { firstSeed: scenes.from, count: scenes.count },
    });
    expect(card.training!.scenesSeen).toBe(steps * batch);
    expect(card.labels).toEqual(pixelClasses);
    expect(card.measuredPixels!.map(({ artist }) => artist)).toEqual([null, 'emojione']);
    for (const { firstSeed, scenes: count, miou, interval, iou } of card.measuredPixels!) {
      expect(partitionOf(firstSeed)).toBe('test');
      expect(partitionOf(firstSeed + count - 1)).toBe('test');
      expect(miou).toBeGreaterThanOrEqual(interval[0]);
      expect(miou).toBeLessThanOrEqual(interval[1]);
      const mean = iou.reduce<number>((sum, value) => sum + value!, 0) / pixelClasses.length;
      expect(Math.abs(mean - miou)).toBeLessThan(2e-4);
    }
  });

  it('gives on this engine what PyTorch gave', { timeout: 120_000 }, async () => {
    const network = await loadStickerSegmenter(segmenter, golden.size);
    const art = await loadArt();
    for (const expected of golden.scenes) {
      const { rgb } = paint(scene(expected.seed, art), golden.size, art);
      const map = await network.run({ width: golden.size, height: golden.size, channels: 3, data: rgb });
      const classes = map.shape[2];
      const off = expected.cells.flatMap((cell, i) =>
        expected.logits[i]!.map((logit, c) => Math.abs(map.data[cell * classes + c]! - logit)),
      );
      expect(Math.max(...off)).toBeLessThan(2e-3 * expected['logits rms'] + 1e-4);
      const found = segmentsOf(map, [golden.size, golden.size]);
      const pixels = new Array<number>(classes).fill(0);
      for (const each of found.classes) pixels[each]!++;
      // Where two logits are nearly equal a rounding decides.
      pixels.forEach((count, c) => {
        expect(Math.abs(count - expected.pixels[c]!)).toBeLessThanOrEqual(20);
      });
    }
  });
});

describe('the networks that name pixels and may be trained', () => {
  it('have a name of their own and scenes of the training part', () => {
    const names = stickerSegmenters.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const segmenter of stickerSegmenters) {
      expect(findStickerDetector(segmenter.name)).toBeUndefined();
      expect(segmenter.resolution % 128).toBe(0);
      const { from, count } = segmenter.recipe.scenes;
      expect(partitionOf(partitions.training.first + from)).toBe('training');
      expect(partitionOf(partitions.training.first + from + count - 1)).toBe('training');
    }
  });
});

describe('what stands on the frozen backbone, and what stands alone', () => {
  it('only DFANet-A is trained from its first layer on', () => {
    const alone = stickerSegmenters.filter((each) => !standsOnBackbone(each)).map(({ name }) => name);
    expect(alone).toEqual(['dfanet-a-stickers']);
    for (const name of alone) expect(findStickerSegmenter(name)!.readsPictures).toBe(true);
  });
});
