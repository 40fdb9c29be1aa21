import { expect } from 'vitest';
import type { Cited, Printed } from '../../models/published/row.ts';
import { sources } from '../../models/published/sources.ts';
import type { Cell } from '../facts/facts.ts';

const statuses: Readonly<Record<string, string>> = { V: 'verified', S: 'secondary', C: 'computed' };

/** A missing cell of the sheet is `-` or empty; a missing value of ours is null. */
export function cell(value: number | string | null): Cell {
  return value === null ? '-' : value;
}

/** What a printed number stands for in the sheet: its print, or the number where the sheet has a bare one. */
export function print(value: Printed | null): string {
  return value === null ? '-' : value.printed;
}

/** Expects the row's status to be the sheet's and each of its sources to be named there with its place. */
export function expectCitation(row: Cited, sheet: Readonly<Record<string, Cell>>): void {
  expect(row.status).toBe(statuses[String(sheet.status)]);
  expectSources(row, String(sheet.source));
}

/** Expects each of the row's sources to be one that exists, and to be named in `text` with its place. */
function expectSources(row: Cited, text: string): void {
  expect(row.source.length).toBeGreaterThan(0);
  for (const { key, where } of row.source) {
    expect(Object.keys(sources)).toContain(key);
    const named = text.split('; ').some((part) => part.includes(key) && part.includes(where));
    expect(named, `${key} ${where} in “${text}”`).toBe(true);
  }
}
