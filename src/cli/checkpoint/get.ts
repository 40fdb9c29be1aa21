import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Card, CardAccuracy } from '../../../models/checkpoints/card.ts';
import type { CatalogueEntry } from '../../../models/checkpoints/catalogue.ts';
import { openCheckpoint } from '../../../models/checkpoints/formats/open.ts';
import { fileName } from '../../../models/checkpoints/known-file.ts';
import { writeWeights } from '../../../models/checkpoints/write-weights.ts';
import { findNetwork } from '../../../models/families/index.ts';
import { openCatalogued } from '../../engine/sources/upstream.ts';
import { Complaint } from '../complaint.ts';
import { download, downloadText, type Hosts } from './download.ts';
import { checkBytes, expectedOf } from './integrity.ts';

export type StoredType = 'float16' | 'float32';

/**
 * Downloads an entry of the catalogue, checks every file, and writes it as this project's own weights with a card into
 * `<folder>/<id>/`, where a site finds it. Nothing is written before everything has been checked. Returns the card.
 */
export async function getCheckpoint(
  entry: CatalogueEntry,
  folder: string,
  dtype: StoredType,
  hosts: Hosts,
): Promise<Card> {
  if (findNetwork(entry.network) === undefined)
    throw new Complaint(`${entry.id} is for ${entry.network}, a network that this project does not have.`);
  const files = [];
  for (const file of entry.files) {
    const expected = await expectedOf(file, (url) => downloadText(url, hosts));
    const bytes = await download(expected, hosts);
    checkBytes(expected, bytes);
    files.push({ name: fileName(file), bytes });
  }
  const { graph, weights, rule } = openCatalogued(entry, openCheckpoint(files));
  const stored = writeWeights(graph, weights, dtype);
  const card: Card = {
    id: entry.id,
    title: entry.title,
    task: entry.task,
    network: entry.network,
    properties: rule.properties,
    classes: entry.classes,
    labels: entry.labels,
    input: entry.input,
    weights: {
      file: 'weights.safetensors',
      dtype,
      bytes: stored.byteLength,
      sha256: createHash('sha256').update(stored).digest('hex'),
    },
    upstream: {
      title: entry.title,
      url: entry.source,
      version: entry.revision ?? 'the state that its hash names',
      origin: [
        'Batch norms folded into the convolutions and layers renamed; nothing trained here.',
        ...(dtype === 'float16' ? ['Rounded to float16.'] : []),
        ...(entry.note === undefined ? [] : [entry.note]),
      ].join(' '),
    },
    licence: entry.licence ?? 'not stated',
    accuracy: accuracyOf(entry),
  };
  const target = join(folder, entry.id);
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, card.weights.file), stored);
  writeFileSync(join(target, 'card.json'), `${JSON.stringify(card, null, 2)}\n`);
  return card;
}

function accuracyOf({ accuracy }: CatalogueEntry): CardAccuracy | null {
  if (accuracy === null) return null;
  const { measuredBy, at, averagePrecision, averagePrecisionVal, top1, top5 } = accuracy;
  const places = [
    ...(at === undefined ? [] : [`Measured at ${at} pixels.`]),
    ...(averagePrecisionVal === undefined ? [] : [`On test-dev; on val2017 ${averagePrecisionVal}.`]),
  ];
  return {
    ...(top1 !== undefined && { top1 }),
    ...(top5 !== undefined && { top5 }),
    ...(averagePrecision !== undefined && { averagePrecision }),
    source: measuredBy,
    note: [...places, 'Measured there, with the upstream’s own code; not here.'].join(' '),
  };
}
