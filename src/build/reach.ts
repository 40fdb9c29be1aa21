import type { ClientDirective } from 'astro';
import { watchDeeds } from './deeds.ts';
import { keepText } from './translated-text.ts';

/** What counts as the reader's first act on a page. */
const acts = [
  'pointermove',
  'pointerdown',
  'touchstart',
  'keydown',
  'wheel',
  'scroll',
  'focusin',
  'dragenter',
  'paste',
] as const;

let acted: Promise<void> | undefined;

/** The page itself scrolls, which is no act of the reader's. */
let scrolling = false;

/** Whether an event comes of the page itself: of its own scrolling, or of its having come to lie under a pointer that rests. */
function isNoAct(event: Event): boolean {
  if (event.type === 'scroll') return scrolling;
  const rests = event instanceof PointerEvent && event.movementX === 0 && event.movementY === 0;
  return rests && event.type === 'pointermove';
}

/** Resolves at the first act. */
function firstAct(): Promise<void> {
  acted ??= new Promise((resolve) => {
    const heard = (event: Event) => {
      if (isNoAct(event)) return;
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

/** The figures whose views the address holds (`#drag-phi=1;phi:4&peers=1`), the one it leads to first. */
function namesInAddress(): string[] {
  return location.hash
    .slice(1)
    .split('&')
    .flatMap((part) => /^([\w-]+)=/.exec(part)?.[1] ?? []);
}

/** The block of a figure, asleep or awake, that goes by this name or did so once. */
function blockNamed(name: string, within: ParentNode = document): Element | null {
  return within.querySelector(`[data-view~="${name}"]`);
}

/** Resolves when the address names this island's figure. */
function named(island: HTMLElement): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!namesInAddress().some((name) => blockNamed(name, island))) return;
      removeEventListener('hashchange', look);
      resolve();
    };
    addEventListener('hashchange', look);
    look();
  });
}

/** Brings the figure that the address leads to on screen: of those that are on this page the first. */
function showNamed(): void {
  const [block] = namesInAddress().flatMap((name) => blockNamed(name) ?? []);
  if (block === undefined) return;
  scrolling = true;
  block.scrollIntoView();
  // What is heard of it comes with the next frame.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      scrolling = false;
    }),
  );
}

let following = false;

/** Once a page: shows what the address leads to, now and whenever it changes. Where a reader comes back to, the browser knows better. */
function followAddress(): void {
  if (following) return;
  following = true;
  addEventListener('hashchange', showNamed);
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  if (entry?.type === 'reload' || entry?.type === 'back_forward') return;
  if (document.readyState !== 'loading') showNamed();
  else addEventListener('DOMContentLoaded', showNamed, { once: true });
}

/**
 * `client:reach`: the figure comes to life when it is near the screen *and* the reader has done something, or at once where the address
 * holds a view of it, since somebody means that view; on a page that a link prepares for a class the first act is not waited for. A page that is only opened loads none of its figures' scripts; what stands there
 * is the complete drawing made at build time. What a reader does to a figure before its scripts have come is not lost.
 */
const reach: ClientDirective = async (load, _options, island) => {
  followAddress();
  const wake = watchDeeds(island);
  const text = keepText(island);
  // What a link for a class puts away is put away at once.
  const act = namesInAddress().includes('class') ? undefined : firstAct();
  await Promise.race([Promise.all([act, nearScreen(island)]), named(island)]);
  const hydrate = await load();
  await wake(async () => {
    // A figure finds its parts in the page only as it was built.
    const translateAgain = text.undo();
    await hydrate();
    translateAgain();
  });
};

export default reach;
