import type { CatalogueEntry } from '../../../models/checkpoints/catalogue.ts';
import type { CheckpointDescription } from '../../engine/client/engine.ts';
import { accuracyText } from '../../parts/picker/entry-text.ts';
import { licenceText } from '../../parts/picker/names.ts';
import { type Choice, measuredAt } from '../../parts/picker/own-detectors.ts';
import { ownNetworkText, ownRuleText } from '../../parts/picker/own-file.ts';
import { exact } from '../../words/en/quantity.ts';

const list = new Intl.ListFormat('en', { style: 'long', type: 'conjunction' });
const decimal = (value: number) => value.toFixed(3);

/** What a detector of ours was trained on and what it is worth on pictures of this size, from its card: sentences for the reader. */
export function honestLine(choice: Choice, side: number): string {
  const { labels, base, training } = choice;
  const test = measuredAt(choice.test, side);
  const unseenArtist = measuredAt(choice.unseenArtist, side);
  const sentences = [
    `It knows ${labels.length} kinds of painted stickers and nothing else: ${list.format(labels)}.`,
  ];
  if (training !== null) {
    const { presented, distinct, bySize } = training.scenes;
    const frozen = base === null ? '' : `, with ${base} frozen below it`;
    sentences.push(
      `This project trained it in ${exact(Math.round(training.minutes))} minutes${frozen}: ${exact(presented)} painted scenes of ${list.format(bySize.map(({ size }) => `${size}`))} pixels were presented, drawn from ${exact(distinct)} different ones.`,
    );
  }
  if (test !== undefined) {
    const [low, high] = test.interval;
    const unseen =
      unseenArtist === undefined
        ? ''
        : `, and ${decimal(unseenArtist.ap)} on stickers by an artist it never saw`;
    sentences.push(
      `Its average precision on ${exact(test.scenes)} hard scenes kept out of training, at ${test.size} pixels: ${decimal(test.ap)} (95 % interval over these scenes ${decimal(low)} to ${decimal(high)}; another training is not in it)${unseen}.`,
    );
  } else sentences.push(`At ${side} pixels its average precision was not measured.`);
  sentences.push('Of photographs it knows nothing: what it says about one shows what it has not learned.');
  return sentences.join(' ');
}

/** What is known of a published detector: nothing of it was measured here. `labels`: its classes' names, empty before it is here. */
export function publishedLine(entry: CatalogueEntry, labels: readonly string[]): string {
  const kinds = labels.length === 0 ? '' : `, ${labels.length} kinds of things,`;
  const sentences = [
    `${entry.title}: trained${kinds} on ${entry.labels === 'coco' ? 'photographs of COCO' : 'photographs'}, and on no sticker.`,
  ];
  sentences.push(
    entry.accuracy === null
      ? 'The source states no average precision.'
      : `Published: ${accuracyText(entry)}.`,
  );
  sentences.push(`Licence: ${licenceText(entry.licence)}. None of this was measured here.`);
  if (entry.note !== undefined) sentences.push(entry.note);
  return sentences.join(' ');
}

/** What names and shapes tell of a reader's own file, and what they do not. */
export function ownLine(checkpoint: CheckpointDescription): string {
  const names =
    checkpoint.labels === 'coco'
      ? 'It has as many classes as the COCO detectors have, so they are called as theirs are.'
      : 'What its classes are called the file does not say.';
  return `${checkpoint.title}, your own file: an ${ownNetworkText(checkpoint)}, told by its names and shapes. ${names} Nor does it say what it was trained on or how good it is. ${ownRuleText(checkpoint)}`;
}
