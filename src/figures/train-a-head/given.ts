/** A file and the folder that it lies in, where it came in one. */
export interface GivenFile {
  readonly file: File;
  readonly folder: string | null;
}

const hidden = (name: string) => name.startsWith('.');

/** The files of a file input: the folder right above each is its class. */
export function filesGiven(files: readonly File[]): readonly GivenFile[] {
  return files
    .filter(({ name }) => !hidden(name))
    .map((file) => ({ file, folder: file.webkitRelativePath.split('/').at(-2) ?? null }));
}

/** What was dropped, folders with all that is in them: the folder right above a file is its class. Must be called within the event. */
export function filesDropped(data: DataTransfer): Promise<readonly GivenFile[]> {
  const given = [...data.items]
    .filter(({ kind }) => kind === 'file')
    .map((item): Promise<readonly GivenFile[]> => {
      const entry = item.webkitGetAsEntry();
      if (entry !== null) return filesIn(entry, null);
      const file = item.getAsFile();
      return Promise.resolve(file === null ? [] : [{ file, folder: null }]);
    });
  return Promise.all(given).then((lists) => lists.flat());
}

async function filesIn(entry: FileSystemEntry, folder: string | null): Promise<readonly GivenFile[]> {
  if (hidden(entry.name)) return [];
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    return [{ file, folder }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: GivenFile[] = [];
  for (;;) {
    // A reader gives a hundred entries at a time.
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (entries.length === 0) return found;
    for (const each of entries) found.push(...(await filesIn(each, entry.name)));
  }
}
