/** What a failure says to a reader. */
export const sentenceOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
