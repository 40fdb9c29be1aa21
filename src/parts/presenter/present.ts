import * as words from '../../words/en/present.ts';
import { classWord } from '../shell/class-link.ts';
import { Hands } from './hands.ts';
import { clickerKey } from './keys.ts';
import { Pointer } from './pointing.ts';
import { entriesIn, Shared } from './shared.ts';

/** How often a window says that it is there, and after how long without a word it counts as gone, in milliseconds. */
const beat = 1000;
const silence = 3000;

/** What has keys of its own. */
const controls = 'a, button, input, select, textarea, summary, [tabindex]';

/**
 * Makes a page of steps (`[data-slide]`) a window of a presentation. All windows of a lesson on this machine hold the same step, the same
 * blank, the same clock and the same views of figures: each tells the others over a channel of the browser's, and nothing leaves it.
 */
export function present(show: HTMLElement): void {
  const slides = [...show.querySelectorAll<HTMLElement>('[data-slide]')];
  const shared = new Shared(crypto.getRandomValues(new Uint32Array(2)).join('-'));
  const channel = new BroadcastChannel(`phiscope/lesson/${show.dataset.lesson}`);
  let heard = Number.NEGATIVE_INFINITY;

  const tell = (entries: ReturnType<Shared['all']>) => {
    if (entries.length > 0) channel.postMessage({ entries });
  };
  const set = (name: string, value: Parameters<Shared['set']>[1]) => {
    tell(shared.set(name, value));
    draw();
  };
  const step = () => Number(shared.get('step') ?? -1);
  function go(to: number): void {
    if (to >= slides.length || to < -1) return;
    if (to >= 0 && typeof shared.get('started') !== 'number') set('started', Date.now());
    set('step', to);
    scrollTo({ top: 0, behavior: 'instant' });
  }

  const hands = new Hands(show, { get: (name) => shared.get(name), set });
  const pointer = new Pointer(show, { get: (name) => shared.get(name), set });
  const text = (name: string, said: string) => {
    for (const place of show.querySelectorAll(`[data-said="${name}"]`))
      if (place.textContent !== said) place.textContent = said;
  };
  function draw(): void {
    const at = step();
    const begun = at >= 0;
    for (const [i, slide] of slides.entries()) slide.hidden = begun && i !== at;
    show.toggleAttribute('data-begun', begun);
    show.toggleAttribute('data-blank', shared.get('blank') === true);
    text('place', begun ? words.place(at + 1, slides.length) : words.inOverview);
    for (const button of show.querySelectorAll<HTMLButtonElement>('button[data-does]')) {
      const does = button.dataset.does;
      if (does === 'previous') button.disabled = !begun;
      if (does === 'next') {
        button.disabled = at === slides.length - 1;
        button.textContent = begun ? words.next : words.start;
      }
      if (does === 'blank') button.setAttribute('aria-pressed', String(shared.get('blank') === true));
    }
    drawWord();
    hands.draw();
    pointer.draw();
    drawClock();
  }
  /** The class's word, which what shows variants follows. */
  function drawWord(): void {
    const word = String(shared.get('word') ?? '');
    for (const field of show.querySelectorAll<HTMLInputElement>('input[data-word]'))
      if (field !== document.activeElement) field.value = word;
    if (show.dataset.word === word) return;
    show.dataset.word = word;
    document.dispatchEvent(new CustomEvent('classword', { detail: word }));
  }
  function drawClock(): void {
    text('company', performance.now() - heard < silence ? words.company : words.alone);
    const started = shared.get('started');
    const slide = slides[step()];
    if (typeof started !== 'number' || slide === undefined) {
      for (const name of ['elapsed', 'late']) text(name, '');
      return;
    }
    const seconds = Math.max(0, (Date.now() - started) / 1000);
    text('elapsed', words.elapsed(seconds));
    text('late', words.late(Math.floor(seconds / 60 - Number(slide.dataset.to))));
  }

  /** The figures that are awake here. */
  const woken = new Set<string>();
  /** Whether the figure is on this page: the notes have none. */
  const shows = (name: string) =>
    show.querySelector(`[data-view~="${CSS.escape(name.slice('view:'.length))}"]`) !== null;
  /** Brings figures into the views that another window has: those that are awake as a link of the page would, and the others by the address, which wakes them. */
  function showViews(names: readonly string[]): void {
    const [page] = location.href.split('#');
    const asleep: string[] = [];
    for (const name of names) {
      const fragment = name.startsWith('view:') ? shared.get(name) : undefined;
      if (typeof fragment !== 'string' || !shows(name)) continue;
      const newURL = `${page}#${fragment}`;
      if (woken.has(name))
        dispatchEvent(new HashChangeEvent('hashchange', { oldURL: location.href, newURL }));
      else asleep.push(fragment);
    }
    if (asleep.length > 0) location.replace(`#${asleep.join('&')}`);
  }
  document.addEventListener('view', (event) => {
    const fragment = (event as CustomEvent<unknown>).detail;
    if (typeof fragment !== 'string') return;
    const name = `view:${fragment.split('=')[0]}`;
    const known = woken.has(name);
    woken.add(name);
    // A figure that wakes says its first view; another window may have gone on from there.
    if (known) tell(shared.set(name, fragment));
    else if (shared.get(name) === undefined) shared.note(name, fragment);
    else if (shared.get(name) !== fragment) queueMicrotask(() => showViews([name]));
  });

  channel.addEventListener('message', ({ data }) => {
    heard = performance.now();
    if (data === 'hello') channel.postMessage({ entries: shared.all() });
    const changed = shared.merge(entriesIn(data));
    if (changed.length > 0) showViews(changed);
    draw();
  });
  const does: Readonly<Record<string, () => void>> = {
    begin: () => step() < 0 && go(0),
    pointer: () => pointer.toggle(),
    next: () => go(step() + 1),
    previous: () => go(step() - 1),
    overview: () => go(-1),
    blank: () => set('blank', shared.get('blank') !== true),
    restart: () => set('started', Date.now()),
  };
  show.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-does]') : null;
    does[button?.dataset.does ?? '']?.();
  });
  // Before a slider gets them: a clicker sends these two, and nobody sees where the focus is.
  addEventListener(
    'keydown',
    (event: KeyboardEvent) => {
      const { target } = event;
      const onControl = target instanceof Element && target.closest(controls) !== null;
      const characters = show.querySelector<HTMLInputElement>('[data-characters]')?.checked ?? true;
      const deed = clickerKey(event, { begun: step() >= 0, onControl, characters });
      if (deed === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      if (deed.startsWith('hand-')) hands.key(slides[step()], Number(deed.slice('hand-'.length)) - 1);
      else does[deed]?.();
    },
    { capture: true },
  );
  show.addEventListener('input', ({ target }) => {
    if (target instanceof HTMLInputElement && target.matches('[data-word]')) set('word', target.value.trim());
  });
  show.toggleAttribute('data-presents', true);
  channel.postMessage('hello');
  setInterval(() => {
    channel.postMessage('alive');
    drawClock();
  }, beat);
  const word = classWord(location.hash);
  if (word !== '') set('word', word);
  draw();
}
