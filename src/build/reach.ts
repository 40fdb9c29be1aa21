import type { ClientDirective } from 'astro';
import { keepText } from './translated-text.ts';

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

/** What the reader did to a sleeping figure: which inputs were changed, which button, or other part marked `data-press`, was pressed last. */
interface Deeds {
  readonly inputs: ReadonlyMap<HTMLInputElement, { readonly value: string; readonly checked: boolean }>;
  /** Inputs that the reader was done with. One that is still dragged or typed in tells so itself when the reader lets go of it. */
  readonly settled: ReadonlySet<EventTarget | null>;
  readonly pressed: Element | null;
}

/** Watches a sleeping island; what it returns stops watching and tells what was done. */
function watchDeeds(island: HTMLElement): () => Deeds {
  // Not compared with the markup: a slider rounds the value that its markup gives it.
  const before = new Map(
    [...island.querySelectorAll('input')].map(
      (input) => [input, { value: input.value, checked: input.checked }] as const,
    ),
  );
  let pressed: Element | null = null;
  const press = ({ target }: Event) => {
    if (target instanceof Element) pressed = target.closest('button, [data-press]') ?? pressed;
  };
  const settled = new Set<EventTarget | null>();
  const settle = ({ target }: Event) => settled.add(target);
  island.addEventListener('click', press, true);
  island.addEventListener('change', settle, true);
  return () => {
    island.removeEventListener('click', press, true);
    island.removeEventListener('change', settle, true);
    const inputs = new Map<HTMLInputElement, { value: string; checked: boolean }>();
    for (const [input, { value, checked }] of before)
      if (input.value !== value || input.checked !== checked)
        inputs.set(input, { value: input.value, checked: input.checked });
    return { pressed, inputs, settled };
  };
}

/** Does again, on the figure now awake, what the reader did while it slept. */
function repeatDeeds({ inputs, settled, pressed }: Deeds): void {
  for (const [input, { value, checked }] of inputs) {
    if (!input.isConnected) continue;
    input.value = value;
    input.checked = checked;
    for (const type of settled.has(input) ? ['input', 'change'] : ['input'])
      input.dispatchEvent(new Event(type, { bubbles: true }));
  }
  if (pressed?.isConnected) pressed.dispatchEvent(new MouseEvent('click', { bubbles: true }));
}

/**
 * `client:reach`: the figure comes to life when it is near the screen *and* the reader has done something. A page that is
 * only opened loads none of its figures' scripts; what stands there is the complete drawing made at build time. A tap that
 * falls on a control before the scripts have come is not lost.
 */
const reach: ClientDirective = async (load, _options, island) => {
  const deedsDone = watchDeeds(island);
  const text = keepText(island);
  await Promise.all([firstAct(), nearScreen(island)]);
  const hydrate = await load();
  const deeds = deedsDone();
  // A figure finds its parts in the page only as it was built.
  const translateAgain = text.undo();
  await hydrate();
  translateAgain();
  repeatDeeds(deeds);
};

export default reach;
