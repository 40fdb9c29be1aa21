import type { Held } from './hands.ts';
import { movedBy, type Point, pointIn, readPoint, writePoint } from './pointer.ts';

/** A dot on the wall: led by the mouse there, or from the pad in the notes, and the same in all windows. */
export class Pointer {
  readonly #show: HTMLElement;
  readonly #held: Held;
  readonly #pad: HTMLElement | null;
  #next: Point | undefined;

  constructor(show: HTMLElement, held: Held) {
    this.#show = show;
    this.#held = held;
    this.#pad = show.querySelector('[data-pad]');
    this.#pad?.addEventListener('pointermove', (event) => this.#follow(this.#pad, event));
    this.#pad?.addEventListener('pointerdown', (event) => this.#follow(this.#pad, event));
    this.#pad?.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') return this.#held.set('pointer', null);
      const to = movedBy(readPoint(this.#held.get('pointer')), event.key, event.shiftKey);
      if (to === undefined) return;
      event.preventDefault();
      this.#held.set('pointer', writePoint(to));
    });
    // On the wall the mouse leads it while it is there.
    if (this.#pad === null)
      show.ownerDocument.addEventListener('pointermove', (event) => {
        if (readPoint(this.#held.get('pointer')) !== null) this.#follow(null, event);
      });
  }

  toggle(): void {
    const isOn = readPoint(this.#held.get('pointer')) !== null;
    this.#held.set('pointer', isOn ? null : writePoint({ x: 0.5, y: 0.5 }));
  }

  /** At most once a frame. */
  #follow(pad: HTMLElement | null, event: PointerEvent): void {
    const box = pad?.getBoundingClientRect() ?? { left: 0, top: 0, width: innerWidth, height: innerHeight };
    if (this.#next === undefined)
      requestAnimationFrame(() => {
        if (this.#next !== undefined) this.#held.set('pointer', writePoint(this.#next));
        this.#next = undefined;
      });
    this.#next = pointIn(box, event);
  }

  draw(): void {
    const point = readPoint(this.#held.get('pointer'));
    for (const button of this.#show.querySelectorAll('button[data-does="pointer"]'))
      button.setAttribute('aria-pressed', String(point !== null));
    for (const dot of this.#show.querySelectorAll<HTMLElement>('[data-dot]')) {
      dot.hidden = point === null;
      if (point === null) continue;
      dot.style.left = `${100 * point.x}%`;
      dot.style.top = `${100 * point.y}%`;
    }
  }
}
