import type { Detections } from '../../../models/answers/detections.ts';
import { type Judging, judgedRegions } from '../../../models/answers/judged-regions.ts';
import { proposals, regionBoxes } from '../../../models/answers/proposals.ts';
import { answerOf } from '../../../models/graph/answers.ts';
import type { Graph } from '../../../models/graph/graph.ts';
import { fold, type Weights } from '../../../models/operators/fold.ts';
import { type PictureBytes, preprocess } from '../../../models/preprocess/automl.ts';
import { backboneCheckpoint, joinWeights } from '../../../models/training/detectors.ts';
import { type StickerTwoStage, twoStageGraphs } from '../../../models/training/two-stage.ts';
import type { Tap } from '../../engine/protocol/maps.ts';
import { useNodeBackend } from '../node-backend.ts';
import { weightsOf } from './sticker-network.ts';

/** A trained two-stage detector that answers pictures, on WebAssembly. */
export interface TwoStageNetwork {
  /** @param kept regions that reach the second stage; the detector's own number without it */
  detect(picture: PictureBytes, options?: Judging & { readonly kept?: number }): Promise<Detections>;
}

/**
 * Loads a two-stage detector with the backbone it stands on, for square inputs of a side that 128 divides.
 * @throws Complaint where it was not trained.
 */
export async function loadTwoStage(detector: StickerTwoStage, side: number): Promise<TwoStageNetwork> {
  const runtime = await useNodeBackend('wasm');
  const { picture: whole, region } = twoStageGraphs(detector, side);
  const graph = fold(whole);
  const own = weightsOf(detector.name);
  const first = await runtime.load(graph, weightsFor(graph, joinWeights(own, weightsOf(backboneCheckpoint))));
  const second = await runtime.load(fold(region), weightsFor(fold(region), own));
  const regions = answerOf(graph, 'regions');
  const classes = answerOf(region, 'regionClasses');
  if (regions === undefined || classes === undefined) throw new Error(`${graph.name} proposes no regions.`);
  return {
    detect: async (picture, { kept = detector.kept, ...options } = {}) => {
      const { values, imageScale } = preprocess(picture, [side, side]);
      const { outputs } = await first.run(values);
      const map = (name: string): Tap => outputs[name]!;
      const found = proposals(regions, map(regions.scores), map(regions.boxes), [side, side], { kept });
      if (found.length === 0) return { detections: [], skipped: 0 };
      const told = await second.run(map(regions.map).data, { inputs: { box: regionBoxes(regions, found) } });
      const judged = {
        regions: found,
        logits: told.outputs[classes.logits]!.data,
        boxes: told.outputs[classes.boxes]!.data,
        picture: [picture.height, picture.width],
        imageScale,
      } as const;
      return judgedRegions(classes, judged, options);
    },
  };
}

/** Of all weights those that a graph names. */
function weightsFor(graph: Graph, weights: Weights): Weights {
  const named = new Set(graph.parameters.map(({ name }) => name));
  return new Map([...weights].filter(([name]) => named.has(name)));
}
