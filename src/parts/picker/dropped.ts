import type { OwnFile } from '../../engine/protocol/source.ts';

/** A folder with more than this is no checkpoint's. */
const most = 2000;

/** Whether a name is that of a part of a checkpoint. */
export function isCheckpointName(name: string): boolean {
  return /\.(safetensors|index|json|ckpt|h5|pb|pth?)$|\.data-\d{5}-of-\d{5}$/i.test(name);
}

/** Whether what is dropped can only be meant as a checkpoint: a folder, or a file with such a name. Else it is a picture's. */
export function holdsCheckpoint(transfer: DataTransfer): boolean {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  return (
    entries.some((entry) => entry?.isDirectory) ||
    [...transfer.files].some(({ name }) => isCheckpointName(name))
  );
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
