/**
 * Runs in a page: the elements that hold text or are a picture or a control. Markup inside a drawing is the drawing's own
 * affair; its outer element is among them.
 */
export function shownParts(): Element[] {
  return [...document.body.querySelectorAll(':not(svg *)')].filter(
    (element) =>
      element.matches('img, svg, canvas, video, input, button, select') ||
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()),
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
  const isInScroller = (element: Element): boolean => {
    for (let up = element.parentElement; up && up !== document.body; up = up.parentElement) {
      if (
        /auto|scroll/.test(getComputedStyle(up).overflowX) &&
        up.getBoundingClientRect().right <= width + 0.5
      )
        return true;
    }
    return false;
  };
  /** A picture in a frame that shows a part of it, the frame itself being on the screen. Text is never cropped. */
  const isCropped = (element: Element): boolean => {
    for (let up = element.parentElement; up && up !== document.body; up = up.parentElement) {
      const { left, right } = up.getBoundingClientRect();
      if (/hidden|clip/.test(getComputedStyle(up).overflowX) && left >= -0.5 && right <= width + 0.5)
        return true;
    }
    return false;
  };
  const isForReaders = (element: Element): boolean => {
    for (let up: Element | null = element; up; up = up.parentElement) {
      const { width: w, height: h } = up.getBoundingClientRect();
      const style = getComputedStyle(up);
      if (w <= 1 && h <= 1 && style.overflow !== 'visible') return true;
      if (style.clipPath !== 'none' && style.position === 'absolute') return true;
      // A link that is moved aside until it has the focus.
      if (style.position === 'absolute' && up.matches('a[href^="#"]')) return true;
    }
    return false;
  };
  for (const element of parts) {
    const { left, right, width: own, height } = element.getBoundingClientRect();
    if (own === 0 || height === 0 || (right <= width + 0.5 && left >= -0.5)) continue;
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const holdsText = [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
    );
    if (!holdsText && isCropped(element)) continue;
    if (isInScroller(element) || isForReaders(element)) continue;
    const text = element.textContent?.trim().slice(0, 40) ?? '';
    found.push(
      `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}"> “${text}” ${Math.round(left)}–${Math.round(right)}`,
    );
  }
  return found;
}
