import type { Card } from '../../models/checkpoints/card.ts';
import { openCheckpoint as openFiles } from '../../models/checkpoints/formats/open.ts';
import { labelLists } from '../../models/checkpoints/labels.ts';
import type { CheckpointProperties } from '../../models/checkpoints/naming/naming.ts';
import type { Weights } from '../../models/graph/fold.ts';
import type { Graph } from '../../models/graph/graph.ts';
import { normalizationOfCard, openCheckpoint } from '../engine/checkpoint/open.ts';
import { openUpstream } from '../engine/checkpoint/upstream.ts';
import type { Normalization } from '../engine/pictures/normalize.ts';
import { checkpointFiles } from './checkpoint/files.ts';
import { readShipped } from './shipped.ts';

/** A network with weights that is ready to run, and how it wants its pictures. */
export interface LoadedNetwork {
  readonly task: Card['task'];
  /** The inference graph. */
  readonly graph: Graph;
  readonly weights: Weights;
  readonly normalization: Normalization;
  /** What an output stands for. */
  label(index: number): string;
}

function labeller(labels: Card['labels']): (index: number) => string {
  const names = typeof labels === 'string' ? labelLists[labels].map((label) => label?.name) : labels;
  return (index) => names?.[index] ?? `class ${index}`;
}

/** The shipped checkpoint `id`. */
export function loadShipped(id: string): LoadedNetwork {
  const { card, bytes } = readShipped(id);
  const normalization = normalizationOfCard(card);
  return { task: card.task, ...openCheckpoint(card, bytes), normalization, label: labeller(card.labels) };
}

/**
 * A checkpoint file of any known format and naming. It does not tell how pictures were normalised in training: the usual way for
 * ImageNet is taken; 1,000 classes are taken for ImageNet's, 90 for COCO's.
 */
export function loadFile(path: string, properties: Partial<CheckpointProperties> = {}): LoadedNetwork {
  const { graph, weights, recognised } = openUpstream(openFiles(checkpointFiles(path)), properties);
  const { task, classes } = recognised;
  const lists: Readonly<Record<number, Card['labels']>> = { 1000: 'imagenet', 90: 'coco' };
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
    label: labeller(lists[classes] ?? null),
  };
}
