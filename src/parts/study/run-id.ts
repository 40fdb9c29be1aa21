const opening = 'run-';

/** What a reader's training is called in an address: by its weights. */
export const runId = (hash: string): string => `${opening}${hash.slice(0, 16)}`;

export const isRunId = (id: string): boolean => id.startsWith(opening);
