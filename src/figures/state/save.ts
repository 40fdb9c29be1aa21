export { toCsv, toJson } from './table.ts';

/** Properties that a drawing gets from the page's style sheet and has to carry with it. */
const carried = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'stroke-linecap',
  'paint-order',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
  'text-anchor',
] as const;

/** Pixels of a saved picture for each of the drawing's own. */
const pictureScale = 3;

/**
 * A drawing as a file of its own, with the colours of the theme on screen and its background.
 * @returns the text of an SVG document
 */
export function standaloneSvg(drawing: SVGSVGElement): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const originals = [drawing, ...drawing.querySelectorAll<SVGElement>('*')];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  originals.forEach((original, index) => {
    const style = getComputedStyle(original);
    const target = copies[index]!;
    for (const name of ['class', 'style', 'role', 'tabindex', 'data-term', 'data-lit'])
      target.removeAttribute(name);
    for (const property of carried) {
      const value = style.getPropertyValue(property);
      if (value !== '' && value !== 'none' && value !== 'normal') target.setAttribute(property, value);
      else if (property === 'fill' && value === 'none') target.setAttribute('fill', 'none');
    }
  });
  const { width, height } = drawing.viewBox.baseVal;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  const paper = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  paper.setAttribute('width', '100%');
  paper.setAttribute('height', '100%');
  paper.setAttribute('fill', getComputedStyle(document.body).getPropertyValue('--paper') || 'white');
  copy.prepend(paper);
  return new XMLSerializer().serializeToString(copy);
}

/** The same as a PNG picture, three times as fine. */
export async function pngOf(drawing: SVGSVGElement): Promise<Blob> {
  const { width, height } = drawing.viewBox.baseVal;
  const source = URL.createObjectURL(new Blob([standaloneSvg(drawing)], { type: 'image/svg+xml' }));
  try {
    const picture = new Image();
    picture.src = source;
    await picture.decode();
    const canvas = new OffscreenCanvas(width * pictureScale, height * pictureScale);
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await canvas.convertToBlob({ type: 'image/png' });
  } finally {
    URL.revokeObjectURL(source);
  }
}

/** Hands the reader a file. */
export function save(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
