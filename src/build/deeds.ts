/** Controls that the browser works without any script; what they hold is what the reader did. */
const fieldParts = 'input, select, textarea';

/** Parts on which a press or a drag is the browser's own business: it moves a slider, unfolds, follows a link. */
const nativeParts = `${fieldParts}, label, summary, a[href]`;

/** Keys that a button answers with a click, and those that only go elsewhere or belong to others. */
const clickKeys = ['Enter', ' '];
const passingKeys = ['Tab', 'Shift', 'Control', 'Alt', 'Meta'];

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Something that a reader did on a part of a sleeping figure, and the event that tells the part of it once more. */
interface Deed {
  readonly type: string;
  readonly target: EventTarget;
  readonly again: () => Event;
}

/** Watches a sleeping figure; what it returns wakes the figure and does again what was done. */
export function watchDeeds(island: HTMLElement): (hydrate: () => unknown) => Promise<void> {
  for (const all of island.querySelectorAll<HTMLFieldSetElement>('fieldset[data-asleep]'))
    all.disabled = false;
  const changedFields = watchFields(island);
  const folds = [...island.querySelectorAll('details')].map((fold) => [fold, fold.open] as const);
  const { deeds, stop } = watchEvents(island);
  return async (hydrate) => {
    stop();
    const refill = changedFields();
    const turned = folds.flatMap(([fold, open]) => (fold.open === open ? [] : [[fold, fold.open] as const]));
    const focused = island.contains(document.activeElement) ? document.activeElement : null;
    await hydrate();
    refill();
    for (const [fold, open] of turned) fold.open = open;
    if (focused !== null && focused === document.activeElement) {
      focused.dispatchEvent(new FocusEvent('focus'));
      focused.dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
    }
    for (const { type, target, again } of deeds) {
      // A key goes to what has the focus by now: the key before may have moved it.
      const holder = type === 'keydown' && island.contains(document.activeElement) && document.activeElement;
      (holder || target).dispatchEvent(again());
      await (type === 'keydown' ? new Promise((resolve) => setTimeout(resolve)) : undefined);
    }
  };
}

const stateOf = (field: Field): string =>
  field instanceof HTMLInputElement ? `${field.checked} ${field.value}` : field.value;

/** Watches the fields; what it returns tells which were changed and returns what fills those in again. */
function watchFields(island: HTMLElement): () => () => void {
  // Not compared with the markup: a slider rounds the value that its markup gives it.
  const before = [...island.querySelectorAll<Field>(fieldParts)].map(
    (field) => [field, stateOf(field)] as const,
  );
  /** Those that the reader was done with. One that is still dragged or typed in tells so itself when the reader lets go of it. */
  const settled = new Set<EventTarget | null>();
  const settle = ({ target }: Event) => settled.add(target);
  island.addEventListener('change', settle, true);
  return () => {
    island.removeEventListener('change', settle, true);
    const changed = before
      .filter(([field, state]) => stateOf(field) !== state)
      .map(([field]) => ({ field, value: field.value, checked: 'checked' in field && field.checked }));
    return () => {
      for (const { field, value, checked } of changed) {
        if (!field.isConnected) continue;
        // No script may say which file was chosen; the field still holds it.
        if (field.type !== 'file') field.value = value;
        if ('checked' in field) field.checked = checked;
        // Of the radio buttons of a group the one that is chosen speaks.
        if (field.type === 'radio' && !checked) continue;
        for (const type of settled.has(field) ? ['input', 'change'] : ['input'])
          field.dispatchEvent(new Event(type, { bubbles: true }));
      }
    };
  };
}

/** Notes presses, drags, keys and brought pictures, in order, until it is stopped. */
function watchEvents(island: HTMLElement): { readonly deeds: readonly Deed[]; readonly stop: () => void } {
  const deeds: Deed[] = [];
  /** Pointers that went down on the figure and have not been let go. */
  const down = new Set<number>();
  const over = new AbortController();
  const hear = <Type extends keyof DocumentEventMap>(
    place: EventTarget,
    type: Type,
    heard: (event: DocumentEventMap[Type], target: Element) => void,
  ): void =>
    place.addEventListener(
      type,
      (event) =>
        heard(event as DocumentEventMap[Type], event.target instanceof Element ? event.target : island),
      { capture: true, signal: over.signal },
    );

  /** Where the figure lies now, since the page may have been scrolled when an event happens again. */
  const corner = () => (island.firstElementChild ?? island).getBoundingClientRect();
  const placed = (event: MouseEvent) => {
    const { left, top } = corner();
    const [x, y] = [event.clientX - left, event.clientY - top];
    return (): MouseEventInit => {
      const now = corner();
      const { button, buttons, detail, shiftKey } = event;
      const place = { clientX: now.left + x, clientY: now.top + y };
      return { bubbles: true, cancelable: true, composed: true, button, buttons, detail, shiftKey, ...place };
    };
  };
  const notePointer = (event: PointerEvent, target: Element): void => {
    const last = deeds.at(-1);
    // Of a movement counts where it led to.
    if (event.type === 'pointermove' && last?.type === 'pointermove' && last.target === target) deeds.pop();
    const { type, pointerId, pointerType, isPrimary } = event;
    const init = placed(event);
    const again = () => new PointerEvent(type, { ...init(), pointerId, pointerType, isPrimary });
    deeds.push({ type, target, again });
  };
  hear(island, 'pointerdown', (event, target) => {
    if (target.closest(nativeParts) !== null) return;
    down.add(event.pointerId);
    notePointer(event, target);
  });
  hear(document, 'pointermove', (event, target) => {
    if (down.has(event.pointerId)) notePointer(event, target);
  });
  for (const type of ['pointerup', 'pointercancel'] as const)
    hear(document, type, (event, target) => {
      if (down.delete(event.pointerId)) notePointer(event, target);
    });
  hear(island, 'click', (event, at) => {
    if (at.closest(nativeParts) !== null) return;
    const target = at.closest('button') ?? at;
    // Who presses the same button again, because nothing has happened, means one press.
    if (deeds.findLast(({ type }) => type === 'click')?.target === target) return;
    const init = placed(event);
    deeds.push({ type: 'click', target, again: () => new MouseEvent('click', init()) });
  });
  hear(island, 'keydown', ({ key, code, shiftKey, ctrlKey, altKey, metaKey }, target) => {
    if (ctrlKey || altKey || metaKey || passingKeys.includes(key) || target.closest(fieldParts) !== null)
      return;
    if (clickKeys.includes(key) && target.closest('button, summary, a[href]') !== null) return;
    const init = { bubbles: true, cancelable: true, composed: true, key, code, shiftKey };
    deeds.push({ type: 'keydown', target, again: () => new KeyboardEvent('keydown', init) });
  });

  // A picture that is dropped on a sleeping figure would otherwise take the page's place.
  if (island.querySelector('[data-drops]') !== null) {
    hear(island, 'dragover', (event) => event.preventDefault());
    hear(island, 'drop', (event, target) => {
      event.preventDefault();
      const again = brought('dataTransfer', event.dataTransfer);
      if (again) deeds.push({ type: 'drop', target, again: () => new DragEvent('drop', again()) });
    });
    hear(document, 'paste', (event) => {
      const { top, bottom } = corner();
      const again = brought('clipboardData', event.clipboardData);
      if (again && bottom > 0 && top < innerHeight)
        deeds.push({ type: 'paste', target: window, again: () => new ClipboardEvent('paste', again()) });
    });
  }
  return { deeds, stop: () => over.abort() };
}

/** The files of an event, for one that brings them again; nothing where there are none. */
function brought(name: 'dataTransfer' | 'clipboardData', from: DataTransfer | null) {
  // They can be read only while the event happens.
  const files = [...(from?.files ?? [])];
  if (files.length === 0) return undefined;
  return () => {
    const transfer = new DataTransfer();
    for (const file of files) transfer.items.add(file);
    return { bubbles: true, cancelable: true, [name]: transfer };
  };
}
