import type { BundleFaults } from '../../../../models/checkpoints/faults/bundles.ts';
import { damaged, quoted, type Sentences } from './sentence.ts';

const index = 'the checkpoint’s index';

export const bundles: Sentences<BundleFaults> = {
  'index-number-end': () => damaged(`A number in ${index} runs past the end.`),
  'index-number-size': () => damaged(`A number in ${index} is too large or negative.`),
  'index-number-endless': () => damaged(`A number in ${index} does not end.`),
  'index-part-end': () => damaged(`A part of ${index} runs past the end.`),
  'index-no-protocol-buffer': () => damaged(`An entry of ${index} is not a protocol buffer.`),
  'index-number-as-text': () => damaged(`A number in ${index} is written as text.`),
  'index-part-as-number': () => damaged(`A part of ${index} is written as a number.`),
  'index-ending': () =>
    'The file does not end as the index of a TensorFlow checkpoint does. It is another kind of file, or it is cut short. Open the file that ends in “.index”, together with its “.data” files.',
  'index-blocks-order': () => damaged(`The blocks of ${index} overlap or lie in the wrong order.`),
  'index-names-order': () => damaged(`The names in ${index} are not in order, or one occurs twice.`),
  'index-block-outside': () => damaged(`A block of ${index} lies outside of the file.`),
  'index-block-checksum': () => damaged(`A block of ${index} does not match its checksum (CRC-32C).`),
  'index-compressed': () =>
    'The checkpoint’s index is compressed. TensorFlow writes its indexes uncompressed, and only such are read. Save the checkpoint again with TensorFlow.',
  'index-block-short': () => damaged(`A block of ${index} is too short.`),
  'index-restarts': () => damaged(`A block of ${index} claims more restart points than fit into it.`),
  'index-name-repeats': () => damaged(`A name in ${index} repeats more than the name before it has.`),
  'index-name-long': ({ most }) => damaged(`A name in ${index} is longer than ${most} bytes.`),
  'index-name-not-utf8': () => damaged(`A name in ${index} is not valid UTF-8 text.`),
  'bundle-data-files': ({ given, known }) =>
    `${given} data files were given, but the index knows ${known}. They do not belong together. Open the index together with its own data files only.`,
  'bundle-data-missing': ({ file, of, tensor }) =>
    `Data file ${file} of ${of} is missing. The tensor ${quoted(tensor)} cannot be read without it. Open the index together with all of its “.data” files.`,
  'bundle-no-header': () => damaged('The checkpoint’s index does not begin with its header.'),
  'bundle-data-claimed': ({ claimed }) => damaged(`The checkpoint’s index claims ${claimed} data files.`),
  'tensor-slices': ({ tensor }) =>
    `The tensor ${quoted(tensor)} is stored in slices. Only whole tensors are read; checkpoints of image networks are stored so. Save the checkpoint again from an unpartitioned network.`,
  'bundle-type': ({ tensor, type }) =>
    `The tensor ${quoted(tensor)} has TensorFlow’s data type ${type}. This reader knows integers, floating-point numbers, truth values and text. Choose a checkpoint that stores its weights as float32.`,
  'bundle-tensor-bytes': ({ tensor, claimed, needed }) =>
    damaged(`The tensor ${quoted(tensor)} claims ${claimed} bytes, but its shape needs ${needed}.`),
  'tensor-outside-checkpoint': ({ tensor }) =>
    damaged(`The tensor ${quoted(tensor)} lies outside of the checkpoint.`),
  'tensor-unknown-shape': ({ tensor }) => damaged(`The tensor ${quoted(tensor)} has no known shape.`),
  'tensor-dimensions-over': ({ tensor, most }) =>
    damaged(`The tensor ${quoted(tensor)} claims over ${most} dimensions.`),
  'bundle-data-short': ({ tensor, end, held }) =>
    damaged(
      `The tensor ${quoted(tensor)} ends at byte ${end}, but the data file has ${held}.`,
      'The data file is cut short or belongs to another index.',
    ),
};
