import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Card, CardNames } from '../../../models/checkpoints/card.ts';
import { writeWeights } from '../../../models/checkpoints/write-weights.ts';
import { fold, foldWeights } from '../../../models/operators/fold.ts';
import { partitions } from '../../../models/scenes/seeds.ts';
import type { PaintedPictures } from '../../../models/study/batches.ts';
import { studyGraph } from '../../../models/study/graph.ts';
import { studyInput } from '../../../models/study/input.ts';
import { kinds } from '../../../models/study/kinds.ts';
import type { StudyNetwork } from '../../../models/study/networks.ts';
import { studyArtists } from '../../../models/study/picture.ts';
import { recipe, type StudyRecord } from '../../../models/study/recipe.ts';
import { graphName, titleOfStudy } from '../../../models/study/titles.ts';
import { normalizationOfCard, openCheckpoint } from '../../engine/sources/open.ts';
import { rounded } from '../evaluate/card-row.ts';
import { keptWeights } from './kept-weights.ts';
import { namesRight, runningClassifier } from './names-right.ts';
import { paintedPictures } from './pictures.ts';

/** Test pictures that a record is measured on, at the network's own resolution. */
export const testPictures = (
  { resolution, measured }: Pick<StudyRecord, 'resolution' | 'measured'>,
  cache?: string,
): Promise<PaintedPictures> =>
  paintedPictures(
    { task: 'whole', partition: 'test', by: studyArtists.known, count: measured, side: resolution },
    cache,
  );

/** What a card says of a training. `right`: measured, with the weights that it is a card of. */
function cardOf(
  network: StudyNetwork,
  record: StudyRecord,
  weights: Card['weights'],
  measuredNames: readonly CardNames[],
): Card {
  return {
    id: graphName(network),
    title: titleOfStudy(network),
    task: 'classification',
    network: graphName(network),
    classes: kinds.length,
    labels: kinds,
    input: studyInput(record.resolution),
    weights,
    upstream: {
      title: 'Trained by this project',
      url: '',
      version: '',
      origin:
        'Trained from random numbers on pictures that the project paints itself (models/study), by its own trainer; batch norms folded, rounded to float16, nothing else.',
    },
    licence:
      'Apache-2.0; the stickers and photographs it was trained on are credited in models/scenes/sprites/CREDITS.md',
    accuracy: null,
    study: { recipe, record },
    measuredNames,
  };
}

/** Where what is shipped comes from, and where it goes. */
export interface ShipFolders {
  /** Weights of runs that are over. */
  readonly weights: string;
  /** `models/checkpoints`. */
  readonly checkpoints: string;
  /** Pictures that were painted before. */
  readonly pictures?: string;
}

/** What shipping a training told. */
export interface Shipped {
  readonly card: Card;
  /** Share of the record's test pictures that the shipped weights name right. */
  readonly right: number;
}

/**
 * Makes a checkpoint of a training that is over, in a folder of `models/checkpoints`: folds its weights, rounds them to float16, and
 * measures them on the record's own test pictures, through the program that runs in a page.
 * @throws Complaint where its weights are not here
 */
export async function ship(
  network: StudyNetwork,
  record: StudyRecord,
  folders: ShipFolders,
  onPicture?: (done: number, all: number) => void,
): Promise<Shipped> {
  const graph = studyGraph(network, record.task);
  const inference = fold(graph);
  const file = 'weights.safetensors';
  const raw = keptWeights(folders.weights, record, graph);
  const bytes = writeWeights(inference, foldWeights(graph, raw), 'float16');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const weights = { file, dtype: 'float16', bytes: bytes.byteLength, sha256 } as const;
  const unmeasured = cardOf(network, record, weights, []);
  const opened = openCheckpoint(unmeasured, bytes);
  const running = await runningClassifier(opened.graph, opened.weights, normalizationOfCard(unmeasured));
  const right = await namesRight(running, await testPictures(record, folders.pictures), onPicture);
  running.dispose();
  const about = { partition: 'test', artist: null, size: record.resolution } as const;
  const { measured: pictures } = record;
  const card = cardOf(network, record, weights, [
    { ...about, firstSeed: partitions.test.first, pictures, right: rounded(right) },
  ]);
  const folder = join(folders.checkpoints, card.id);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, file), bytes);
  writeFileSync(join(folder, 'card.json'), `${JSON.stringify(card, null, 2)}\n`);
  return { card, right };
}
