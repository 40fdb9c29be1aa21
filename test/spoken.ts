import { errorSentence } from '../src/words/en/refusals/error.ts';

/** The same call, but what it throws says what a person reads of it, where it has facts to be said. */
export function spoken<T>(call: () => T): () => T {
  return () => {
    try {
      return call();
    } catch (error) {
      return thrownAsSpoken(error);
    }
  };
}

/** Throws an error whose message is what a person reads; any other error as it is. */
export function thrownAsSpoken(error: unknown): never {
  const sentence = errorSentence(error);
  throw sentence === undefined ? error : new Error(sentence, { cause: error });
}
