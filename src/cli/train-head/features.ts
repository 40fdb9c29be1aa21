import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { belowLastBlock } from '../../../models/families/efficientnet/last-block.ts';
import { inputShape } from '../../../models/graph/graph.ts';
import { sketchOf } from '../../../models/heads/sketch.ts';
import type { Runtime } from '../../engine/executors/runtime.ts';
import { centreCrop } from '../../engine/pictures/crop.ts';
import { normalize } from '../../engine/pictures/normalize.ts';
import { type Pixels, resize } from '../../engine/pictures/resample.ts';
import { Complaint } from '../complaint.ts';
import type { LoadedNetwork } from '../loaded.ts';
import { readPicture } from '../pictures/read.ts';

/** The frozen network up to its pooling: 1,280 numbers a picture, and the sketch of what it was given. */
export interface Backbone {
  look(picture: Pixels): Promise<Looks>;
  dispose(): void;
}

export interface Looks {
  readonly features: Float32Array;
  readonly sketch: Float32Array;
  /** The map just below the last block, where it was asked for. */
  readonly below?: Float32Array;
}

/** @param withMaps whether the map below the last block is kept, too */
export async function backboneOn(
  runtime: Runtime,
  network: LoadedNetwork,
  withMaps = false,
): Promise<Backbone> {
  const { graph, weights, normalization, input } = network;
  const executor = await runtime.load(graph, weights);
  const [height, width] = inputShape(graph);
  const name = withMaps ? belowLastBlock(graph) : null;
  return {
    dispose: () => executor.dispose(),
    async look(picture) {
      const crop = centreCrop(picture.width, picture.height, input.cropFraction);
      const seen = normalize(resize(picture, crop, [height, width], input.interpolation), normalization);
      const { taps } = await executor.run(seen, {
        outputs: [],
        taps: ['pooled', ...(name === null ? [] : [name])],
      });
      const features = (taps.pooled?.data ?? new Float32Array()).slice();
      const below = name === null ? undefined : taps[name]?.data.slice();
      return { features, sketch: sketchOf(seen, [height, width]), ...(below && { below }) };
    },
  };
}

/** A picture of a class, as the network sees it. */
export interface Seen extends Looks {
  readonly path: string;
  readonly sha256: string;
}

/** What came of a list of files: those that are pictures, and a sentence for each that is none. */
export async function seePictures(
  backbone: Backbone,
  paths: readonly string[],
  onSeen: () => void,
): Promise<{ readonly seen: readonly Seen[]; readonly refused: readonly string[] }> {
  const seen: Seen[] = [];
  const refused: string[] = [];
  for (const path of paths) {
    try {
      const picture = await readPicture(path);
      const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
      seen.push({ path, sha256, ...(await backbone.look(picture)) });
    } catch (error) {
      if (!(error instanceof Complaint)) throw error;
      refused.push(error.message);
    }
    onSeen();
  }
  return { seen, refused };
}
