import { CheckpointError } from '../checkpoint-error.ts';
import type { ForeignKind } from '../faults/files.ts';
import { parsePointer } from '../pointer-file.ts';
import type { FileKind } from './file-kinds.ts';

/** Why a file of this kind is not opened. A name that says safetensors or zip over other bytes says nothing. */
export function foreignFile(file: string, kind: FileKind, bytes: Uint8Array): CheckpointError {
  if (kind === 'lfs-pointer') return pointerFile(file, bytes);
  const told: ForeignKind = kind === 'safetensors' || kind === 'zip' ? 'unknown' : kind;
  return new CheckpointError({ code: 'file-foreign', file, kind: told });
}

function pointerFile(file: string, bytes: Uint8Array): CheckpointError {
  let standsFor: number | null = null;
  try {
    standsFor = parsePointer(new TextDecoder().decode(bytes)).bytes;
  } catch {
    // A damaged pointer is one all the same.
  }
  return new CheckpointError({ code: 'file-pointer', file, bytes: bytes.byteLength, standsFor });
}

/** What a zip archive is that torch.save did not write, by the names of its parts. */
export function foreignArchive(file: string, parts: readonly string[]): CheckpointError {
  const has = (part: string) => parts.includes(part);
  if (has('model.weights.h5') || (has('config.json') && has('metadata.json')))
    return new CheckpointError({ code: 'file-keras', file });
  if (parts.length > 0 && parts.every((part) => part.endsWith('.npy')))
    return new CheckpointError({ code: 'file-npz', file });
  if (parts.some((part) => /(^|\/)(serialized_exported_program\.json|models\/[^/]+\.json)$/.test(part)))
    return new CheckpointError({ code: 'file-torch-export', file });
  return new CheckpointError({
    code: 'file-other-archive',
    file,
    first: parts.slice(0, 3),
    count: parts.length,
  });
}
