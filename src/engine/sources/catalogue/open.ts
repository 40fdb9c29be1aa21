import { catalogueEntry, sizeOfEntry } from '../../../../models/checkpoints/catalogue.ts';
import { CheckpointError } from '../../../../models/checkpoints/checkpoint-error.ts';
import type { NamedTensors } from '../../../../models/checkpoints/formats/named-tensors.ts';
import { openCheckpoint } from '../../../../models/checkpoints/formats/open.ts';
import { isHead, readHead } from '../../../../models/checkpoints/head.ts';
import { fileName } from '../../../../models/checkpoints/known-file.ts';
import { inputByRule } from '../../../../models/checkpoints/rules/input.ts';
import { titleOf, titleOfFamily } from '../../../../models/families/index.ts';
import { inputShape } from '../../../../models/graph/graph.ts';
import { studyInput } from '../../../../models/study/input.ts';
import { kinds, kindsOf } from '../../../../models/study/kinds.ts';
import { titleOfKnobs } from '../../../../models/study/titles.ts';
import { isStudyRun, readStudyRun } from '../../../../models/study-run.ts';
import type { CheckpointDescription } from '../../protocol/description.ts';
import { EngineError, throwIfCancelled } from '../../protocol/error.ts';
import type { ForeignSource, OwnFile, OwnFileOptions } from '../../protocol/source.ts';
import { digest } from '../digest/digest.ts';
import { normalizationOfCard, type OpenCheckpoint, withHead } from '../open.ts';
import { checkTask, type ForeignOptions, type Read, type ReadOptions } from '../read.ts';
import { fetchFiles } from '../store/fetch-files.ts';
import { openCatalogued, openUpstream } from '../upstream.ts';
import { hosts } from './hosts.ts';
import { readOwnFiles } from './own-files.ts';

/**
 * Opens a checkpoint in an upstream's format. This module brings every reader with it, so it is loaded with the first such request.
 * Throws `EngineError` (`download`, `integrity`, `storage`, `cancelled`) or `CheckpointError`; nothing that is loaded is touched.
 */
export function openForeign(source: ForeignSource, options: ForeignOptions): Promise<Read> {
  return 'published' in source
    ? openPublished(source.published, source.keep ?? true, options)
    : openOwn(source.files, source.as ?? {}, options);
}

async function openPublished(wanted: string, keep: boolean, options: ReadOptions): Promise<Read> {
  const entry = catalogueEntry(wanted);
  if (entry === undefined) throw new EngineError({ code: 'checkpoint', what: 'uncatalogued', id: wanted });
  checkTask(entry, options.task);
  const contents = await fetchFiles(
    { place: { shelf: 'catalogue', id: entry.id }, files: entry.files, sender: hosts(entry.title) },
    { keep, ...options },
  );
  options.onProgress({ phase: 'reading' });
  const files = entry.files.map((file, i) => ({ name: fileName(file), bytes: contents[i]! }));
  const opened = openCatalogued(entry, openCheckpoint(files));
  const { id, title, task, network, classes, labels, licence, input } = entry;
  const sha256 = entry.files.length === 1 ? (entry.files[0]?.sha256 ?? null) : null;
  const { bytes } = sizeOfEntry(entry);
  const names = titleOf(network);
  return readOf(opened, {
    id,
    title,
    task,
    network,
    names,
    classes,
    labels,
    licence,
    input,
    bytes,
    sha256,
  });
}

async function openOwn(
  own: readonly OwnFile[],
  as: OwnFileOptions,
  { signal, onProgress, task: asked, base }: ForeignOptions,
): Promise<Read> {
  onProgress({ phase: 'reading' });
  const { files, config } = await readOwnFiles(own);
  throwIfCancelled(signal);
  const file = openCheckpoint(files);
  const bytes = files.reduce((sum, each) => sum + each.bytes.byteLength, 0);
  if (isHead(file)) return openHead(file, bytes, asked, base);
  if (isStudyRun(file)) return openRun(file, bytes, asked);
  const opened = openUpstream(file, { ...as, config, names: own.map(({ name }) => name) });
  const { rule } = opened;
  const { task, family, network, classes, naming } = opened.recognised;
  const title = files[0]?.name.split(/[\\/]/).at(-1) ?? '';
  checkTask({ title, task }, asked);
  const [height, width] = inputShape(opened.graph);
  return readOf(opened, {
    id: 'own',
    title,
    task,
    network: network ?? family,
    names: network === null ? titleOfFamily(family) : titleOf(network),
    classes,
    labels:
      config?.labels ??
      (task === 'classification' ? (classes === 1000 ? 'imagenet' : null) : classes === 90 ? 'coco' : null),
    licence: null,
    input: inputByRule(rule, height, width),
    own: { naming: naming.id, rule, usual: opened.recognised.rule },
    copies: opened.copies,
    bytes,
    sha256: null,
  });
}

/** A head that was trained here, on the shipped checkpoint that it stands on, whose arrays it shares. */
async function openHead(
  file: NamedTensors,
  bytes: number,
  asked: ReadOptions['task'],
  base: ForeignOptions['base'],
): Promise<Read> {
  const head = readHead(file);
  const { title, classes, standsOn } = head.card;
  checkTask({ title, task: 'classification' }, asked);
  const { card, weights } = await base(standsOn);
  const { task, network, input } = card;
  return readOf(withHead(card, weights, head), {
    id: 'own',
    title,
    task,
    network,
    names: titleOf(network),
    classes: classes.length,
    labels: classes,
    licence: null,
    input,
    bytes,
    sha256: null,
    standsOn,
  });
}

/** A network of the scaling study that was trained in a page, or by the command. */
async function openRun(file: NamedTensors, bytes: number, asked: ReadOptions['task']): Promise<Read> {
  const { record, hashed, ...opened } = readStudyRun(file);
  const title = titleOfKnobs(record);
  checkTask({ title, task: 'classification' }, asked);
  if ((await digest('SHA-256', hashed)) !== record.hash)
    throw new CheckpointError({ code: 'run-other-weights', hash: record.hash });
  const classes = kindsOf[record.task];
  return readOf(opened, {
    id: 'own',
    title,
    task: 'classification',
    network: opened.graph.name,
    names: { long: title, short: title, listed: false },
    classes,
    labels: kinds.slice(0, classes),
    licence: null,
    input: studyInput(record.resolution),
    study: record,
    bytes,
    sha256: null,
  });
}

function readOf({ graph, weights }: OpenCheckpoint, checkpoint: CheckpointDescription): Read {
  return {
    graph,
    weights,
    checkpoint,
    normalization: normalizationOfCard(checkpoint),
    cropShare: checkpoint.input.cropFraction,
    interpolation: checkpoint.input.interpolation,
  };
}
