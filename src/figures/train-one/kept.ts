import type { OwnRecord } from './run.ts';

/** Where a reader's runs are kept in this browser. */
const key = 'phiscope/study-runs';

function store(): Storage | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}

const numbers = [
  'depth',
  'width',
  'resolution',
  'seed',
  'multiplyAdds',
  'parameters',
  'seen',
  'distinct',
  'validation',
  'measured',
  'seconds',
] as const;

function isRecord(value: unknown): value is OwnRecord {
  if (typeof value !== 'object' || value === null) return false;
  const fields = value as Readonly<Record<string, unknown>>;
  return (
    numbers.every((name) => Number.isFinite(fields[name])) &&
    (fields.task === 'easy' || fields.task === 'whole') &&
    typeof fields.hash === 'string' &&
    typeof fields.name === 'string' &&
    (fields.gain === undefined || fields.gain === 1)
  );
}

/** The runs in a text that was kept; what is no run is left out. */
export function readRuns(text: string | null): readonly OwnRecord[] {
  if (text === null) return [];
  try {
    const found: unknown = JSON.parse(text);
    return Array.isArray(found) ? found.filter(isRecord) : [];
  } catch {
    return [];
  }
}

export const keptRuns = (): readonly OwnRecord[] => {
  try {
    return readRuns(store()?.getItem(key) ?? null);
  } catch {
    return [];
  }
};

/** Keeps runs in place of those that were kept; none: forgets them. False where the browser keeps nothing. */
export function keepRuns(runs: readonly OwnRecord[]): boolean {
  try {
    const own = store();
    if (runs.length === 0) own?.removeItem(key);
    else own?.setItem(key, JSON.stringify(runs));
    return own !== null;
  } catch {
    return false;
  }
}

/** Runs with one more; the same run done again takes the place of the one before. */
export const withRun = (runs: readonly OwnRecord[], run: OwnRecord): readonly OwnRecord[] => [
  ...runs.filter(({ hash }) => hash !== run.hash),
  run,
];
