import { fold } from '../../../models/operators/fold.ts';
import { backboneCheckpoint, joinWeights } from '../../../models/training/detectors.ts';
import { type StickerTwoStage, twoStageGraphs } from '../../../models/training/two-stage.ts';
import { lookingTwice, type TwoStageNetwork } from '../look-twice.ts';
import { useNodeBackend } from '../node-backend.ts';
import { weightsOf } from './sticker-network.ts';

/**
 * Loads a two-stage detector with the backbone it stands on, for square inputs of a side that 128 divides, on WebAssembly.
 * @throws Complaint where it was not trained.
 */
export async function loadTwoStage(detector: StickerTwoStage, side: number): Promise<TwoStageNetwork> {
  const { picture, region } = twoStageGraphs(detector, side);
  const weights = joinWeights(weightsOf(detector.name), weightsOf(backboneCheckpoint));
  const graphs = { picture: fold(picture), region: fold(region) };
  return lookingTwice(await useNodeBackend('wasm'), graphs, weights, detector.kept);
}
