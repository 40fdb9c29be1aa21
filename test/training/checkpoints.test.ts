import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { intersectionOverUnion } from '../../models/answers/box.ts';
import { detect } from '../../models/answers/detections.ts';
import { parseCard } from '../../models/checkpoints/card.ts';
import { openCheckpoint } from '../../models/checkpoints/formats/open.ts';
import { artists, labels } from '../../models/scenes/art.ts';
import { paint } from '../../models/scenes/paint.ts';
import { scene, trainingArtists } from '../../models/scenes/scene.ts';
import { partitionOf, partitions } from '../../models/scenes/seeds.ts';
import {
  findStickerDetector,
  ownParameters,
  stickerDetectors,
  stickerGraph,
} from '../../models/training/detectors.ts';
import { loadStickerNetwork } from '../../src/cli/evaluate/sticker-network.ts';
import { loadArt } from '../../src/cli/scenes/art.ts';

interface Golden {
  size: number;
  scenes: {
    seed: number;
    anchors: number[];
    logits: number[][];
    regressions: number[][];
    'logits rms': number;
    'regressions rms': number;
    boxes: { label: number; score: number; box: [number, number, number, number] }[];
  }[];
}

const checkpoints = new URL('../../models/checkpoints/', import.meta.url).pathname;
const goldens = new URL('../goldens/stickers/', import.meta.url).pathname;
const trained = readdirSync(checkpoints).filter((id) => findStickerDetector(id) !== undefined);
/** A second and a third seed train what the first one did: one scene shows that the weights are those that were trained. */
const isRepeated = (id: string) => /-seed-\d+-stickers$/.test(id);

const painted = new Map<string, Uint8Array>();
/** A scene's pixels; every detector is shown the same ones. */
async function pixels(seed: number, size: number): Promise<Uint8Array> {
  const key = `${seed} ${size}`;
  const art = await loadArt();
  const rgb = painted.get(key) ?? paint(scene(seed, art), size, art).rgb;
  painted.set(key, rgb);
  return rgb;
}

describe.each(trained)('%s', (id) => {
  const detector = findStickerDetector(id)!;
  const card = parseCard(JSON.parse(readFileSync(`${checkpoints}${id}/card.json`, 'utf8')), id);
  const golden = JSON.parse(readFileSync(`${goldens}${id}.json`, 'utf8')) as Golden;

  it('holds its own part of the graph and nothing else', () => {
    const bytes = new Uint8Array(readFileSync(`${checkpoints}${id}/weights.safetensors`));
    const { tensors } = openCheckpoint([{ name: 'weights.safetensors', bytes }]);
    const wanted = ownParameters(stickerGraph(detector)).map(({ name, shape }) => [name, [...shape]]);
    expect(tensors.map(({ name, shape }) => [name, [...shape]])).toEqual(wanted);
    expect(existsSync(`${checkpoints}${card.standsOn}/weights.safetensors`)).toBe(true);
  });

  it('was trained on training scenes and tested on test scenes', () => {
    const { sizes, steps, batch } = detector.recipe;
    const defined = Object.entries(sizes).map(([size, { from, count }]) => [
      size,
      { firstSeed: from, count },
    ]);
    expect(card.training!.scenes).toEqual(Object.fromEntries(defined));
    if (defined.length === 1) expect(card.training!.scenesSeen).toBe(steps * batch);
    for (const { firstSeed, count } of Object.values(card.training!.scenes)) {
      const first = partitions.training.first + firstSeed;
      expect(partitionOf(first)).toBe('training');
      expect(partitionOf(first + count - 1)).toBe('training');
    }
    for (const { firstSeed, scenes, ap, interval } of card.measured!) {
      expect(partitionOf(firstSeed)).toBe('test');
      expect(partitionOf(firstSeed + scenes - 1)).toBe('test');
      expect(ap).toBeGreaterThanOrEqual(interval[0]);
      expect(ap).toBeLessThanOrEqual(interval[1]);
    }
  });

  it('gives on this engine what PyTorch gave', { timeout: 120_000 }, async () => {
    const network = await loadStickerNetwork(detector, golden.size);
    expect(golden.scenes.length).toBeGreaterThan(2);
    for (const expected of isRepeated(id) ? golden.scenes.slice(0, 1) : golden.scenes) {
      const data = await pixels(expected.seed, golden.size);
      const picture = { width: golden.size, height: golden.size, channels: 3, data } as const;
      const answer = await network.answer(picture);
      const off = (values: Float32Array, rows: number[][], width: number) =>
        Math.max(
          ...expected.anchors.flatMap((anchor, i) =>
            rows[i]!.map((value, k) => Math.abs(values[anchor * width + k]! - value)),
          ),
        );
      const bound = (rms: number) => 2e-3 * rms + 1e-4;
      expect(off(answer.logits, expected.logits, labels.length)).toBeLessThan(bound(expected['logits rms']));
      expect(off(answer.regressions, expected.regressions, 4)).toBeLessThan(
        bound(expected['regressions rms']),
      );
      const { detections } = detect(answer, { scoreThreshold: 0.05 });
      for (const { label, score, box } of expected.boxes.filter((b) => b.score > 0.1)) {
        const same = detections.find((d) => d.label === label && intersectionOverUnion(d.box, box) > 0.98);
        expect(same, `${labels[label]} at ${box.join(' ')}`).toBeDefined();
        expect(Math.abs(same!.score - score)).toBeLessThan(2e-3);
      }
    }
  });
});

describe('the detectors that may be trained', () => {
  it('have a name each and fit their resolution', () => {
    expect(new Set(stickerDetectors.map((d) => d.name)).size).toBe(stickerDetectors.length);
    for (const detector of stickerDetectors) {
      expect(detector.resolution % 128).toBe(0);
      expect(stickerGraph(detector).outputs['classHead/P3']).toBeDefined();
      for (const { from, count } of Object.values(detector.recipe.sizes)) {
        expect(partitionOf(partitions.training.first + from)).toBe('training');
        expect(partitionOf(partitions.training.first + from + count - 1)).toBe('training');
      }
    }
  });
  it('never see the artists that are kept out', () => {
    const kept = artists.filter((a) => a.role !== 'training').map((a) => a.id);
    expect(kept).toHaveLength(2);
    for (const id of kept) expect(trainingArtists).not.toContain(id);
  });
});
