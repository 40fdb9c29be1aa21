import type { CatalogueEntry } from '../../../models/checkpoints/catalogue.ts';
import type { CheckpointDescription } from '../../engine/client/engine.ts';
import { type Choice, measuredAt } from '../../parts/picker/own-detectors.ts';
import { ownNetworkText, ownRuleText } from '../../parts/picker/own-file.ts';
import * as words from '../../words/en/figures/live-detector.ts';
import { accuracyText, licenceText } from '../../words/en/picker.ts';

/** What a detector of ours was trained on and what it is worth on pictures of this size, from its card: sentences for the reader. */
export function honestLine(choice: Choice, side: number): string {
  return words.honest(choice, side, measuredAt(choice.test, side), measuredAt(choice.unseenArtist, side));
}

/** What is known of a published detector: nothing of it was measured here. `labels`: its classes' names, empty before it is here. */
export function publishedLine(entry: CatalogueEntry, labels: readonly string[]): string {
  return words.published({
    title: entry.title,
    onCoco: entry.labels === 'coco',
    classes: labels.length === 0 ? null : labels.length,
    accuracy: entry.accuracy === null ? null : accuracyText(entry),
    licence: licenceText(entry.licence),
    note: entry.note,
  });
}

/** What names and shapes tell of a reader's own file, and what they do not. */
export function ownLine(checkpoint: CheckpointDescription): string {
  const { title, labels } = checkpoint;
  return words.own(title, ownNetworkText(checkpoint), ownRuleText(checkpoint), labels === 'coco');
}
