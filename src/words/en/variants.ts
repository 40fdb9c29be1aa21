import type { VariantWeights } from '../../../models/checkpoints/variants.ts';
import { exact } from './quantity.ts';

/** Which copy of a file's weights is read and what of their names was taken off, in sentences; none where there is nothing to say. */
export function variantSentences({
  variant,
  variants,
  others,
}: Omit<VariantWeights, 'tensors'>): readonly string[] {
  const sentences: string[] = [];
  if (variant.prefix !== '')
    sentences.push(`The weights’ names begin with “${variant.prefix}”, which is taken off.`);
  if (variants.length > 1) {
    const rest = variants.filter(({ id }) => id !== variant.id).map(({ id }) => `“${id}”`);
    const average = variant.average ? ', an average over the steps of the training' : '';
    sentences.push(`Read is “${variant.id}”${average}; the file also has ${rest.join(', ')}.`);
  }
  if (others === 1) sentences.push('One other tensor, no weight of the network, is not read.');
  if (others > 1)
    sentences.push(`${exact(others)} other tensors, such as an optimizer’s state, are not read.`);
  return sentences;
}
