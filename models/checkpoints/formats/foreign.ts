import { CheckpointError, shown } from '../checkpoint-error.ts';
import { parsePointer } from '../pointer-file.ts';
import type { FileKind } from './file-kinds.ts';

/** The three parts of a refusal: what it is, what that means, what to do. */
type Refusal = readonly [what: string, meaning: string, advice: string];

const toGraphModel =
  'tensorflowjs_converter --input_format=tf_saved_model --output_format=tfjs_graph_model FOLDER OUT, and open the model.json in OUT with its .bin files';

/** Kinds of files that are known and not opened, each with the way to one that is. */
const refusals: Readonly<Record<Exclude<FileKind, 'safetensors' | 'zip' | 'lfs-pointer'>, Refusal>> = {
  empty: [
    'is empty: it has no bytes',
    'The download or the copy was broken off.',
    'Get it again from its source.',
  ],
  hdf5: [
    'is a Keras file (HDF5)',
    'Keras’ layers are named after none of the libraries that are read here, and HDF5 is not opened.',
    'To convert it, load it in Keras, copy its weights into transformers’ EfficientNetForImageClassification as that library’s convert_efficientnet_to_pytorch.py does, call save_pretrained, and open the model.safetensors that it writes.',
  ],
  tflite: [
    'is a TensorFlow Lite network',
    'It was made for phones from a checkpoint: batch norms are folded, names are lost, and its weights are often rounded to 8 bits.',
    'Open the checkpoint that it was made from: the .index file with its .data files, or a PyTorch file.',
  ],
  onnx: [
    'is an ONNX network',
    'It was exported from a checkpoint, and an export usually folds the batch norms away and renames the weights.',
    'Open the PyTorch file that it was exported from, or export the weights anew: torch.save(model.state_dict(), "weights.pth").',
  ],
  'saved-model': [
    'is the graph of a TensorFlow SavedModel',
    'Its weights are not in this file.',
    `Convert the folder that it lies in: ${toGraphModel}. Or open the folder “variables” beside it: its .index file with the .data files.`,
  ],
  'frozen-graph': [
    'is a frozen TensorFlow graph',
    'Its weights are constants of the graph, which are not read here.',
    'Convert it: tensorflowjs_converter --input_format=tf_frozen_model --output_node_names=NAMES FILE OUT, and open the model.json in OUT with its .bin files. Or open the checkpoint that it was made from.',
  ],
  'old-torch': [
    'is a PyTorch file of the form before 1.6, one long pickle',
    'Only the zip form that PyTorch writes since then is read.',
    'Save it again: torch.save(torch.load("old.pth", map_location="cpu", weights_only=True), "new.pth").',
  ],
  pickle: [
    'is a Python pickle, but no file of torch.save',
    'A pickle of whole objects cannot be read without running code.',
    'Save the weights alone: torch.save(model.state_dict(), "weights.pth").',
  ],
  numpy: [
    'is a NumPy array',
    'One array is no network, and the names of its weights are missing.',
    'Save all weights under their names: safetensors.numpy.save_file(weights, "weights.safetensors").',
  ],
  gguf: [
    'is a GGUF file',
    'It holds a language model; a network for pictures was expected.',
    'Open a checkpoint of an EfficientNet or an EfficientDet.',
  ],
  tar: [
    'is a tar archive',
    'It holds other files, or is a PyTorch file of 2016, which had this form.',
    'Unpack it and open what lies in it; a PyTorch file is saved again: torch.save(torch.load("old.pth", map_location="cpu", weights_only=False), "new.pth"), which runs what the file says, so only if you trust its source.',
  ],
  compressed: [
    'is a compressed archive',
    'What lies in it was not looked at.',
    'Unpack it and open what lies in it.',
  ],
  picture: [
    'is a picture',
    'A checkpoint holds the weights of a network.',
    'Drop the picture on the figure, or name it as the picture, and choose a checkpoint here.',
  ],
  pdf: ['is a PDF document', 'A checkpoint holds the weights of a network.', 'Open a checkpoint.'],
  html: [
    'is a web page',
    'The download gave a page instead of the file: the address was that of its description, or asked to sign in.',
    'Download the file itself and open it.',
  ],
  json: [
    'is a JSON text of another kind',
    'Of JSON files, the model.json of a TF.js graph model and the .index.json of weights in several parts are read.',
    'Open the file that holds the weights.',
  ],
  text: ['is a text', 'A checkpoint holds the weights of a network.', 'Open a checkpoint.'],
  unknown: [
    'is no checkpoint that is known here',
    'Its first bytes are of no known format, or it has been altered.',
    'Open a checkpoint.',
  ],
};

export const whatIsRead =
  'Read are .safetensors, PyTorch’s .pth, .pt, .ckpt and .bin, a TensorFlow .index file with its .data files, and a model.json of TF.js with its weight files.';

/** Why a file of this kind is not opened, by its name, and how to get one that is. */
export function foreignFile(name: string, kind: FileKind, bytes: Uint8Array): CheckpointError {
  if (kind === 'lfs-pointer') return pointerFile(name, bytes);
  const [what, meaning, advice] = refusals[kind === 'safetensors' || kind === 'zip' ? 'unknown' : kind];
  const more = ['unknown', 'text', 'pdf', 'empty', 'picture', 'json'].includes(kind) ? ` ${whatIsRead}` : '';
  return new CheckpointError(`${shown(name)} ${what}.`, meaning, `${advice}${more}`);
}

function pointerFile(name: string, bytes: Uint8Array): CheckpointError {
  let size = '';
  try {
    size = ` of ${parsePointer(new TextDecoder().decode(bytes)).bytes.toLocaleString('en')} bytes`;
  } catch {
    // A damaged pointer is one all the same.
  }
  return new CheckpointError(
    `${shown(name)} is a Git LFS pointer: ${bytes.byteLength} bytes of text that stand for the file${size}.`,
    'The weights themselves were not downloaded with the repository.',
    'Run git lfs pull in it, or download the file from its page, and open that.',
  );
}

/** What a zip archive is that torch.save did not write, by the names of its parts. */
export function foreignArchive(name: string, parts: readonly string[]): CheckpointError {
  const has = (part: string) => parts.includes(part);
  if (has('model.weights.h5') || (has('config.json') && has('metadata.json'))) {
    const [, , advice] = refusals.hdf5;
    return new CheckpointError(
      `${shown(name)} is a Keras file (.keras).`,
      'Keras’ layers are named after none of the libraries that are read here, and the HDF5 file in it is not opened.',
      advice,
    );
  }
  if (parts.length > 0 && parts.every((part) => part.endsWith('.npy'))) {
    const [, , advice] = refusals.numpy;
    return new CheckpointError(`${shown(name)} is a NumPy archive (.npz).`, 'It is not read here.', advice);
  }
  if (parts.some((part) => /(^|\/)(serialized_exported_program\.json|models\/[^/]+\.json)$/.test(part))) {
    return new CheckpointError(
      `${shown(name)} is a program of torch.export (.pt2), not weights alone.`,
      'To open it, its code would have to be run.',
      'Take its weights out: torch.save(torch.export.load("program.pt2").state_dict, "weights.pth").',
    );
  }
  const some = parts.slice(0, 3).map(shown).join(', ');
  return new CheckpointError(
    `${shown(name)} is a zip archive that torch.save did not write${some && `: it holds ${some}${parts.length > 3 ? ' …' : ''}`}.`,
    'A PyTorch file holds data.pkl in one folder.',
    'If there is a checkpoint in it, unpack it and open that.',
  );
}
