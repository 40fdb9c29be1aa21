import type { Card } from '../../models/checkpoints/card.ts';
import { openCheckpoint as openFiles } from '../../models/checkpoints/formats/open.ts';
import type { CheckpointProperties } from '../../models/checkpoints/naming/naming.ts';
import type { Graph } from '../../models/graph/graph.ts';
import type { Weights } from '../../models/operators/fold.ts';
import type { AboutOutputs } from '../engine/host/detect/detector.ts';
import type { Normalization } from '../engine/pictures/normalize.ts';
import { classNamesOf } from '../engine/sources/class-names.ts';
import { normalizationOfCard, type OpenCheckpoint, openCheckpoint } from '../engine/sources/open.ts';
import { openUpstream } from '../engine/sources/upstream.ts';
import { checkpointFiles } from './checkpoint/files.ts';
import { readShipped } from './shipped.ts';

/** A network with weights that is ready to run, and how it wants its pictures. */
export interface LoadedNetwork {
  readonly task: Card['task'];
  /** The inference graph. */
  readonly graph: Graph;
  readonly weights: Weights;
  readonly normalization: Normalization;
  /** What its checkpoint tells about the outputs. */
  readonly about: AboutOutputs;
  /** What an output stands for. */
  label(index: number): string;
}

/** What its outputs are called, by what a checkpoint tells about them. */
function labelling(about: AboutOutputs): Pick<LoadedNetwork, 'about' | 'label'> {
  const names = classNamesOf(about.labels, about.classes);
  return { about, label: (index) => names[index] ?? `class ${index}` };
}

/** The weights of the shipped checkpoint `id`, with those it stands on. */
function openShipped(id: string): OpenCheckpoint & { card: Card } {
  const { card, bytes } = readShipped(id);
  const base = card.standsOn === undefined ? undefined : openShipped(card.standsOn).weights;
  return { card, ...openCheckpoint(card, bytes, base) };
}

/** The shipped checkpoint `id`. */
export function loadShipped(id: string): LoadedNetwork {
  const { card, graph, weights } = openShipped(id);
  return {
    task: card.task,
    graph,
    weights,
    normalization: normalizationOfCard(card),
    ...labelling(card),
  };
}

/**
 * A checkpoint file of any known format and naming. It does not tell how pictures were normalised in training: the usual way for
 * ImageNet is taken; 1,000 classes are taken for ImageNet's, 90 for COCO's.
 */
export function loadFile(path: string, properties: Partial<CheckpointProperties> = {}): LoadedNetwork {
  const { graph, weights, recognised } = openUpstream(openFiles(checkpointFiles(path)), properties);
  const { task, classes, network } = recognised;
  const lists: Readonly<Record<number, Card['labels']>> = { 1000: 'imagenet', 90: 'coco' };
  const labels = lists[classes] ?? null;
  const bytes = (values: readonly [number, number, number]) =>
    values.map((value) => value * 255) as [number, number, number];
  return {
    task,
    graph,
    weights,
    normalization: {
      mean: bytes([0.485, 0.456, 0.406]),
      standardDeviation: bytes([0.229, 0.224, 0.225]),
    },
    ...labelling({ network: network ?? graph.name, classes, labels }),
  };
}
