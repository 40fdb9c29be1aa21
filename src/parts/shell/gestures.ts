/** Whether an element is one in which a reader writes, where keys and undo are the browser's own. */
export function isTextField(element: EventTarget | null): boolean {
  if (element instanceof HTMLInputElement)
    return !/^(range|radio|checkbox|button|submit|reset|file|color|image)$/.test(element.type);
  return (
    element instanceof HTMLTextAreaElement || (element instanceof HTMLElement && element.isContentEditable)
  );
}

/**
 * Tells where one gesture of a reader ends and the next begins, so that each is one step to undo: a press of the pointer until its last
 * finger leaves, a key until it is let go however often it repeats, what is written in a field until the field is left. `ended` is
 * called at the end, and at a beginning too, since an end may happen where the figure does not hear it.
 */
export class Gestures {
  readonly #ended: () => void;
  readonly #pointers = new Set<number>();
  #key = false;

  constructor(ended: () => void) {
    this.#ended = ended;
  }

  readonly pointerDown = ({ pointerId, isPrimary }: PointerEvent): void => {
    if (isPrimary) this.#pointers.clear();
    if (this.#pointers.size === 0) this.#ended();
    this.#pointers.add(pointerId);
  };

  readonly pointerUp = ({ pointerId }: PointerEvent): void => {
    this.#pointers.delete(pointerId);
    if (this.#pointers.size === 0) this.#ended();
  };

  readonly keyDown = ({ target, repeat }: KeyboardEvent): void => {
    if (repeat || isTextField(target)) return;
    if (this.#pointers.size === 0) this.#ended();
    this.#key = true;
  };

  /**
   * A key is let go anywhere in the window, or the window is left, after which no key is heard to be let go: the control that a key was
   * pressed on may have lost the focus since, as a button does that its own press disables.
   */
  readonly keyUp = (): void => {
    if (!this.#key) return;
    this.#key = false;
    if (this.#pointers.size === 0) this.#ended();
  };

  /** A control says that it was changed. A slider says so at every step of a key that is held. */
  readonly change = (): void => {
    if (!this.#key) this.#ended();
  };

  /** A field is left. */
  readonly focusOut = ({ target }: FocusEvent): void => {
    if (isTextField(target)) this.#ended();
  };
}

/**
 * The step that a key asks for, if it asks for one: Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y; with ⌘ the first two. Where the keyboard writes
 * other letters than Latin ones, the key in their place counts, as it does for the browser.
 */
export function stepOf({
  key,
  code,
  ctrlKey,
  metaKey,
  shiftKey,
  altKey,
}: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>):
  | 'undo'
  | 'redo'
  | undefined {
  if (altKey || !(ctrlKey || metaKey)) return undefined;
  const letter = (/^[a-z]$/i.test(key) ? key : code.replace(/^Key/, '')).toLowerCase();
  if (letter === 'z') return shiftKey ? 'redo' : 'undo';
  return letter === 'y' && ctrlKey && !shiftKey ? 'redo' : undefined;
}
