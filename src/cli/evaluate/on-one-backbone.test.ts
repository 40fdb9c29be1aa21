import { describe, expect, it } from 'vitest';
import { fold } from '../../../models/operators/fold.ts';
import { paint } from '../../../models/scenes/paint.ts';
import { scene } from '../../../models/scenes/scene.ts';
import { partitions } from '../../../models/scenes/seeds.ts';
import { findStickerDetector, stickerGraph } from '../../../models/training/detectors.ts';
import { loadArt } from '../scenes/art.ts';
import { onOneBackbone } from './on-one-backbone.ts';
import { loadStickerNetwork, loadStickerNetworks } from './sticker-network.ts';

const names = ['efficientdet-phi-3-stickers', 'efficientdet-d0-stickers'];
const detectors = names.map((name) => findStickerDetector(name)!);

describe('detectors on one backbone', () => {
  const graphs = detectors.map((each) => fold(stickerGraph(each, 128)));
  const joined = onOneBackbone(graphs);

  it('hold it once', () => {
    const frozen = (ops: readonly { name: string }[]) =>
      ops.filter(({ name }) => name.startsWith('backbone/')).length;
    expect(frozen(joined.ops)).toBe(frozen(graphs[0]!.ops));
    const own = graphs.reduce((sum, { ops }) => sum + ops.length - frozen(ops) - 1, 0);
    expect(joined.ops.length).toBe(1 + frozen(joined.ops) + own);
    expect(new Set(joined.ops.map(({ name }) => name)).size).toBe(joined.ops.length);
  });

  it('are refused where they do not share it', () => {
    const other = fold(stickerGraph(detectors[0]!, 256));
    expect(() => onOneBackbone([graphs[0]!, other])).toThrow(/do not stand on one backbone/);
    expect(() => onOneBackbone([])).toThrow(/No detector/);
  });

  it('find in a scene what each finds alone', async () => {
    const art = await loadArt();
    const { rgb } = paint(scene(partitions.visitor.first, art), 128, art);
    const picture = { width: 128, height: 128, channels: 3, data: rgb } as const;
    const together = await (await loadStickerNetworks(detectors, 128))(picture);
    for (const [i, detector] of detectors.entries()) {
      const alone = await (await loadStickerNetwork(detector, 128)).detect(picture);
      expect(alone.detections.length).toBeGreaterThan(0);
      expect(together[i]).toEqual(alone);
    }
  });
});
