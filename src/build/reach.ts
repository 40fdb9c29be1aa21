import type { ClientDirective } from 'astro';

/** What counts as the reader's first act on a page. */
const acts = ['pointermove', 'pointerdown', 'touchstart', 'keydown', 'wheel', 'scroll', 'focusin'] as const;

let acted: Promise<void> | undefined;

/** Resolves at the first act; at once where the address holds a figure's state, since somebody means that view. */
function firstAct(): Promise<void> {
  acted ??= new Promise((resolve) => {
    if (location.hash.includes('=')) return resolve();
    const heard = () => {
      for (const act of acts) removeEventListener(act, heard, true);
      resolve();
    };
    for (const act of acts) addEventListener(act, heard, { capture: true, passive: true });
  });
  return acted;
}

/** Resolves when any part of an island is near the screen. An island has no box of its own; its children have. */
function nearScreen(island: HTMLElement): Promise<void> {
  return new Promise((resolve) => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        observer.disconnect();
        resolve();
      },
      { rootMargin: '200px' },
    );
    for (const child of island.children) observer.observe(child);
  });
}

/**
 * `client:reach`: the figure comes to life when it is near the screen *and* the reader has done something. A page that is
 * only opened loads none of its figures' scripts; what stands there is the complete drawing made at build time.
 */
const reach: ClientDirective = async (load, _options, island) => {
  await Promise.all([firstAct(), nearScreen(island)]);
  const hydrate = await load();
  await hydrate();
};

export default reach;
