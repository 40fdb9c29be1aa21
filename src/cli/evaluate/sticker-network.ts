import { existsSync, readFileSync } from 'node:fs';
import {
  type Answer,
  type Detections,
  detect,
  type PostProcessing,
} from '../../../models/answers/detections.ts';
import { anchorBoxes } from '../../../models/blocks/anchors.ts';
import { openCheckpoint } from '../../../models/checkpoints/formats/open.ts';
import type { Graph } from '../../../models/graph/graph.ts';
import { fold, type Weights } from '../../../models/operators/fold.ts';
import { type PictureBytes, preprocess } from '../../../models/preprocess/automl.ts';
import {
  anchorScaleOf,
  backboneCheckpoint,
  joinWeights,
  type StickerDetector,
  stickerGraph,
} from '../../../models/training/detectors.ts';
import type { Taps } from '../../engine/protocol/maps.ts';
import { Complaint } from '../complaint.ts';
import { useNodeBackend } from '../node-backend.ts';
import { onOneBackbone } from './on-one-backbone.ts';

const folder = new URL('../../../models/checkpoints/', import.meta.url).pathname;

/**
 * The weights of a folder of `models/checkpoints`, by name.
 * @throws Complaint where there are none.
 */
export function weightsOf(id: string): Weights {
  const path = `${folder}${id}/weights.safetensors`;
  if (!existsSync(path))
    throw new Complaint(
      `${id} has no weights here: it was not trained yet. \`npm run train -- ${id}\` trains it.`,
    );
  const bytes = new Uint8Array(readFileSync(path));
  const { tensors } = openCheckpoint([{ name: 'weights.safetensors', bytes }]);
  return new Map(tensors.map((tensor) => [tensor.name, tensor.read()] as const));
}

/** A trained detector that answers pictures, on WebAssembly. */
export interface StickerNetwork {
  /** Logits and regressions of a picture, as `detect` takes them. */
  answer(picture: PictureBytes): Promise<Answer>;
  detect(picture: PictureBytes, options?: PostProcessing): Promise<Detections>;
  /** Maps of one run, by the names of taps or operators. */
  maps(picture: PictureBytes, names: readonly string[]): Promise<Taps>;
  /** The inference graph, and its weights under their names there. */
  readonly graph: Graph;
  readonly weights: Weights;
}

/**
 * Loads a detector with the backbone it stands on, for square inputs of a side that 128 divides.
 * @throws Complaint where it was not trained.
 */
export async function loadStickerNetwork(detector: StickerDetector, side: number): Promise<StickerNetwork> {
  const runtime = await useNodeBackend('wasm');
  const graph = fold(stickerGraph(detector, side));
  const weights = joinWeights(weightsOf(detector.name), weightsOf(backboneCheckpoint));
  const executor = await runtime.load(graph, weights);
  const answerOf = answers(side);
  const answer = async (picture: PictureBytes): Promise<Answer> => {
    const { values, imageScale } = preprocess(picture, [side, side]);
    const { outputs } = await executor.run(values);
    return answerOf(detector, outputs, '', picture, imageScale);
  };
  return {
    answer,
    detect: async (picture, options) => detect(await answer(picture), options),
    maps: async (picture, names) =>
      (await executor.run(preprocess(picture, [side, side]).values, { taps: names })).taps,
    graph,
    weights,
  };
}

/**
 * Loads several detectors on the backbone that they share, which then runs once a picture for all of them.
 * @returns a function from a picture to what each of them found, in the order in which they were named
 * @throws Complaint where one was not trained.
 */
export async function loadStickerNetworks(
  detectors: readonly StickerDetector[],
  side: number,
): Promise<(picture: PictureBytes) => Promise<readonly Detections[]>> {
  const runtime = await useNodeBackend('wasm');
  const graph = onOneBackbone(detectors.map((each) => fold(stickerGraph(each, side))));
  const own = detectors.flatMap(({ name }) =>
    [...weightsOf(name)].map(([parameter, values]) => [`${name}/${parameter}`, values] as const),
  );
  const weights = joinWeights(new Map(own), weightsOf(backboneCheckpoint));
  const executor = await runtime.load(graph, weights);
  const answerOf = answers(side);
  return async (picture) => {
    const { values, imageScale } = preprocess(picture, [side, side]);
    const { outputs } = await executor.run(values);
    return detectors.map((each) => detect(answerOf(each, outputs, `${each.name}/`, picture, imageScale)));
  };
}

/** Joins the maps of a detector's heads, found under `scope`, to what `detect` takes. */
function answers(side: number) {
  const anchors = new Map<number, ReturnType<typeof anchorBoxes>>();
  const anchorsOf = (anchorScale: number) => {
    const known = anchors.get(anchorScale) ?? anchorBoxes({ size: [side, side], anchorScale });
    anchors.set(anchorScale, known);
    return known;
  };
  return (
    { config, name }: StickerDetector,
    outputs: Taps,
    scope: string,
    picture: PictureBytes,
    imageScale: number,
  ): Answer => {
    const joined = (head: string): Float32Array => {
      const parts = Object.entries(outputs).filter(([output]) => output.startsWith(`${scope}${head}`));
      const all = new Float32Array(parts.reduce((sum, [, tap]) => sum + tap.data.length, 0));
      let at = 0;
      for (const [, { data }] of parts) {
        all.set(data, at);
        at += data.length;
      }
      return all;
    };
    return {
      logits: joined('classHead/'),
      regressions: joined('boxHead/'),
      anchors: anchorsOf(anchorScaleOf(name)),
      classes: config.classes ?? 90,
      input: [side, side],
      picture: [picture.height, picture.width],
      imageScale,
    };
  };
}
