import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { writeZip } from '../../../test/parity/write-zip.ts';
import { spoken } from '../../../test/spoken.ts';
import { CheckpointError } from '../checkpoint-error.ts';
import { type FileKind, fileKind, headBytes, isCheckpointKind } from './file-kinds.ts';
import { openCheckpoint } from './open.ts';

const fixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../../test/fixtures/checkpoints/${name}`, import.meta.url)));
const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const kindOf = (file: Uint8Array) => fileKind(file.subarray(0, headBytes), file.length);

const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'ab'.repeat(32)}\nsize 21355344\n`;
const heif = '\x00\x00\x00\x18ftypheic\x00\x00\x00\x00';

/** A file, what it is by its first bytes, and what its refusal must say: what it is, and the way to one that is read. */
const files: readonly [string, Uint8Array, FileKind, RegExp][] = [
  [
    'Keras, .h5',
    fixture('foreign/keras.h5'),
    'hdf5',
    /is a Keras file \(HDF5\).*convert_efficientnet_to_pytorch\.py .*open the model\.safetensors/,
  ],
  [
    'Keras, .keras',
    fixture('foreign/keras.keras'),
    'zip',
    /is a Keras file \(\.keras\).*open the model\.safetensors/,
  ],
  [
    'TFLite',
    fixture('foreign/lite.tflite'),
    'tflite',
    /is a TensorFlow Lite network.*Open the checkpoint that it was made from/,
  ],
  ['ONNX', fixture('foreign/torch.onnx'), 'onnx', /is an ONNX network.*torch\.save\(model\.state_dict\(\)/],
  [
    'SavedModel',
    fixture('foreign/saved_model.pb'),
    'saved-model',
    /is the graph of a TensorFlow SavedModel.*tensorflowjs_converter .*tfjs_graph_model FOLDER OUT.*“variables”/,
  ],
  [
    'a frozen graph',
    fixture('foreign/frozen.pb'),
    'frozen-graph',
    /is a frozen TensorFlow graph.*tensorflowjs_converter .*tf_frozen_model/,
  ],
  [
    'PyTorch before 1.6',
    fixture('torch/form-before-1.6.pth'),
    'old-torch',
    /form before 1\.6.*torch\.save\(torch\.load\(/,
  ],
  [
    'a pickle',
    bytes('\x80\x04\x95\x0b\x00\x00\x00\x00\x00\x00\x00}\x94.'),
    'pickle',
    /is a Python pickle, but no file of torch\.save.*torch\.save\(model/,
  ],
  [
    'PyTorch of 2016',
    bytes(`${'\0'.repeat(257)}ustar\x0000`),
    'tar',
    /is a tar archive.*torch\.load\("old\.pth"/,
  ],
  ['NumPy', bytes('\x93NUMPY\x01\x00v\x00{}'), 'numpy', /is a NumPy array.*save_file/],
  [
    'NumPy, several',
    writeZip([{ name: 'a.npy', content: bytes('\x93NUMPY') }]),
    'zip',
    /is a NumPy archive \(\.npz\)/,
  ],
  [
    'torch.export',
    writeZip([{ name: 'serialized_exported_program.json', content: bytes('{}') }]),
    'zip',
    /program of torch\.export.*torch\.export\.load/,
  ],
  [
    'another zip',
    writeZip([{ name: 'weights/a.pth', content: bytes('a') }]),
    'zip',
    /zip archive that torch\.save did not write: it holds “weights\/a\.pth”.*unpack it/,
  ],
  ['GGUF', bytes('GGUF\x03\x00\x00\x00'), 'gguf', /language model/],
  ['gzip', new Uint8Array(gzipSync('x')), 'compressed', /compressed archive.*Unpack it/],
  [
    'a Git LFS pointer',
    bytes(pointer),
    'lfs-pointer',
    /Git LFS pointer: \d+ bytes of text that stand for the file of 21,355,344 bytes.*git lfs pull/,
  ],
  ['nothing', new Uint8Array(0), 'empty', /is empty.*Get it again/],
  ['a PDF', bytes('%PDF-1.7\n%\xe2\xe3'), 'pdf', /is a PDF document/],
  ['a text', bytes('lr: 0.1\nmodel: b0\n'), 'text', /is a text\..*Read are/],
  ['a web page', bytes('<!DOCTYPE html>\n<html>'), 'html', /is a web page.*Download the file itself/],
  [
    'a configuration',
    bytes('{"architecture": "tf_efficientnet_b0"}'),
    'json',
    /is a JSON text of another kind/,
  ],
  ['JPEG', bytes('\xff\xd8\xff\xe0\x00\x10JFIF'), 'picture', /is a picture/],
  ['PNG', bytes('\x89PNG\r\n\x1a\n\x00\x00'), 'picture', /is a picture/],
  ['WebP', bytes('RIFF\x10\x00\x00\x00WEBPVP8 '), 'picture', /is a picture/],
  ['HEIC', bytes(heif), 'picture', /is a picture/],
  ['noise', bytes('\x12\x9c\x00\xfa\xc3\x07\x91\x00\xee'), 'unknown', /is no checkpoint that is known here/],
];

describe('a file is told by its first bytes, whatever it is called', () => {
  test.each(files)('%s', (_, file, kind) => {
    expect(kindOf(file)).toBe(kind);
  });

  test('those that are read', () => {
    expect(kindOf(fixture('effdet-tiny.safetensors'))).toBe('safetensors');
    expect(kindOf(fixture('torch/timm-efficientnet-w010-d03.pth'))).toBe('zip');
    expect(kindOf(fixture('torch/without-checksums.pt'))).toBe('zip');
  });

  test('only what can be meant as a checkpoint counts as one: a picture never does, and a checkpoint is never a picture', () => {
    const meant = files.filter(([, , kind]) => isCheckpointKind(kind)).map(([name]) => name);
    expect(meant).toEqual([
      ...[
        'Keras, .h5',
        'Keras, .keras',
        'TFLite',
        'ONNX',
        'SavedModel',
        'a frozen graph',
        'PyTorch before 1.6',
        'a pickle',
      ],
      ...[
        'PyTorch of 2016',
        'NumPy',
        'NumPy, several',
        'torch.export',
        'another zip',
        'GGUF',
        'gzip',
        'a Git LFS pointer',
      ],
    ]);
  });
});

describe('what is not opened is named, with a way', () => {
  test.each(files)('%s', (_, file, kind, sentence) => {
    for (const name of ['model.bin', 'model.safetensors', 'model.pth', 'picture.jpg', 'model']) {
      // Of a file that is called safetensors and is nothing else that is known, its reader says what is damaged.
      const said = kind === 'unknown' && name === 'model.safetensors' ? /only 9 bytes long/ : sentence;
      expect(
        spoken(() => openCheckpoint([{ name, bytes: file }])),
        name,
      ).toThrow(said);
      expect(() => openCheckpoint([{ name, bytes: file }]), name).toThrow(CheckpointError);
    }
  });

  test('the data of a TensorFlow checkpoint, and of TF.js, without their lists', () => {
    const data = fixture('tf-checkpoint-tiny/one-shard/model.data-00000-of-00001');
    expect(spoken(() => openCheckpoint([{ name: 'm.data-00000-of-00001', bytes: data }]))).toThrow(
      /“m\.data-00000-of-00001” is the data of a TensorFlow checkpoint; its index “m\.index” is not there/,
    );
    expect(spoken(() => openCheckpoint([{ name: 'group1-shard1of2.bin', bytes: data }]))).toThrow(
      /weights of a TF\.js graph model; its model\.json is not there/,
    );
  });
});
