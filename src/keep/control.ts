import { type KeptSite, keptSite } from './kept-site.ts';
import { type State, shown } from './view.ts';

/** For how long after the last of the fetching a press of what was *Stop* was meant for that, in milliseconds. */
const lateStop = 1000;

/** The parts of the offer, as the foot of each page holds them. */
interface Parts {
  readonly said: HTMLElement;
  readonly go: HTMLButtonElement;
  readonly back: HTMLButtonElement;
  readonly progress: HTMLProgressElement;
  readonly amount: HTMLElement;
}

/**
 * Brings the offer in the foot of a page to life.
 *
 * @param place what holds it
 * @param root the address of the site's root
 * @returns once it shows how things stand
 */
export async function bringToLife(place: HTMLElement, root: string): Promise<{ press(): void }> {
  const site = keptSite(root);
  const parts = partsOf(place);
  const offer = parts.go.textContent?.trim() ?? '';
  let stop: AbortController | undefined;
  let state: State = { is: 'offered' };

  const show = (next: State) => {
    const had = place.contains(document.activeElement);
    if (state.is === 'keeping' && next.is !== 'keeping') rest(parts.back);
    state = next;
    draw(parts, next, offer);
    // A button that is no longer there would take the focus with it.
    if (had && !place.contains(visible(document.activeElement)))
      [parts.back, parts.go].find(({ hidden }) => !hidden)?.focus();
  };
  const act = async (deed: (site: KeptSite) => Promise<State>) => show(await deed(site));
  const fetchAll = () => {
    const renews = state.is === 'newer';
    const running = new AbortController();
    stop = running;
    return act(async () => {
      const then = await site.keep(running.signal, show);
      stop = undefined;
      if (renews && then.is === 'kept') location.reload();
      return then;
    });
  };

  parts.go.addEventListener('click', () => void fetchAll());
  parts.back.addEventListener('click', () => {
    if (parts.back.ariaDisabled === 'true') return;
    if (stop) stop.abort();
    else void act(() => site.remove());
  });
  await act(() => site.look());
  return { press: () => void (state.is === 'offered' && fetchAll()) };
}

/** Lets a button do nothing for a while: under the hand that goes for *Stop* it has become *Remove*. It keeps the focus. */
function rest(button: HTMLButtonElement): void {
  button.ariaDisabled = 'true';
  setTimeout(() => {
    button.ariaDisabled = null;
  }, lateStop);
}

const visible = (element: Element | null) =>
  element instanceof HTMLElement && !element.hidden ? element : null;

function draw({ said, go, back, progress, amount }: Parts, state: State, offer: string): void {
  const now = shown(state, offer);
  // Said again, it would be read out again.
  if (said.textContent !== now.said) said.textContent = now.said;
  name(go, now.go);
  name(back, now.back);
  progress.hidden = amount.hidden = now.progress === undefined;
  progress.value = now.progress?.value ?? 0;
  amount.textContent = now.progress?.amount ?? '';
}

function name(button: HTMLButtonElement, words: string | undefined): void {
  button.hidden = words === undefined;
  const span = button.firstElementChild;
  if (words !== undefined && span && span.textContent !== words) span.textContent = words;
}

function partsOf(place: HTMLElement): Parts {
  const [go, back] = place.querySelectorAll('button');
  const part = <Found extends HTMLElement>(selector: string) => place.querySelector<Found>(selector);
  const said = part('[role="status"]');
  const progress = part<HTMLProgressElement>('progress');
  const amount = part('.amount');
  if (!go || !back || !said || !progress || !amount)
    throw new Error('The foot of this page lacks a part of the offer.');
  return { said, go, back, progress, amount };
}
