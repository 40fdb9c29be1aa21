import type { CheckpointDescription } from '../../engine/protocol/description.ts';
import * as words from '../../words/en/picker.ts';
import { networkWords, picturesWords } from '../../words/en/rules.ts';

/** What names and shapes tell of a reader's own file: “EfficientNet-B0 for 1,000 classes, its tensors named as in timm”. */
export function ownNetworkText({ names, classes, own, standsOn }: CheckpointDescription): string {
  if (standsOn !== undefined) return words.ownHead(names.long, classes);
  return words.ownNetwork(names.long, names.listed, classes, own?.naming);
}

/** By which rule it runs, and what of it is a guess: whole sentences. The picker's list says why. */
export function ownRuleText({ own }: Pick<CheckpointDescription, 'own'>): string {
  if (own === undefined) return '';
  const { properties, network, pictures } = own.rule;
  return words.ownRule(
    { text: networkWords(properties), sure: network.sure },
    { text: picturesWords(own.rule), sure: pictures.sure },
  );
}
