import { createHash } from 'node:crypto';
import { basename, dirname, resolve } from 'node:path';
import type { Card, CardInput } from '../../models/checkpoints/card.ts';
import { CheckpointError } from '../../models/checkpoints/checkpoint-error.ts';
import type { NamedTensors } from '../../models/checkpoints/formats/named-tensors.ts';
import { openCheckpoint as openFiles } from '../../models/checkpoints/formats/open.ts';
import { isHead, readHead } from '../../models/checkpoints/head.ts';
import { inputByRule } from '../../models/checkpoints/rules/input.ts';
import { type Graph, inputShape } from '../../models/graph/graph.ts';
import { fold, type Weights } from '../../models/operators/fold.ts';
import { studyInput } from '../../models/study/input.ts';
import { kinds, kindsOf } from '../../models/study/kinds.ts';
import { isStudyRun, readStudyRun } from '../../models/study-run.ts';
import type { AboutOutputs } from '../engine/host/detect/detector.ts';
import type { Normalization } from '../engine/pictures/normalize.ts';
import { classNamesOf } from '../engine/sources/class-names.ts';
import { regionGraphNamed } from '../engine/sources/network.ts';
import {
  normalizationOfCard,
  type OpenCheckpoint,
  openCheckpoint,
  withHead,
} from '../engine/sources/open.ts';
import { type OpenUpstream, openUpstream, type UpstreamOptions } from '../engine/sources/upstream.ts';
import { unnamedClass } from '../words/en/classes.ts';
import { checkpointFiles, configOf } from './checkpoint/files.ts';
import { readShipped } from './shipped.ts';

/** A network with weights that is ready to run, and how it wants its pictures. */
export interface LoadedNetwork {
  readonly task: Card['task'];
  /** The inference graph. */
  readonly graph: Graph;
  /** Of a detector that looks twice: what is done for each region. */
  readonly region?: Graph;
  readonly weights: Weights;
  readonly normalization: Normalization;
  /** How pictures become its input. */
  readonly input: CardInput;
  /** What its checkpoint tells about the outputs. */
  readonly about: AboutOutputs;
  /** Of a file: what it was taken for, by which rule it runs and why. */
  readonly file?: Pick<OpenUpstream, 'recognised' | 'rule' | 'copies'>;
  /** What an output stands for. */
  label(index: number): string;
}

/** What its outputs are called, by what a checkpoint tells about them. */
function labelling(about: AboutOutputs): Pick<LoadedNetwork, 'about' | 'label'> {
  const names = classNamesOf(about.labels, about.classes);
  return { about, label: (index) => names[index] ?? unnamedClass(index) };
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
  const region = regionGraphNamed(card.network);
  return {
    task: card.task,
    graph,
    ...(region !== undefined && { region: fold(region) }),
    weights,
    normalization: normalizationOfCard(card),
    input: card.input,
    ...labelling(card),
  };
}

/** A head that was trained here, on the shipped network that it stands on. */
function loadHead(file: NamedTensors): LoadedNetwork {
  const head = readHead(file);
  const { classes, standsOn } = head.card;
  const { card, weights } = openShipped(standsOn);
  return {
    task: 'classification',
    ...withHead(card, weights, head),
    normalization: normalizationOfCard(card),
    input: card.input,
    ...labelling({ ...card, classes: classes.length, labels: classes }),
  };
}

/** A network of the scaling study that was trained in a page. */
function loadRun(file: NamedTensors): LoadedNetwork {
  const { record, hashed, graph, weights } = readStudyRun(file);
  if (createHash('sha256').update(hashed).digest('hex') !== record.hash)
    throw new CheckpointError({ code: 'run-other-weights', hash: record.hash });
  const classes = kindsOf[record.task];
  const input = studyInput(record.resolution);
  return {
    task: 'classification',
    ...{ graph, weights, input, normalization: normalizationOfCard({ input }) },
    ...labelling({ network: graph.name, classes, labels: kinds.slice(0, classes) }),
  };
}

/**
 * A checkpoint file of any known format and naming, by its own rule or what is given in its place; what timm's config.json beside it says
 * is heeded. Without names there 1,000 classes are taken for ImageNet's, 90 for COCO's.
 */
export function loadFile(path: string, options: UpstreamOptions = {}): LoadedNetwork {
  const whole = resolve(path);
  const names = [basename(whole), basename(dirname(whole))];
  const files = checkpointFiles(path);
  const file = openFiles(files);
  if (isHead(file)) return loadHead(file);
  if (isStudyRun(file)) return loadRun(file);
  const config = configOf(path, files[0]?.name ?? '');
  const opened = openUpstream(file, { names, config, ...options });
  const { graph, weights, recognised, rule, copies } = opened;
  const { task, classes, network } = recognised;
  const lists: Readonly<Record<number, Card['labels']>> = { 1000: 'imagenet', 90: 'coco' };
  const labels = config?.labels ?? lists[classes] ?? null;
  const [height, width] = inputShape(graph);
  const input = inputByRule(rule, height, width);
  return {
    task,
    graph,
    weights,
    input,
    normalization: normalizationOfCard({ input }),
    file: { recognised, rule, copies },
    ...labelling({
      network: network ?? graph.name,
      classes,
      labels,
      own: { naming: recognised.naming.id, rule, usual: recognised.rule },
    }),
  };
}
