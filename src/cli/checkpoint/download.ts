import { fileName, type KnownFile } from '../../../models/checkpoints/known-file.ts';
import { Complaint } from '../complaint.ts';

/** Where files are fetched from: their own hosts, or one that holds copies under `<mirror>/<host>/<path>`. */
export interface Hosts {
  readonly mirror?: string;
  readonly onProgress?: (name: string, loaded: number, total: number) => void;
}

function addressOf(url: string, { mirror }: Hosts): string {
  return mirror === undefined ? url : `${mirror.replace(/\/$/, '')}/${url.replace(/^https:\/\//, '')}`;
}

async function answer(url: string, hosts: Hosts): Promise<Response> {
  const address = addressOf(url, hosts);
  let response: Response;
  try {
    response = await fetch(address, { credentials: 'omit', referrerPolicy: 'no-referrer' });
  } catch (error) {
    const cause =
      error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new Complaint(`${address} could not be reached: ${cause}. Check the connection and try again.`);
  }
  if (!response.ok)
    throw new Complaint(
      `${address} answered ${response.status} ${response.statusText}: the file is not offered there now. Try again later, or choose another checkpoint.`,
    );
  return response;
}

export async function downloadText(url: string, hosts: Hosts): Promise<string> {
  return (await (await answer(url, hosts)).text()).slice(0, 4096);
}

/** The bytes of a file. Stops where more come than it has. */
export async function download(file: KnownFile, hosts: Hosts): Promise<Uint8Array> {
  const response = await answer(file.url, hosts);
  const name = fileName(file);
  const limit = file.bytes ?? 2 * (file.bytesAbout ?? 0);
  const parts: Uint8Array[] = [];
  let loaded = 0;
  for await (const part of response.body ?? []) {
    loaded += part.byteLength;
    if (loaded > limit)
      throw new Complaint(
        `${name} is longer than the ${limit.toLocaleString('en')} bytes that it should have.`,
      );
    parts.push(part);
    hosts.onProgress?.(name, loaded, file.bytes ?? file.bytesAbout ?? 0);
  }
  const bytes = new Uint8Array(loaded);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return bytes;
}
