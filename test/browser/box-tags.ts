/** Runs in a page: the names of boxes over a picture that are to be seen and cover another or reach out of their picture. */
export function unreadableTags(): string[] {
  return [...document.querySelectorAll('.tags')].flatMap((frame) => {
    const own = frame.getBoundingClientRect();
    const tags = [...frame.querySelectorAll('.tag')]
      .filter((tag) => tag.checkVisibility())
      .map((tag) => ({ tag, rect: tag.getBoundingClientRect() }));
    return tags.flatMap(({ tag, rect }, index) => {
      const out = rect.left < own.left - 1 || rect.right > own.right + 1;
      const high = rect.top < own.top - 1 || rect.bottom > own.bottom + 1;
      const covered = tags
        .slice(index + 1)
        .filter(
          ({ rect: other }) =>
            rect.left < other.right - 1 &&
            other.left < rect.right - 1 &&
            rect.top < other.bottom - 1 &&
            other.top < rect.bottom - 1,
        );
      return [
        ...(out || high ? [`“${tag.textContent}” leaves its picture`] : []),
        ...covered.map((other) => `“${tag.textContent}” and “${other.tag.textContent}” cover each other`),
      ];
    });
  });
}
