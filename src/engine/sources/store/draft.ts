/** Bytes in front of a file's content in memory, for what a git blob's hash begins with; keeps the content aligned. */
export const headroom = 32;

/** A file on its way: it grows at its end and is read as a whole. */
export interface Draft {
  readonly size: number;
  /** Whether what has come is there when it is tried again. */
  readonly kept: boolean;
  /** Adds bytes at the end. Throws a `QuotaExceededError` where the browser has no room for them. */
  append(bytes: Uint8Array): void;
  clear(): void;
  /** A new array: `headroom` bytes of nothing, then the content. */
  read(): Uint8Array<ArrayBuffer>;
  close(): void;
}

/** A draft in the browser's private file system. In a worker only; throws where another window holds the file. */
export async function fileDraft(folder: FileSystemDirectoryHandle, name: string): Promise<Draft> {
  const handle = await folder.getFileHandle(name, { create: true });
  const file = await handle.createSyncAccessHandle();
  let size = file.getSize();
  return {
    kept: true,
    get size() {
      return size;
    },
    append(bytes) {
      const written = file.write(bytes, { at: size });
      // Some browsers throw where there is no room, some write less, and some give a count that is none.
      if (written !== bytes.byteLength) throw new DOMException('', 'QuotaExceededError');
      size += written;
    },
    clear() {
      file.truncate(0);
      size = 0;
    },
    read() {
      const whole = new Uint8Array(headroom + size);
      file.read(whole.subarray(headroom), { at: 0 });
      return whole;
    },
    close() {
      try {
        file.flush();
      } finally {
        file.close();
      }
    },
  };
}

/** The bytes of a kept file, whoever holds it; none where it is not there. */
export async function contentOf(folder: FileSystemDirectoryHandle, name: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await (await (await folder.getFileHandle(name)).getFile()).arrayBuffer());
  } catch {
    return new Uint8Array();
  }
}

/** A draft in memory, where nothing can be or shall be kept. `expected`: its likely size, which saves copying. */
export function memoryDraft(expected: number): Draft {
  let whole = new Uint8Array(headroom + expected);
  let size = 0;
  return {
    kept: false,
    get size() {
      return size;
    },
    append(bytes) {
      const end = headroom + size + bytes.byteLength;
      if (end > whole.byteLength) {
        const larger = new Uint8Array(Math.ceil(end * 1.1));
        larger.set(whole.subarray(0, headroom + size));
        whole = larger;
      }
      whole.set(bytes, headroom + size);
      size += bytes.byteLength;
    },
    clear() {
      size = 0;
    },
    read: () => whole.subarray(0, headroom + size),
    close() {
      whole = new Uint8Array();
      size = 0;
    },
  };
}

/** A draft in a file that goes on in memory where the browser has no more room: of what shall run, kept or not. */
export function keptIfRoom(file: Draft, expected: number): Draft {
  let now = file;
  return {
    get size() {
      return now.size;
    },
    get kept() {
      return now.kept;
    },
    append(bytes) {
      try {
        now.append(bytes);
      } catch (error) {
        if (!isQuota(error) || now !== file) throw error;
        now = memoryDraft(expected);
        now.append(file.read().subarray(headroom));
        now.append(bytes);
        file.clear();
      }
    },
    clear: () => now.clear(),
    read: () => now.read(),
    close() {
      if (now !== file) now.close();
      try {
        file.close();
      } catch {
        // What was not written for want of room is noticed when the file is held against its hash.
      }
    },
  };
}

/** Whether an error says that the browser's store is full. */
export function isQuota(error: unknown): boolean {
  return error instanceof Error && error.name === 'QuotaExceededError';
}
