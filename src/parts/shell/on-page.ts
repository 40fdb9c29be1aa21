/** Ctrl+Z and Ctrl+Shift+Z (⌘ on a Mac) for whatever has the focus inside a figure; text fields keep their own. */
export function undoKeys(state: { undo: () => void; redo: () => void }): (event: KeyboardEvent) => void {
  return (event) => {
    const field = event.target;
    const typing =
      field instanceof HTMLTextAreaElement ||
      (field instanceof HTMLInputElement && /^(text|number)$/.test(field.type));
    if (typing || event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (event.shiftKey) state.redo();
    else state.undo();
  };
}

/** Of the drawings in a box (one a size, of which the page shows one), that which is on screen. */
export function shownDrawing(box: Element | undefined): SVGSVGElement | undefined {
  const all = [...(box?.querySelectorAll('svg') ?? [])];
  return all.find((each) => each.getBoundingClientRect().width > 0) ?? all[0];
}

/** All drawings in a box that stand in something with a title to be saved under (`data-save`), in the page's order. */
export function titledDrawings(
  box: Element | undefined,
): readonly { readonly title: string; readonly drawing: SVGSVGElement }[] {
  return [...(box?.querySelectorAll<HTMLElement>('[data-save]') ?? [])].flatMap((place) => {
    const drawing = place.querySelector('svg');
    return drawing === null ? [] : [{ title: place.dataset.save ?? '', drawing }];
  });
}

/** Makes a part that arrow keys work a stop of the Tab key, once there is a script that hears them. */
export function tabStop(part: Element): void {
  part.setAttribute('tabindex', '0');
}
