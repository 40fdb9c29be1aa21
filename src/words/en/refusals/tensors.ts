import type { JsonPart, ShardsHeld, TensorFaults } from '../../../../models/checkpoints/faults/tensors.ts';
import { exact } from '../quantity.ts';
import { damaged, quoted, type Sentences } from './sentence.ts';

const header = 'The safetensors header';
const jsonParts: Readonly<Record<JsonPart, string>> = {
  'safetensors-header': header,
  'parts-index': 'The index of the parts',
  'model-json': 'model.json',
  'head-card': 'The head’s card',
  'run-record': 'The record of the training',
};

const heldBy = (held: ShardsHeld) =>
  'tensors' in held
    ? `The index says that ${held.there} of the ${held.tensors} tensors lie there.`
    : `The weights lie in ${held.parts} parts, and ${held.here} are here.`;

export const tensors: Sentences<TensorFaults> = {
  'json-long': ({ part, bytes, most }) =>
    damaged(
      `${jsonParts[part]} claims to be ${exact(bytes)} bytes long.`,
      `At most ${exact(most)} are read; no published checkpoint needs more.`,
    ),
  'json-not-utf8': ({ part }) => damaged(`${jsonParts[part]} is not valid UTF-8 text.`),
  'json-invalid': ({ part }) => damaged(`${jsonParts[part]} is not valid JSON.`),
  'json-key-twice': ({ part, key }) => damaged(`${jsonParts[part]} holds the key ${key} twice.`),
  'tensor-twice': ({ tensor }) => damaged(`The file lists the tensor ${quoted(tensor)} twice.`),
  'tensor-no-shape': ({ tensor }) => damaged(`The tensor ${quoted(tensor)} has no shape.`),
  'tensor-dimensions': ({ tensor, claimed, most }) =>
    damaged(`The tensor ${quoted(tensor)} claims ${claimed} dimensions; at most ${most} are read.`),
  'tensor-side': ({ tensor }) =>
    damaged(`The tensor ${quoted(tensor)} has a side that is not a whole number of elements.`),
  'tensor-elements': ({ tensor }) =>
    damaged(`The tensor ${quoted(tensor)} claims more elements than can be counted.`),
  'tensors-too-many': ({ claimed, most }) =>
    damaged(
      `The file claims ${claimed > 1e15 ? 'over 10^15' : exact(claimed)} tensors.`,
      `At most ${exact(most)} are read; no published checkpoint has more.`,
    ),
  'tensor-text': ({ tensor }) =>
    `The tensor ${quoted(tensor)} holds text. A network’s weights are numbers, so it cannot be one of them. Choose a checkpoint of one of the supported networks.`,
  'tensor-checksum': ({ tensor }) =>
    damaged(`The tensor ${quoted(tensor)} does not match its checksum (CRC-32C).`, 'Its data is damaged.'),
  'tensor-outside-file': ({ tensor }) => damaged(`The tensor ${quoted(tensor)} lies outside of the file.`),
  'tensor-overlaps': ({ tensor }) => damaged(`The tensor ${quoted(tensor)} overlaps the one before it.`),
  'big-endian': () =>
    'The checkpoint was written on a big-endian machine. Its numbers lie in the other byte order, which this reader does not know. Save it again on a usual machine.',
  'safetensors-short': ({ bytes }) => damaged(`The safetensors file is only ${bytes} bytes long.`),
  'safetensors-header-long': ({ claimed, follow }) =>
    damaged(`${header} claims ${exact(claimed)} bytes, but ${exact(follow)} follow.`),
  'safetensors-header-no-table': () => damaged(`${header} is not a table of tensors.`),
  'safetensors-place': ({ tensor, start, expected }) =>
    damaged(
      `The tensor ${quoted(tensor)} starts at byte ${start} instead of ${expected}.`,
      start < expected
        ? 'It overlaps the tensor before it.'
        : 'There are bytes in front of it that belong to nothing.',
    ),
  'safetensors-rest': ({ described, held }) =>
    damaged(`${header} describes ${described} bytes of data, but the file holds ${held}.`),
  'safetensors-entry': ({ tensor }) =>
    damaged(`The entry of the tensor ${quoted(tensor)} is not a description.`),
  'safetensors-type': ({ tensor, type, known }) =>
    `The tensor ${quoted(tensor)} is stored as ${quoted(type)}. This reader knows ${known.join(', ')}. Open a copy of the checkpoint in one of these number formats.`,
  'safetensors-tensor-bytes': ({ tensor, needed, held }) =>
    damaged(`The tensor ${quoted(tensor)} needs ${needed} bytes for its shape, but its place holds ${held}.`),
  'safetensors-metadata': () => damaged(`${header}’s metadata is not a table of texts.`),
  'safetensors-metadata-text': ({ key, value }) =>
    `The metadata ${quoted(key)} of the safetensors file is ${quoted(value)}, which is no text. The format allows text only; its own library refuses the file as well. The weights themselves may be whole. Save it again with the metadata as text, str(…), or without.`,
  'shard-path': ({ tensor, file }) =>
    damaged(
      `The index says that ${quoted(tensor)} lies in ${quoted(file)}.`,
      'Parts lie beside the index; a path that leads elsewhere is not followed.',
    ),
  'shards-too-many': ({ claimed }) => damaged(`The index names ${exact(claimed)} parts.`),
  'shard-tensor-elsewhere': ({ tensor, file }) =>
    damaged(
      `The index says that the tensor ${quoted(tensor)} lies in ${quoted(file)}, but it does not.`,
      'Index and parts are of different checkpoints, or one of them was altered.',
    ),
  'shards-missing': ({ first, count, ...held }) => {
    const names = first.map(quoted).join(', ');
    const more = count > first.length ? ` and ${count - first.length} more` : '';
    return `${count === 1 ? 'The part' : 'The parts'} ${names}${more} of the checkpoint ${count === 1 ? 'is' : 'are'} missing. ${heldBy(held)} Open all parts together, or the folder that they lie in.`;
  },
};
