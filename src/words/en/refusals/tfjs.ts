import type { TfjsFaults } from '../../../../models/checkpoints/faults/tfjs.ts';
import { exact } from '../quantity.ts';
import { damaged, quoted, type Sentences } from './sentence.ts';

export const tfjs: Sentences<TfjsFaults> = {
  'tfjs-bytes': ({ given, described }) =>
    damaged(`The weight files hold ${given} bytes, but model.json describes ${described}.`),
  'tfjs-file-missing': ({ file, tensor }) =>
    `The weight file ${quoted(file)} is missing. The tensor ${quoted(tensor)} cannot be read without it. Open model.json together with all of its weight files.`,
  'tfjs-no-manifest': () =>
    'The JSON file holds no weights manifest. It is not the model.json of a TF.js graph model. Open the model.json that lies beside the weight files.',
  'tfjs-format': ({ format }) =>
    `model.json describes a ${quoted(format)}. Only graph models are read: other kinds name their layers differently. Convert the network to a TF.js graph model.`,
  'tfjs-group': () => damaged('A group of the weights manifest has no paths or no weights.'),
  'tfjs-files-too-many': ({ most }) => damaged(`model.json names over ${exact(most)} weight files.`),
  'tfjs-bytes-uncountable': () => damaged('The weights of model.json claim more bytes than can be counted.'),
  'tfjs-file-twice': () => damaged('model.json names a weight file twice.'),
  'tfjs-path': ({ path }) =>
    damaged(
      `model.json names a weight file ${quoted(path)}.`,
      'Weight files lie beside model.json; a path that leads elsewhere is not followed.',
    ),
  'tfjs-nameless': () => damaged('A weight of model.json has no name.'),
  'tfjs-type': ({ weight, type }) =>
    `The weight ${quoted(weight)} is stored as ${quoted(type ?? 'an unnamed type')}. This reader knows float32, int32 and bool, whole or quantised to float16, uint8 or uint16. Open a copy of the network that was converted to one of these.`,
};
