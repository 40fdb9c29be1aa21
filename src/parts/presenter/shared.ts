/** What is the same in all windows of a presentation. */
export type Value = string | number | boolean | null;

/** A value by its name, and what decides between two of them: the later one stands, of two at once that of the larger name of a window. */
export interface Entry {
  readonly name: string;
  readonly value: Value;
  readonly clock: number;
  readonly by: string;
}

/** Values that several windows set: each may tell the others in any order, late or twice, and all come to hold the same. */
export class Shared {
  readonly #by: string;
  readonly #entries = new Map<string, Entry>();
  #clock = 0;

  /** @param by the window's own name, unlike any other's */
  constructor(by: string) {
    this.#by = by;
  }

  get(name: string): Value | undefined {
    return this.#entries.get(name)?.value;
  }

  /** All that anybody has set; how things stood at first is no news. */
  all(): readonly Entry[] {
    return [...this.#entries.values()].filter(({ clock }) => clock > 0);
  }

  /** Sets a value. @returns what the others are to be told; nothing where it stands so already */
  set(name: string, value: Value): readonly Entry[] {
    if (this.get(name) === value) return [];
    this.#clock += 1;
    const entry = { name, value, clock: this.#clock, by: this.#by };
    this.#entries.set(name, entry);
    return [entry];
  }

  /** Notes how something stands at first: whatever anybody sets is later. */
  note(name: string, value: Value): void {
    if (!this.#entries.has(name)) this.#entries.set(name, { name, value, clock: 0, by: '' });
  }

  /** Takes what another window told. @returns the names of what is another now */
  merge(entries: readonly Entry[]): readonly string[] {
    return entries.flatMap((entry) => {
      const own = this.#entries.get(entry.name);
      this.#clock = Math.max(this.#clock, entry.clock);
      if (own !== undefined && !isLater(entry, own)) return [];
      this.#entries.set(entry.name, entry);
      return own?.value === entry.value ? [] : [entry.name];
    });
  }
}

const isLater = (a: Entry, b: Entry): boolean => (a.clock === b.clock ? a.by > b.by : a.clock > b.clock);

/** The entries in a message; none where it is of something else, as of an older version of the page. */
export function entriesIn(message: unknown): readonly Entry[] {
  const entries =
    typeof message === 'object' && message !== null && 'entries' in message ? message.entries : [];
  return Array.isArray(entries) ? entries.filter(isEntry) : [];
}

function isEntry(entry: unknown): entry is Entry {
  if (typeof entry !== 'object' || entry === null) return false;
  const { name, value, clock, by } = entry as Record<string, unknown>;
  const isValue = value === null || ['string', 'number', 'boolean'].includes(typeof value);
  return typeof name === 'string' && typeof by === 'string' && Number.isSafeInteger(clock) && isValue;
}
