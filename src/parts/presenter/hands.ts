import * as words from '../../words/en/present.ts';
import type { Value } from './shared.ts';
import { again, barShares, counted, readRounds, writeRounds } from './tally.ts';

/** What windows of a presentation share, as a part of one uses it. */
export interface Held {
  readonly get: (name: string) => Value | undefined;
  readonly set: (name: string, value: Value) => void;
}

/** Hands that are counted for the options of a question: by its teacher in the notes, and on the wall where that is asked for. */
export class Hands {
  readonly #show: HTMLElement;
  readonly #held: Held;

  constructor(show: HTMLElement, held: Held) {
    this.#show = show;
    this.#held = held;
    show.addEventListener('click', ({ target }) => {
      const button = target instanceof Element ? target.closest<HTMLElement>('[data-hand]') : null;
      const box = button?.closest<HTMLElement>('[data-tally]');
      if (button && box) this.#press(box, button.dataset.hand ?? '');
    });
  }

  /** A hand for an option of the question that is asked at a step: the one that was counted last, else its first. */
  key(slide: Element | undefined, option: number): void {
    const boxes = [...(slide?.querySelectorAll<HTMLElement>('[data-tally]') ?? [])];
    const asked = boxes.find(({ dataset }) => dataset.tally === this.#held.get('asked')) ?? boxes[0];
    if (asked && option < optionsOf(asked)) this.#press(asked, `+${option}`);
  }

  #press(box: HTMLElement, deed: string): void {
    const id = box.dataset.tally ?? '';
    const rounds = this.#rounds(box);
    const tell = (text: string) => {
      this.#held.set('asked', id);
      this.#held.set(`tally:${id}`, text);
    };
    if (deed === 'show') {
      // Of a claim hands go up twice: the digits go on with what the wall shows.
      this.#held.set('asked', id);
      this.#held.set('tallied', this.#held.get('tallied') === id ? null : id);
    } else if (deed === 'again') tell(writeRounds(again(rounds)));
    else if (deed === 'clear') tell('');
    else tell(writeRounds(counted(rounds, Number(deed.slice(1)), deed.startsWith('-') ? -1 : 1)));
  }

  #rounds(box: HTMLElement) {
    return readRounds(this.#held.get(`tally:${box.dataset.tally}`), optionsOf(box));
  }

  draw(): void {
    for (const box of this.#show.querySelectorAll<HTMLElement>('[data-tally]')) {
      const rounds = this.#rounds(box);
      const isShown = this.#held.get('tallied') === box.dataset.tally;
      if (box.hasAttribute('data-on-wall')) box.hidden = !isShown;
      box.querySelector('[data-hand="show"]')?.setAttribute('aria-pressed', String(isShown));
      // A pointer that moves asks for drawing, too.
      const drawn = writeRounds(rounds);
      if (box.dataset.drawn === drawn) continue;
      box.dataset.drawn = drawn;
      const shares = barShares(rounds);
      for (const [option, place] of [...box.querySelectorAll('[data-count]')].entries())
        place.textContent = words.handsOf(rounds.map((round) => round[option] ?? 0));
      for (const [option, place] of [...box.querySelectorAll('[data-bars]')].entries())
        place.replaceChildren(...shares.map((round) => bar(round[option] ?? 0)));
    }
  }
}

const optionsOf = (box: HTMLElement): number => Number(box.dataset.options);

function bar(share: number): HTMLElement {
  const made = document.createElement('span');
  made.style.inlineSize = `${100 * share}%`;
  return made;
}
