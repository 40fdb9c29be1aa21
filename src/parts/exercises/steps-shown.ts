import { stepsShown } from '../../words/en/class-link.ts';
import { classHere, replaceClass } from '../shell/class-here.ts';
import { classSteps, withoutSteps } from '../shell/class-link.ts';
import { partsOf } from '../shell/schema.ts';

/** What a lesson's page consists of: a step from each heading to the next, and the place where it is handed in, which is of no step. */
function stepsOf(page: Element): readonly (readonly Element[])[] {
  const steps: Element[][] = [];
  for (const element of page.children) {
    if (element.tagName === 'H2') steps.push([]);
    if (element.querySelector('.hand-in') === null) steps.at(-1)?.push(element);
  }
  return steps;
}

/** Shows of a lesson's page the steps that its address asks for, and says so in a note, which takes it off; the other steps stay in the page. */
export function showSteps(note: HTMLElement): void {
  const page = note.parentElement;
  if (page === null) return;
  const steps = stepsOf(page);
  const [text, button] = note.children;
  const show = () => {
    const fragment = partsOf(location.hash).some((part) => part.startsWith('class='))
      ? location.hash
      : classHere();
    const shown = classSteps(fragment, steps.length);
    for (const [i, elements] of steps.entries()) {
      const away = shown !== null && (i + 1 < shown.from || i + 1 > shown.to);
      for (const element of elements) element.toggleAttribute('data-away', away);
      const [heading] = elements;
      const entry = heading && document.querySelector(`.contents a[href="#${CSS.escape(heading.id)}"]`);
      entry?.parentElement?.toggleAttribute('data-away', away);
    }
    note.hidden = shown === null;
    if (text && shown) text.textContent = stepsShown(shown.from, shown.to, steps.length);
  };
  button?.addEventListener('click', () => {
    const part = partsOf(location.hash).find((each) => each.startsWith('class=')) ?? classHere();
    replaceClass(withoutSteps(part));
    show();
  });
  addEventListener('hashchange', show);
  show();
}
