import { sha1 } from './sha1.ts';
import { sha256 } from './sha256.ts';

const own = { 'SHA-256': sha256, 'SHA-1': sha1 } as const;

/**
 * The digest of bytes, hexadecimal. By the browser where it does that; it does not on pages whose address begins with http, as in a
 * local network: there in plain arithmetic. No file goes unchecked anywhere.
 */
export async function digest(name: keyof typeof own, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const subtle = (globalThis.crypto as Crypto | undefined)?.subtle as SubtleCrypto | undefined;
  if (subtle === undefined) return own[name]().update(bytes).hexadecimal();
  const found = new Uint8Array(await subtle.digest(name, bytes));
  return Array.from(found, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
