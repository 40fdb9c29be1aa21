/**
 * The buffers of every typed array in an answer, each once: they are given to the page, not copied. Nothing in an answer may
 * therefore be a view of something that the worker keeps.
 */
export function buffersIn(answer: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  const walk = (value: unknown): void => {
    if (ArrayBuffer.isView(value)) {
      if (value.buffer instanceof ArrayBuffer) found.add(value.buffer);
    } else if (Array.isArray(value)) {
      // A row of plain numbers holds no array.
      if (typeof value[0] === 'object') value.forEach(walk);
    } else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
  };
  walk(answer);
  return [...found];
}
