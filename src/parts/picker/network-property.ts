import { nameProperty, type Property } from '../shell/property.ts';

/** Which network an address asks for: one that ships by its word, or any name; whether the catalogue has that is asked when it is wanted. */
export function networkProperty(
  key: string,
  first: string,
  shipped: readonly string[],
  wordOf: (id: string) => string,
): Property<string> {
  const name = nameProperty(key, first);
  return {
    ...name,
    clamp: (value) => (shipped.includes(value) ? value : name.clamp(value)),
    read: (text) => {
      const own = shipped.find((id) => wordOf(id) === text);
      return own === undefined ? name.read(text) : { value: own, clamped: false };
    },
    write: (value) => (shipped.includes(value) ? wordOf(value) : name.write(value)),
  };
}
