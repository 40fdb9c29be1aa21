/**
 * One value of a figure's view: how it is written in the address, and what it may be. Reading never throws: `undefined`
 * says that the text is no such value, and `clamped` that it was one outside its range.
 */
export interface Property<Value> {
  readonly key: string;
  readonly default: Value;
  readonly read: (text: string) => { readonly value: Value; readonly clamped: boolean } | undefined;
  readonly write: (value: Value) => string;
  /** The nearest value that the figure can show. */
  readonly clamp: (value: Value) => Value;
}

export interface NumberOptions {
  readonly default: number;
  readonly min: number;
  readonly max: number;
  /** Digits kept after the point; 0 makes it a whole number. */
  readonly digits: number;
}

/** A number in a range, kept to so many digits. */
export function numberProperty(key: string, options: NumberOptions): Property<number> {
  const { min, max, digits } = options;
  const clamp = (value: number): number => {
    if (Number.isNaN(value)) return options.default;
    const bounded = Math.min(max, Math.max(min, value));
    const rounded = Number(bounded.toFixed(digits));
    return Object.is(rounded, -0) ? 0 : rounded;
  };
  return {
    key,
    default: options.default,
    clamp,
    read: (text) => {
      if (!/^-?\d{1,9}(\.\d{1,9})?$/.test(text)) return undefined;
      const value = Number(text);
      return { value: clamp(value), clamped: value < min || value > max };
    },
    write: (value) => String(clamp(value)),
  };
}

/** A name of letters, digits, dots, hyphens and underscores, such as a catalogue's id; whether there is such a thing is not asked here. */
export function nameProperty(key: string, fallback: string): Property<string> {
  const isName = (text: string) => /^[\w.-]{1,64}$/.test(text);
  return {
    key,
    default: fallback,
    clamp: (value) => (isName(value) ? value : fallback),
    read: (text) => (isName(text) ? { value: text, clamped: false } : undefined),
    write: (value) => (isName(value) ? value : fallback),
  };
}

/** One of a few values, each with the short word that stands for it in the address. */
export function choiceProperty<Value extends string>(
  key: string,
  fallback: NoInfer<Value>,
  words: Readonly<Record<Value, string>>,
): Property<Value> {
  const entries = Object.entries(words) as [Value, string][];
  const clamp = (value: Value): Value => (Object.hasOwn(words, value) ? value : fallback);
  return {
    key,
    default: fallback,
    clamp,
    read: (text) => {
      const found = entries.find(([, word]) => word === text);
      return found && { value: found[0], clamped: false };
    },
    write: (value) => words[clamp(value)],
  };
}
