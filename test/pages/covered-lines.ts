/** Runs in a page: the lines of the contents that can be seen but not pressed, since something lies over some corner of them. */
export function coveredLines(): string[] {
  return [...document.querySelectorAll<HTMLElement>('.contents a')]
    .filter((link) => link.checkVisibility({ visibilityProperty: true }))
    .filter((link) => {
      const { left, right, top, bottom } = link.getBoundingClientRect();
      const corners = [top + 1, (top + bottom) / 2, bottom - 1].flatMap((y) => [
        [left + 1, y] as const,
        [right - 1, y] as const,
      ]);
      return corners.some(([x, y]) => {
        if (y < 0 || y >= innerHeight) return false;
        return !link.contains(document.elementFromPoint(x, y));
      });
    })
    .map((link) => `${link.textContent} at ${Math.round(scrollY)} px down`);
}
