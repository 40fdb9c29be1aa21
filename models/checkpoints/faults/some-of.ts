/** The first few of a list, and how many there are in all. */
export interface SomeOf<T> {
  readonly first: readonly T[];
  readonly count: number;
}
