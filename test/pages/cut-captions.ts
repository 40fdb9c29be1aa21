/** Runs in a page: captions that a reader has to scroll a wide table sideways to read. */
export function cutCaptions(): string[] {
  const range = document.createRange();
  return [...document.querySelectorAll('caption')].flatMap((caption) => {
    const place = caption.closest('[tabindex="0"]');
    if (place === null || caption.matches('.visually-hidden') || !caption.checkVisibility()) return [];
    range.selectNodeContents(caption);
    const ends = [...range.getClientRects()].map(({ right }) => right);
    return Math.max(...ends) > place.getBoundingClientRect().right + 1
      ? [caption.textContent.trim().replace(/\s+/g, ' ')]
      : [];
  });
}
