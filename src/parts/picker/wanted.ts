import { catalogueEntry } from '../../../models/checkpoints/catalogue.ts';
import { titleOf } from '../../../models/families/index.ts';
import { titleOfKnobs } from '../../../models/study/titles.ts';
import { type StoredCheckpoint, storedCheckpoints } from '../../engine/client/checkpoint-store.ts';
import { cost, yourNetwork, yourTraining } from '../../words/en/picker.ts';
import { keptRun } from '../study/kept-weights.ts';
import type { PaintedFor } from '../study/painted-samples.ts';
import { isReadable, sizeText, type Task } from './offers.ts';
import type { Picked } from './picked.ts';

/** What an address asks for: nothing of it has been fetched. */
export interface Wanted {
  readonly picked: Picked;
  /** `EfficientNet-B3`. */
  readonly name: string;
  /** `B3`. */
  readonly short: string;
  /** What running it would take: “download 49.3 MB”, “it is stored in this browser”. */
  readonly cost: string;
  /** Of a network of the scaling study: the pictures that it reads. */
  readonly painted?: PaintedFor;
}

/** The catalogue's entry that an address names; undefined where there is none for this task. Brings the catalogue with it. */
export async function wantedOf(id: string, task: Task): Promise<Wanted | undefined> {
  const entry = catalogueEntry(id);
  if (entry === undefined || entry.task !== task || !isReadable(entry)) return undefined;
  const names = titleOf(entry.network);
  const stored = (await storedCheckpoints()).find((each) => each.id === id);
  return {
    picked: { kind: 'published', entry, names, keep: true },
    name: names.long,
    short: names.short,
    cost: costText(sizeText(entry), stored),
  };
}

/** A training of the reader's that this browser keeps; undefined where it does not. */
export async function wantedRun(id: string): Promise<Wanted | undefined> {
  const kept = await keptRun(id);
  if (kept === undefined) return undefined;
  const { record, file } = kept;
  return {
    picked: { kind: 'own', files: [{ name: `${id}.safetensors`, data: file }], id },
    name: yourTraining(titleOfKnobs(record)),
    short: yourNetwork,
    cost: cost.stored,
    painted: { side: record.resolution, task: record.task },
  };
}

function costText(size: string, stored: StoredCheckpoint | undefined): string {
  if (stored === undefined) return cost.download(size);
  return stored.whole ? cost.stored : cost.partly(size, stored.bytes);
}
