/** What a key asks of a presentation. */
export type Deed = 'next' | 'previous' | 'overview' | 'blank';

interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/** How the page stands when a key is pressed. */
interface Standing {
  /** Whether a step is on the screen, and not all of them. */
  readonly begun: boolean;
  /** Whether something has the focus that keys work. */
  readonly onControl: boolean;
  /** Whether keys that write a character count. */
  readonly characters: boolean;
}

/** What a clicker sends works wherever the focus is; other keys only where no control would want them. */
export function clickerKey(
  { key, ctrlKey, altKey, metaKey }: Press,
  { begun, onControl, characters }: Standing,
): Deed | undefined {
  if (ctrlKey || altKey || metaKey) return undefined;
  if (key === 'PageDown') return 'next';
  if (key === 'PageUp') return 'previous';
  if (onControl || !begun) return undefined;
  if (key === 'ArrowRight') return 'next';
  if (key === 'ArrowLeft') return 'previous';
  if (key === 'Escape') return 'overview';
  return characters && (key === '.' || key === 'b' || key === 'B') ? 'blank' : undefined;
}
