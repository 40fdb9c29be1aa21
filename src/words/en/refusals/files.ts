import type { FileFaults, FilesFrom, ForeignKind } from '../../../../models/checkpoints/faults/files.ts';
import { exact } from '../quantity.ts';
import { quoted, type Sentences, some } from './sentence.ts';

const toGraphModel =
  'tensorflowjs_converter --input_format=tf_saved_model --output_format=tfjs_graph_model FOLDER OUT, and open the model.json in OUT with its .bin files';

/** What a file is, what that means, and the way to one that is read. */
const foreign: Readonly<Record<ForeignKind, readonly [what: string, meaning: string, advice: string]>> = {
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

const whatIsRead =
  'Read are .safetensors, PyTorch’s .pth, .pt, .ckpt and .bin, a TensorFlow .index file with its .data files, and a model.json of TF.js with its weight files.';
/** Kinds that do not say what was meant: what is read is told as well. */
const openEnded: readonly ForeignKind[] = ['unknown', 'text', 'pdf', 'empty', 'picture', 'json'];

const from = (where: FilesFrom) =>
  where === 'given' ? 'What was given' : where === 'folder' ? 'The folder' : where.path;
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
const noIndex = 'Without it nobody knows which bytes are which weights.';

export const files: Sentences<FileFaults> = {
  'file-large': ({ bytes, most }) =>
    `The checkpoint has ${megabytes(bytes)}. At most ${megabytes(most)} are read; the weights of the largest EfficientNet have 267 MB. If it holds the state of a training as well, save the weights alone: torch.save(checkpoint["state_dict"], "weights.pth").`,
  'file-none-given': () => `No file was given. ${whatIsRead} Open one of these.`,
  'files-several': ({ where, ...names }) =>
    `${from(where)} holds several checkpoints: ${some(names)}. One is opened at a time. Choose one of them.`,
  'files-none': ({ where, ...names }) =>
    `${from(where)} holds no checkpoint${names.count > 0 ? `: ${some(names)}` : ''}. A checkpoint is a .safetensors file, a PyTorch file (.pth, .pt, .ckpt, .bin), a TensorFlow .index file with its .data files, or a model.json of TF.js with its weight files. Choose one of these.`,
  'file-lonely-data': ({ file, index }) =>
    `${quoted(file)} is the data of a TensorFlow checkpoint; its index ${quoted(index)} is not there. ${noIndex} Open both together.`,
  'file-lonely-shard': ({ file }) =>
    `${quoted(file)} holds weights of a TF.js graph model; its model.json is not there. ${noIndex} Open model.json together with all of its weight files.`,
  'file-foreign': ({ file, kind }) => {
    const [what, meaning, advice] = foreign[kind];
    return `${quoted(file)} ${what}. ${meaning} ${advice}${openEnded.includes(kind) ? ` ${whatIsRead}` : ''}`;
  },
  'file-pointer': ({ file, bytes, standsFor }) =>
    `${quoted(file)} is a Git LFS pointer: ${bytes} bytes of text that stand for the file${standsFor === null ? '' : ` of ${exact(standsFor)} bytes`}. The weights themselves were not downloaded with the repository. Run git lfs pull in it, or download the file from its page, and open that.`,
  'file-keras': ({ file }) =>
    `${quoted(file)} is a Keras file (.keras). Keras’ layers are named after none of the libraries that are read here, and the HDF5 file in it is not opened. ${foreign.hdf5[2]}`,
  'file-npz': ({ file }) =>
    `${quoted(file)} is a NumPy archive (.npz). It is not read here. ${foreign.numpy[2]}`,
  'file-torch-export': ({ file }) =>
    `${quoted(file)} is a program of torch.export (.pt2), not weights alone. To open it, its code would have to be run. Take its weights out: torch.save(torch.export.load("program.pt2").state_dict, "weights.pth").`,
  'file-other-archive': ({ file, ...parts }) =>
    `${quoted(file)} is a zip archive that torch.save did not write${parts.count > 0 ? `: it holds ${some(parts)}` : ''}. A PyTorch file holds data.pkl in one folder. If there is a checkpoint in it, unpack it and open that.`,
};
