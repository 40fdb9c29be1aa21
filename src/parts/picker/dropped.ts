import type { OwnFile } from '../../engine/protocol/source.ts';

/** A folder with more than this is no checkpoint's. */
const most = 2000;

const endings =
  /\.(safetensors|index|json|ckpt|bin|pth?|pt2|th|h5|hdf5|keras|pb|onnx|tflite|npz|npy|pkl|pickle|gguf|msgpack|(pth|pt)\.tar)$/i;

/** Whether a name is that of a part of a checkpoint, readable or not. */
export function isCheckpointName(name: string): boolean {
  return endings.test(name) || /\.data-\d{5}-of-\d{5}$/.test(name);
}

/** Whether what is dropped can only be meant as a checkpoint by its name: a folder, or a file with such an ending. */
export function holdsCheckpoint(transfer: DataTransfer): boolean {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  return (
    entries.some((entry) => entry?.isDirectory) ||
    [...transfer.files].some(({ name }) => isCheckpointName(name))
  );
}

/** How many of the files that are dropped together are looked into. */
const looked = 20;

/**
 * Whether one of these files is a checkpoint by the bytes that it begins with, whatever it is called: also one of a format that is not
 * read, so that the sentence about it is the picker's. The list of kinds is loaded with the first such question.
 */
export async function beginsAsCheckpoint(files: readonly File[]): Promise<boolean> {
  const { fileKind, headBytes, isCheckpointKind } = await import(
    '../../../models/checkpoints/formats/file-kinds.ts'
  );
  for (const file of files.slice(0, looked)) {
    const head = new Uint8Array(await file.slice(0, headBytes).arrayBuffer());
    if (isCheckpointKind(fileKind(head, file.size))) return true;
  }
  return false;
}

/** The files of a file input. */
export function ownFiles(files: Iterable<File>): readonly OwnFile[] {
  return [...files].map((file) => ({ name: file.webkitRelativePath || file.name, data: file }));
}

/** What was dropped, folders opened. To be called while the event is being handled. */
export async function droppedFiles(transfer: DataTransfer): Promise<readonly OwnFile[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
  if (entries.length === 0) return ownFiles(transfer.files);
  const found: OwnFile[] = [];
  for (const entry of entries) await collect(entry, '', found);
  return found;
}

async function collect(entry: FileSystemEntry, path: string, found: OwnFile[]): Promise<void> {
  if (found.length >= most) return;
  const name = `${path}${entry.name}`;
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    found.push({ name, data: file });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    // A reader gives a hundred at a time.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return;
    for (const each of some) await collect(each, `${name}/`, found);
  }
}
