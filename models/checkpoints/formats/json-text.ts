import { CheckpointError } from '../checkpoint-error.ts';
import type { JsonPart } from '../faults/tensors.ts';

/**
 * Bytes as JSON. `JSON.parse` lets the last of two equal keys win in silence, which would let a file name a tensor twice;
 * here a repeated key is refused, as are bytes that are not UTF-8 and text beyond `maxBytes`. `part` is named in errors.
 */
export function parseJsonText(bytes: Uint8Array, part: JsonPart, maxBytes: number): unknown {
  if (bytes.byteLength > maxBytes) {
    throw new CheckpointError({ code: 'json-long', part, bytes: bytes.byteLength, most: maxBytes });
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new CheckpointError({ code: 'json-not-utf8', part });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new CheckpointError({ code: 'json-invalid', part });
  }
  const repeated = repeatedKey(text);
  if (repeated !== undefined) throw new CheckpointError({ code: 'json-key-twice', part, key: repeated });
  return value;
}

/** The first key, as written, that an object of this (valid) JSON text holds twice. */
function repeatedKey(text: string): string | undefined {
  // One set per open object, undefined per open array. A string is a key where an object is open and ':' follows.
  const open: (Set<string> | undefined)[] = [];
  for (let i = 0; i < text.length; i++) {
    const character = text.charCodeAt(i);
    if (character === 0x7b) open.push(new Set());
    else if (character === 0x5b) open.push(undefined);
    else if (character === 0x7d || character === 0x5d) open.pop();
    else if (character === 0x22) {
      const start = i;
      for (i++; text.charCodeAt(i) !== 0x22; i++) if (text.charCodeAt(i) === 0x5c) i++;
      const keys = open.at(-1);
      if (!keys) continue;
      let next = i + 1;
      while (text.charCodeAt(next) <= 0x20) next++;
      if (text.charCodeAt(next) !== 0x3a) continue;
      const written = text.slice(start, i + 1);
      const key = written.includes('\\') ? (JSON.parse(written) as string) : written.slice(1, -1);
      if (keys.has(key)) return written.slice(0, 80);
      keys.add(key);
    }
  }
  return undefined;
}

/** Whether a parsed JSON value is an object (not null, not an array). */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
