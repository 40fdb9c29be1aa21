// A formula is copied once, whole, as TeX. As it stands in the page it is there twice, drawn and as MathML, each in many small pieces.
const formulas = '.katex, [data-tex]';

function formulaAt(node: Node): Element | null {
  const element = node instanceof Element ? node : node.parentElement;
  const formula = element?.closest(formulas) ?? null;
  return formula?.closest('.katex-display') ?? formula;
}

/** The range with every formula whole that it touches. */
function whole(range: Range): Range {
  const [first, last] = [formulaAt(range.startContainer), formulaAt(range.endContainer)];
  const wider = range.cloneRange();
  if (first) wider.setStartBefore(first);
  if (last) wider.setEndAfter(last);
  return wider;
}

function texOf(formula: Element): string {
  const tex = formula.getAttribute('data-tex') ?? formula.querySelector('annotation')?.textContent ?? '';
  return tex.replaceAll(/\s+/g, ' ').trim();
}

/** Sets the TeX of each formula in its place: bare where nothing else was selected, else between dollars. */
function writeTex(part: DocumentFragment): boolean {
  const found = [...part.querySelectorAll(formulas)];
  const [only] = found;
  const rest = part.textContent?.trim();
  const alone = found.length === 1 && rest === only?.textContent?.trim();
  for (const formula of found) {
    const shown = formula.closest('.katex-display');
    const marks = alone ? '' : shown ? '$$' : '$';
    (shown ?? formula).replaceWith(`${marks}${texOf(formula)}${marks}`);
  }
  return found.length > 0;
}

/** A part of a page as plain text, with a line for each of its blocks. */
function plainText(part: DocumentFragment): string {
  const place = document.createElement('div');
  place.style.cssText =
    'position: fixed; inset-inline-start: 0; inline-size: 60em; opacity: 0; pointer-events: none';
  place.append(part.cloneNode(true));
  document.body.append(place);
  const text = place.innerText;
  place.remove();
  return text;
}

document.addEventListener('copy', (event) => {
  const selection = getSelection();
  const typing = event.target instanceof Element && event.target.closest('input, textarea');
  if (!event.clipboardData || typing || !selection?.rangeCount || selection.isCollapsed) return;
  const part = whole(selection.getRangeAt(0)).cloneContents();
  // A figure that was selected too does not come to life a second time.
  for (const island of part.querySelectorAll('astro-island')) island.replaceWith(...island.childNodes);
  if (!writeTex(part)) return;
  const html = document.createElement('div');
  html.append(part.cloneNode(true));
  event.clipboardData.setData('text/plain', plainText(part));
  event.clipboardData.setData('text/html', html.innerHTML);
  event.preventDefault();
});

export {};
