import { type LogitsAlongPaths, logitsAlongPaths, pathNeeds } from '../../../models/answers/along-paths.ts';
import type { ClassMap } from '../../../models/answers/segments.ts';
import { answerOf } from '../../../models/graph/answers.ts';
import type { Pair } from '../../../models/graph/shape.ts';
import { fold } from '../../../models/operators/fold.ts';
import { type PictureBytes, preprocess } from '../../../models/preprocess/automl.ts';
import { backboneCheckpoint, joinWeights } from '../../../models/training/detectors.ts';
import {
  type StickerSegmenter,
  segmenterGraph,
  standsOnBackbone,
} from '../../../models/training/segmenters.ts';
import { useNodeBackend } from '../node-backend.ts';
import { weightsOf } from './sticker-network.ts';

/** A trained network that names pixels, on WebAssembly. */
export interface SegmenterNetwork {
  /** Its logits for a picture, which lies at the top left of the input at its own proportions. */
  run(picture: PictureBytes): Promise<ClassMap>;
  /** What its paths bring to the logits of one pixel, [y, x], of a picture of its own size; null where no paths meet. */
  along(picture: PictureBytes, place: Pair): Promise<LogitsAlongPaths | null>;
}

/**
 * Loads a network with the backbone it stands on, where it has one, for square inputs of a side that 128 divides.
 * @throws Complaint where it was not trained.
 */
export async function loadStickerSegmenter(
  segmenter: StickerSegmenter,
  side: number,
): Promise<SegmenterNetwork> {
  const runtime = await useNodeBackend('wasm');
  const graph = fold(segmenterGraph(segmenter, side));
  const own = weightsOf(segmenter.name);
  const weights = standsOnBackbone(segmenter) ? joinWeights(own, weightsOf(backboneCheckpoint)) : own;
  const executor = await runtime.load(graph, weights);
  const inputOf = (picture: PictureBytes) => preprocess(picture, [side, side]).values;
  return {
    run: async (picture) => {
      const logits = (await executor.run(inputOf(picture))).outputs[answerOf(graph, 'mask')?.logits ?? ''];
      if (logits === undefined) throw new Error(`${graph.name} names no pixels.`);
      return logits;
    },
    along: async (picture, place) => {
      const needs = pathNeeds(graph);
      if (needs === null) return null;
      const { taps } = await executor.run(inputOf(picture), { taps: needs.maps });
      const maps = Object.fromEntries(Object.entries(taps).map(([name, { data }]) => [name, data]));
      return logitsAlongPaths(graph, weights, maps, [side, side], place);
    },
  };
}
