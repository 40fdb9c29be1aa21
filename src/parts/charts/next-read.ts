/**
 * The thing to be read after an arrow key: right and down go on, left and up go back, round the ends. From none the first
 * is reached, or the last. Undefined for every other key, and where there is nothing.
 */
export function nextRead(ids: readonly string[], at: string | undefined, key: string): string | undefined {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[key];
  if (step === undefined) return undefined;
  const index = at === undefined ? -1 : ids.indexOf(at);
  if (index < 0) return ids.at(step === 1 ? 0 : -1);
  return ids[(index + step + ids.length) % ids.length];
}
