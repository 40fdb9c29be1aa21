/// <reference types="svelte" />

/** The event by which a figure that is awake is asked to say again what it shows. */
const asking = 'phiscope:tell';

/** What a figure of this page says of itself: the shell tells it in the events `view` and `result`. */
export class Heard {
  readonly #figure: string;
  /** The fragment of its view; null while it is asleep. */
  view: string | null = $state.raw(null);
  /** What it last showed or found; null where it has nothing to say yet. */
  result: unknown = $state.raw(null);

  constructor(figure: string) {
    this.#figure = figure;
  }

  /** Listens until the returned function is called. What was said before is asked for once more. */
  listen(): () => void {
    const heard = (event: Event): void => {
      if (!(event instanceof CustomEvent) || !this.#isMine(event.target)) return;
      if (event.type === 'view') this.view = String(event.detail);
      else this.result = event.detail;
    };
    document.addEventListener('view', heard);
    document.addEventListener('result', heard);
    dispatchEvent(new CustomEvent(asking));
    return () => {
      document.removeEventListener('view', heard);
      document.removeEventListener('result', heard);
    };
  }

  #isMine(target: EventTarget | null): boolean {
    return target instanceof HTMLElement && (target.dataset.view ?? '').split(' ').includes(this.#figure);
  }
}
