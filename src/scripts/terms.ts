// Pointing at (or focusing) anything with data-term lights everything with the same data-term: a symbol in an
// equation and the slider, bar or edge it stands for. A drawing on a canvas listens for the event `phiscope:term`.
// Symbols are not tab stops of their own: an equation is one, and the arrow keys walk through its symbols.
let lit: string | undefined;

function light(term: string | undefined): void {
  if (term === lit) return;
  lit = term;
  for (const element of document.querySelectorAll('[data-lit]')) element.removeAttribute('data-lit');
  if (term) {
    for (const element of document.querySelectorAll(`[data-term="${CSS.escape(term)}"]`)) {
      element.setAttribute('data-lit', '');
    }
  }
  document.dispatchEvent(new CustomEvent('phiscope:term', { detail: term }));
}

function termAt(target: EventTarget | null): string | undefined {
  return target instanceof Element ? target.closest<HTMLElement>('[data-term]')?.dataset.term : undefined;
}

document.addEventListener('pointerover', ({ target }) => light(termAt(target)));
document.addEventListener('focusin', ({ target }) => light(termAt(target)));
document.addEventListener('focusout', () => light(undefined));

for (const equation of document.querySelectorAll<HTMLElement>('.katex-display')) {
  const symbols = [...equation.querySelectorAll<HTMLElement>('[data-term]')];
  const terms = [...new Set(symbols.flatMap((symbol) => symbol.dataset.term ?? []))];
  if (terms.length > 0) walkThrough(equation, terms);
  else if (equation.scrollWidth > equation.clientWidth) tabStop(equation, 'Equation');
}

function tabStop(equation: HTMLElement, label: string): void {
  equation.tabIndex = 0;
  equation.setAttribute('role', 'group');
  equation.setAttribute('aria-label', label);
}

function walkThrough(equation: HTMLElement, terms: readonly string[]): void {
  tabStop(equation, `Equation. Arrow keys light what its symbols stand for: ${terms.join(', ')}.`);
  let at = -1;
  equation.addEventListener('focus', () => {
    at = -1;
  });
  equation.addEventListener('keydown', (event) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (event.key === 'Escape') light(undefined);
    if (step === 0) return;
    event.preventDefault();
    at = at < 0 && step < 0 ? terms.length - 1 : (at + step + terms.length) % terms.length;
    light(terms[at]);
  });
}

export {};
