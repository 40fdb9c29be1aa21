import type { Server } from 'node:http';
import { Complaint } from '../complaint.ts';

/** Ports after the usual one that are tried where it is taken. */
const tries = 20;

/** A port as it was typed. Throws `Complaint` where it is none. */
export function portOf(text: string, source: string): number {
  const port = /^\d+$/.test(text.trim()) ? Number(text) : 0;
  if (port < 1 || port > 65535)
    throw new Complaint(`${source} must be a whole number from 1 to 65535, not “${text}”.`);
  return port;
}

function attempt(server: Server, port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => {
      server.off('listening', listening);
      if (error.code === 'EADDRINUSE') resolve(false);
      else if (error.code === 'EACCES')
        reject(
          new Complaint(`Port ${port} is reserved for the system here. Choose one above 1023 with --port.`),
        );
      else reject(new Complaint(`The server could not start: ${error.message}.`));
    };
    const listening = () => {
      server.off('error', failed);
      resolve(true);
    };
    server.once('error', failed).once('listening', listening).listen(port, host);
  });
}

/**
 * Listens on a port, and says which: the one that was asked for, or the first free one from the usual on. Throws `Complaint` where that
 * is taken by another program.
 */
export async function listen(
  server: Server,
  {
    asked,
    usual,
    host,
  }: { readonly asked: number | undefined; readonly usual: number; readonly host: string },
): Promise<number> {
  if (asked !== undefined) {
    if (await attempt(server, asked, host)) return asked;
    throw new Complaint(
      `Port ${asked} is taken by another program. Stop that one, or choose another port with --port.`,
    );
  }
  for (let port = usual; port < usual + tries; port++) if (await attempt(server, port, host)) return port;
  throw new Complaint(
    `The ports from ${usual} to ${usual + tries - 1} are all taken. Choose another one with --port.`,
  );
}
