/**
 * What a file is, by the bytes that it begins with; names lie. It imports no reader, so that a page may ask it before it loads one.
 * `text` and `unknown` are what is left.
 */
export type FileKind =
  | 'empty'
  | 'safetensors'
  | 'zip'
  | 'hdf5'
  | 'tflite'
  | 'onnx'
  | 'saved-model'
  | 'frozen-graph'
  | 'old-torch'
  | 'pickle'
  | 'numpy'
  | 'gguf'
  | 'tar'
  | 'compressed'
  | 'picture'
  | 'pdf'
  | 'html'
  | 'json'
  | 'lfs-pointer'
  | 'text'
  | 'unknown';

/** How many bytes of a file's beginning are looked at. */
export const headBytes = 4096;

/** Whether a file of this kind can only be meant as a checkpoint, readable or not. */
export function isCheckpointKind(kind: FileKind): boolean {
  return !['empty', 'picture', 'pdf', 'html', 'json', 'text', 'unknown'].includes(kind);
}

const ascii = (head: Uint8Array, start: number, end: number) =>
  String.fromCharCode(...head.subarray(start, end));

/** Beginnings that say it all: a string of bytes, and where it stands. */
const marks: readonly (readonly [FileKind, string, number?])[] = [
  ['zip', 'PK\x03\x04'],
  ['zip', 'PK\x05\x06'],
  ['hdf5', '\x89HDF\r\n\x1a\n'],
  ['tflite', 'TFL3', 4],
  ['numpy', '\x93NUMPY'],
  ['gguf', 'GGUF'],
  ['tar', 'ustar', 257],
  ['compressed', '\x1f\x8b'],
  ['compressed', 'BZh'],
  ['compressed', '\xfd7zXZ\x00'],
  ['compressed', '7z\xbc\xaf\x27\x1c'],
  ['compressed', 'Rar!\x1a\x07'],
  ['compressed', '\x28\xb5\x2f\xfd'],
  ['picture', '\xff\xd8\xff'],
  ['picture', '\x89PNG\r\n\x1a\n'],
  ['picture', 'GIF8'],
  ['picture', 'BM'],
  ['picture', 'WEBP', 8],
  ['picture', 'ftyp', 4],
  ['picture', 'II*\x00'],
  ['picture', 'MM\x00*'],
  ['pdf', '%PDF-'],
  ['lfs-pointer', 'version https://git-lfs.'],
];

/** What a file is that begins with these bytes ({@link headBytes} of them are enough) and has `size` in all. */
export function fileKind(head: Uint8Array, size = head.byteLength): FileKind {
  if (size === 0) return 'empty';
  if (isSafetensors(head, size)) return 'safetensors';
  const marked = marks.find(([, mark, at = 0]) => ascii(head, at, at + mark.length) === mark);
  if (marked) return marked[0];
  return pickleKind(head) ?? protocolBufferKind(head) ?? textKind(head) ?? 'unknown';
}

/** A length of eight bytes that fits the file, then a table as JSON. */
function isSafetensors(head: Uint8Array, size: number): boolean {
  if (head.byteLength < 10 || head[8] !== 0x7b) return false;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const length = view.getUint32(0, true) + view.getUint32(4, true) * 2 ** 32;
  return length <= size - 8 && /[\s"}]/.test(String.fromCharCode(head[9]!));
}

/** torch.save before 1.6 begins with a number of its own, 0x1950a86a20f9469cfc6c (torch/serialization.py, `MAGIC_NUMBER`). */
const oldTorchMark = '\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19';

function pickleKind(head: Uint8Array): FileKind | undefined {
  if (head[0] !== 0x80 || head[1]! > 5) return undefined;
  if (ascii(head, 2, 2 + oldTorchMark.length) === oldTorchMark) return 'old-torch';
  // An instruction that opens a value: a frame, a dictionary, a list, a tuple, a mark, a class, a text.
  return [0x95, 0x7d, 0x5d, 0x29, 0x28, 0x63, 0x58, 0x8c, 0x8a].includes(head[2]!) ? 'pickle' : undefined;
}

const printable = (bytes: Uint8Array) =>
  bytes.length > 0 && bytes.every((byte) => byte >= 0x20 && byte < 0x7f);

/** The first fields of a message of Google's protocol buffers tell whose it is; `undefined` where it is none of these. */
function protocolBufferKind(head: Uint8Array): FileKind | undefined {
  // ONNX (`ModelProto`) and SavedModel both begin with a small version; what follows differs.
  if (head[0] === 0x08 && head[1]! > 0 && head[1]! < 100) {
    const next = fieldAt(head, 2);
    // SavedModel: version 1, then `meta_graphs`, which begins with a message of its own. ONNX has its producer's name there.
    if (next?.tag === 0x12)
      return head[1] === 1 && next.content[0] === 0x0a
        ? 'saved-model'
        : printable(next.content)
          ? 'onnx'
          : undefined;
    // `producer_version`, `domain`, `doc_string`, `graph`, `opset_import`.
    return next !== undefined && [0x1a, 0x22, 0x32, 0x3a, 0x42].includes(next.tag) ? 'onnx' : undefined;
  }
  // `GraphDef`: nodes, each beginning with its name, then its operator.
  const node = head[0] === 0x0a ? fieldAt(head, 0)?.content : undefined;
  const name = node?.[0] === 0x0a ? fieldAt(node, 0) : undefined;
  const operator = name && node ? fieldAt(node, name.end) : undefined;
  const named =
    name !== undefined && printable(name.content) && operator?.tag === 0x12 && printable(operator.content);
  return named ? 'frozen-graph' : undefined;
}

/** A field whose content is bytes: as many of them as the head holds. */
function fieldAt(
  bytes: Uint8Array,
  at: number,
): { tag: number; content: Uint8Array; end: number } | undefined {
  const tag = bytes[at];
  if (tag === undefined || tag % 8 !== 2) return undefined;
  let length = 0;
  for (let i = 1; i <= 5; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) return undefined;
    length += (byte & 0x7f) * 128 ** (i - 1);
    if (byte < 0x80)
      return { tag, content: bytes.subarray(at + i + 1, at + i + 1 + length), end: at + i + 1 + length };
  }
  return undefined;
}

function textKind(head: Uint8Array): FileKind | undefined {
  const start = ascii(head, 0, Math.min(head.length, 512)).trimStart();
  if (/^(\xef\xbb\xbf)?(<!doctype html|<html|<head|<\?xml[^>]*>\s*<!doctype html)/i.test(start))
    return 'html';
  // Control characters that no text has; UTF-16 holds zeros and is not told from data.
  if (head.some((byte) => byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1b) || byte === 0x7f))
    return undefined;
  return /^[{[]/.test(start) ? 'json' : 'text';
}
