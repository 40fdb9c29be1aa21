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

/**
 * Lets a part hear all of a drag, wherever it leads. A press that is told again to a figure that has only now come to life may be over
 * already, and a finger that has left cannot be held.
 */
export function holdPointer(part: Element, { pointerId }: PointerEvent): void {
  try {
    part.setPointerCapture(pointerId);
  } catch {
    // The part hears what is told again without it.
  }
}
