import type { Card, CardInput } from '../../../models/checkpoints/card.ts';
import { readSafetensors } from '../../../models/checkpoints/formats/safetensors.ts';
import { planWeights, readInferenceWeights } from '../../../models/checkpoints/naming/match.ts';
import { ownNaming } from '../../../models/checkpoints/naming/own.ts';
import { fold, type Weights } from '../../../models/graph/fold.ts';
import type { Graph } from '../../../models/graph/graph.ts';
import { EngineError } from '../errors.ts';
import type { Normalization } from '../pictures/normalize.ts';
import { releasedNetwork } from './network.ts';

/** A checkpoint read into memory: the inference graph and its float32 weights. */
export interface OpenCheckpoint {
  readonly graph: Graph;
  readonly weights: Weights;
}

/** The graph that a card names, batch norms and all. Throws `EngineError` where the card names none that is known. */
export function graphOfCard(card: Card): Graph {
  const { height, width } = card.input;
  const graph = releasedNetwork(card.network, {
    size: [height, width],
    classes: card.classes,
    ...card.properties,
  });
  if (graph === undefined)
    throw new EngineError(
      'checkpoint',
      `${card.title} is for a network called “${card.network}”, which is not known here.`,
    );
  return graph;
}

/** Reads one of the project's own weight files. Throws `CheckpointError` where names, shapes or values are not the graph's. */
export function openCheckpoint(card: Card, bytes: Uint8Array): OpenCheckpoint {
  const graph = graphOfCard(card);
  const weights = readInferenceWeights(planWeights(graph, readSafetensors(bytes), ownNaming));
  return { graph: fold(graph), weights };
}

/** The normalisation of a card or of a catalogue's entry, which is written for values 0…1, for bytes. */
export function normalizationOfCard({ input }: { readonly input: CardInput }): Normalization {
  const scale = (values: readonly [number, number, number]) =>
    values.map((value) => value * 255) as [number, number, number];
  return { mean: scale(input.mean), standardDeviation: scale(input.std) };
}
