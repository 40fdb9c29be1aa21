import type { Card, CardInput } from '../../../models/checkpoints/card.ts';
import { CheckpointError } from '../../../models/checkpoints/checkpoint-error.ts';
import { readSafetensors } from '../../../models/checkpoints/formats/safetensors.ts';
import { type HeadCard, type HeadWeights, headBias, headKernel } from '../../../models/checkpoints/head.ts';
import { planWeights, readInferenceWeights } from '../../../models/checkpoints/naming/match.ts';
import { ownNaming } from '../../../models/checkpoints/naming/own.ts';
import type { Graph } from '../../../models/graph/graph.ts';
import { fold, type Weights } from '../../../models/operators/fold.ts';
import { joinWeights, ownParameters } from '../../../models/training/detectors.ts';
import type { Normalization } from '../pictures/normalize.ts';
import { EngineError } from '../protocol/error.ts';
import { networkNamed, regionGraphNamed } from './network.ts';

/** A checkpoint read into memory: the inference graph and its float32 weights. */
export interface OpenCheckpoint {
  readonly graph: Graph;
  readonly weights: Weights;
}

/**
 * The graph that a card names, batch norms and all, for the card's picture size or another one. Throws `EngineError` where the
 * card names none that is known.
 */
export function graphOfCard(card: Card, size?: readonly [height: number, width: number]): Graph {
  const { height, width } = card.input;
  const graph = networkNamed(card.network, {
    size: size ?? [height, width],
    classes: card.classes,
    ...card.properties,
  });
  if (graph === undefined)
    throw new EngineError({
      code: 'checkpoint',
      what: 'unknownNetwork',
      title: card.title,
      network: card.network,
    });
  return graph;
}

/** The graph of a region of a card's detector. Throws `EngineError` where it looks but once. */
export function regionOfCard(card: Card, size?: readonly [height: number, width: number]): Graph {
  const { height, width } = card.input;
  const graph = regionGraphNamed(card.network, size ?? [height, width]);
  if (graph === undefined) throw new EngineError({ code: 'graph', what: 'noRegions', network: card.network });
  return graph;
}

/**
 * Reads one of the project's own weight files. One that stands on another checkpoint holds its own part alone; the rest are
 * that checkpoint's arrays themselves, so that they are held, and uploaded, once.
 * @param base The weights of `card.standsOn`.
 * @throws `CheckpointError` where names, shapes or values are not the graph's.
 */
export function openCheckpoint(card: Card, bytes: Uint8Array, base?: Weights): OpenCheckpoint {
  const graph = graphOfCard(card);
  const folded = fold(graph);
  const tensors = readSafetensors(bytes);
  if (card.standsOn === undefined) {
    return { graph: folded, weights: readInferenceWeights(planWeights(graph, tensors, ownNaming)) };
  }
  if (base === undefined)
    throw new EngineError({
      code: 'checkpoint',
      what: 'noBase',
      title: card.title,
      standsOn: card.standsOn,
    });
  // The weights of both looks lie in one file.
  const region = regionGraphNamed(card.network);
  const parameters = [...ownParameters(graph), ...(region === undefined ? [] : ownParameters(region))];
  const part: Graph = { ...folded, parameters };
  const own = readInferenceWeights(planWeights(part, tensors, ownNaming));
  return { graph: folded, weights: joinWeights(own, base) };
}

/**
 * A shipped classifier with another head on it: its graph for other classes, and its own arrays but for the last layer's, and for the last
 * block's where that was trained, too.
 * @param base The weights of `card`.
 * @throws `CheckpointError` where the head was made for another network, or for other weights of this one.
 */
export function withHead(
  card: Card,
  base: Weights,
  head: HeadWeights & { readonly card: Pick<HeadCard, 'classes' | 'backbone' | 'title'> },
): OpenCheckpoint {
  const { classes, backbone, title } = head.card;
  const graph = fold(graphOfCard({ ...card, classes: classes.length }));
  const own = new Map([
    ...Object.entries(head.block ?? {}),
    [headKernel, head.kernel],
    [headBias, head.bias],
  ]);
  const sizes = new Map(graph.parameters.map(({ name, shape }) => [name, shape.reduce((a, b) => a * b, 1)]));
  const fits = [...own].every(([name, { length }]) => sizes.get(name) === length);
  if (!fits || backbone !== card.weights.sha256)
    throw new CheckpointError({ code: 'head-other-weights', head: title, network: card.title });
  return { graph, weights: new Map([...base, ...own]) };
}

/** The normalisation of a card or of a catalogue's entry, which is written for values 0…1, for bytes. */
export function normalizationOfCard({ input }: { readonly input: CardInput }): Normalization {
  const scale = (values: readonly [number, number, number]) =>
    values.map((value) => value * 255) as [number, number, number];
  return { mean: scale(input.mean), standardDeviation: scale(input.std) };
}
