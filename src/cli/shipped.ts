import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { type Card, parseCard } from '../../models/checkpoints/card.ts';
import { Complaint } from './complaint.ts';

const folder = new URL('../../models/checkpoints/', import.meta.url);

/** The checkpoints that ship, by id. */
export function shippedNames(): string[] {
  return readdirSync(folder).filter((name) => existsSync(new URL(`${name}/card.json`, folder)));
}

/** A shipped checkpoint's card and its weights, held against the card's SHA-256. */
export function readShipped(id: string): { card: Card; bytes: Uint8Array } {
  if (!shippedNames().includes(id))
    throw new Complaint(
      `There is no checkpoint called “${id}”. Those that ship: ${shippedNames().join(', ')}.`,
    );
  const card = parseCard(JSON.parse(readFileSync(new URL(`${id}/card.json`, folder), 'utf8')), id);
  const bytes = new Uint8Array(readFileSync(new URL(`${id}/${card.weights.file}`, folder)));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== card.weights.sha256)
    throw new Complaint(
      `${id}/${card.weights.file} is not the file that its card describes (SHA-256 ${sha256}). Check the repository out again.`,
    );
  return { card, bytes };
}
