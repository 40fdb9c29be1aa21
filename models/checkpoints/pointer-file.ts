import { CheckpointError } from './checkpoint-error.ts';

/** What a host's pointer file says of the large file that it stands for (Git LFS, https://git-lfs.com/spec/v1). */
export interface Pointer {
  readonly sha256: string;
  readonly bytes: number;
}

/** Reads a pointer file: `version …`, `oid sha256:<hex>`, `size <n>`. Throws {@link CheckpointError} where it is something else. */
export function parsePointer(text: string): Pointer {
  const lines = new Map(
    text
      .slice(0, 1024)
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1).trim()]),
  );
  const sha256 = /^sha256:([0-9a-f]{64})$/.exec(lines.get('oid') ?? '')?.[1];
  const size = lines.get('size') ?? '';
  const bytes = /^\d{1,15}$/.test(size) ? Number(size) : 0;
  if (!/^https:\/\/git-lfs\./.test(lines.get('version') ?? '') || sha256 === undefined || bytes === 0) {
    throw new CheckpointError({ code: 'pointer-no-hash' });
  }
  return { sha256, bytes };
}
