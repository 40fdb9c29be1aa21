/**
 * Runs in a page: the elements that hold text or are a picture or a control. Markup inside a drawing is the drawing's own
 * affair; its outer element is among them. So it is with a formula: of its signs those parts are looked at between which its
 * line may break, as wide as all that is in them. What stands in something closed is not there: to ask for its place would
 * have the browser lay it out.
 */
export function shownParts(): Element[] {
  return [...document.body.querySelectorAll(':not(svg *, .katex *), .katex .base')].filter(
    (element) =>
      !element.closest('details:not([open]) > :not(summary)') &&
      (element.matches('img, svg, canvas, video, input, button, select, .base') ||
        [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())),
  );
}

/**
 * Runs in a page: those of its parts (`shownParts`) that reach past the right or left edge of the screen, as short
 * descriptions. What stands in a part that scrolls by itself, or is hidden from sight on purpose for screen
 * readers, is left out.
 */
export function runsOff(parts: readonly Element[]): string[] {
  const width = document.documentElement.clientWidth;
  const found: string[] = [];
  /** Whether something holds of any of the elements that a part stands in; what is known of one of them is not asked again. */
  const ofAny = (holds: (up: Element) => boolean): ((element: Element | null) => boolean) => {
    const known = new Map<Element, boolean>();
    const ask = (up: Element | null): boolean => {
      if (!up || up === document.body) return false;
      const told = known.get(up) ?? (holds(up) || ask(up.parentElement));
      known.set(up, told);
      return told;
    };
    return ask;
  };
  const isInScroller = ofAny(
    (up) =>
      up.getBoundingClientRect().right <= width + 0.5 && /auto|scroll/.test(getComputedStyle(up).overflowX),
  );
  /** A picture in a frame that shows a part of it, the frame itself being on the screen. Text is never cropped. */
  const isCropped = ofAny((up) => {
    const { left, right } = up.getBoundingClientRect();
    return left >= -0.5 && right <= width + 0.5 && /hidden|clip/.test(getComputedStyle(up).overflowX);
  });
  const isForReaders = ofAny((up) => {
    const { width: w, height: h } = up.getBoundingClientRect();
    const style = getComputedStyle(up);
    if (w <= 1 && h <= 1 && style.overflow !== 'visible') return true;
    if (style.clipPath !== 'none' && style.position === 'absolute') return true;
    // A link that is moved aside until it has the focus.
    return style.position === 'absolute' && up.matches('a[href^="#"]');
  });
  for (const element of parts) {
    const { left, right, width: own, height } = element.getBoundingClientRect();
    if (own === 0 || height === 0 || (right <= width + 0.5 && left >= -0.5)) continue;
    // What is asked for last costs most, and most of what reaches out stands in one of a few parts that scroll.
    if (isInScroller(element.parentElement)) continue;
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const holdsText = [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
    );
    if (isForReaders(element)) continue;
    if (!holdsText && isCropped(element.parentElement)) continue;
    const text = element.textContent?.trim().slice(0, 40) ?? '';
    found.push(
      `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}"> “${text}” ${Math.round(left)}–${Math.round(right)}`,
    );
  }
  return found;
}
