/** What a key asks of a presentation. */
export type Deed = 'begin' | 'next' | 'previous' | 'overview' | 'blank' | 'pointer' | Hand;
/** A hand for an option of the question that is being asked, counted from 1. */
export type Hand = `hand-${number}`;

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
  // Clickers send it to begin; a page that it loads anew would have lost its place. With Ctrl it still does that.
  if (key === 'F5') return 'begin';
  if (onControl || !begun) return undefined;
  if (key === 'ArrowRight') return 'next';
  if (key === 'ArrowLeft') return 'previous';
  if (key === 'Escape') return 'overview';
  if (!characters) return undefined;
  if (/^[1-9]$/.test(key)) return `hand-${Number(key)}`;
  return { '.': 'blank', b: 'blank', B: 'blank', l: 'pointer', L: 'pointer' }[key] as Deed | undefined;
}
