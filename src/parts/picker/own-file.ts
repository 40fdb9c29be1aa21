import { networkWords, picturesWords } from '../../../models/checkpoints/rules/words.ts';
import type { CheckpointDescription } from '../../engine/protocol/description.ts';
import { exact } from '../../words/en/quantity.ts';
import { longName } from './names.ts';

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** What names and shapes tell of a reader's own file: “EfficientNet-B0 for 1,000 classes, its tensors named as in timm”. */
export function ownNetworkText({ network, classes, own }: CheckpointDescription): string {
  const size = network.includes('-') ? '' : ' of a size that was never released';
  return `${longName(network)}${size} for ${exact(classes)} classes, its tensors named as in ${own?.library ?? 'no library'}`;
}

/** By which rule it runs, and what of it is a guess: whole sentences. The picker's list says why. */
export function ownRuleText({ own }: Pick<CheckpointDescription, 'own'>): string {
  if (own === undefined) return '';
  const { properties, network, pictures } = own.rule;
  const guessed = (sure: boolean) => (sure ? '' : ' (a guess)');
  const rule = `${capital(networkWords(properties))}${guessed(network.sure)}. Pictures are ${picturesWords(own.rule)}${guessed(pictures.sure)}.`;
  return `${rule} The list of networks says why, and there another rule can be chosen.`;
}
