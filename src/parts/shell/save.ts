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

/** One of several drawings that are saved on one sheet. */
export interface TitledDrawing {
  readonly title: string;
  readonly drawing: SVGSVGElement;
}

/** What a figure saves: its drawing, or all that it shows. */
export type Saved = SVGSVGElement | readonly TitledDrawing[];

interface Sheet {
  readonly svg: SVGSVGElement;
  readonly width: number;
  readonly height: number;
}

const svgElement = <Name extends 'svg' | 'rect' | 'text'>(
  name: Name,
  attributes: Readonly<Record<string, string | number>>,
): SVGElementTagNameMap[Name] => {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
};
const token = (name: string, otherwise: string) =>
  getComputedStyle(document.body).getPropertyValue(name) || otherwise;

/** A copy that carries what the page's style sheet gives to the original. */
function copyOf(drawing: SVGSVGElement): Sheet {
  const svg = drawing.cloneNode(true) as SVGSVGElement;
  const originals = [drawing, ...drawing.querySelectorAll<SVGElement>('*')];
  const copies = [svg, ...svg.querySelectorAll<SVGElement>('*')];
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
  svg.setAttribute('width', String(width));
  svg.setAttribute('height', String(height));
  return { svg, width, height };
}

const titleHeight = 28;
const gap = 24;

/** Drawings side by side in rows of three, each under its title. */
function sheetOf(drawings: readonly TitledDrawing[]): Sheet {
  const parts = drawings.map(({ title, drawing }) => ({ title, ...copyOf(drawing) }));
  const columns = Math.min(3, parts.length);
  const [cellWidth, cellHeight] = [
    Math.max(0, ...parts.map(({ width }) => width)) + gap,
    Math.max(0, ...parts.map(({ height }) => height)) + titleHeight + gap,
  ];
  const [width, height] = [columns * cellWidth + gap, Math.ceil(parts.length / columns) * cellHeight + gap];
  const svg = svgElement('svg', { viewBox: `0 0 ${width} ${height}`, width, height });
  const type = { 'font-family': token('--sans', 'sans-serif'), 'font-size': 13, 'font-weight': 600 };
  parts.forEach((part, at) => {
    const [x, y] = [gap + (at % columns) * cellWidth, gap + Math.floor(at / columns) * cellHeight];
    const title = svgElement('text', { x, y: y + 14, fill: token('--ink', 'black'), ...type });
    title.textContent = part.title;
    part.svg.setAttribute('x', String(x));
    part.svg.setAttribute('y', String(y + titleHeight));
    svg.append(title, part.svg);
  });
  return { svg, width, height };
}

const isSeveral = (saved: Saved): saved is readonly TitledDrawing[] => Array.isArray(saved);

function onPaper(saved: Saved): Sheet {
  const sheet = isSeveral(saved) ? sheetOf(saved) : copyOf(saved);
  sheet.svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  sheet.svg.prepend(svgElement('rect', { width: '100%', height: '100%', fill: token('--paper', 'white') }));
  return sheet;
}

const textOf = ({ svg }: Sheet): string => new XMLSerializer().serializeToString(svg);

/**
 * A drawing, or several on one sheet, as a file of its own, with the colours of the theme on screen and its background.
 * @returns the text of an SVG document
 */
export function standaloneSvg(saved: Saved): string {
  return textOf(onPaper(saved));
}

/** The same as a PNG picture, three times as fine. */
export async function pngOf(saved: Saved): Promise<Blob> {
  const sheet = onPaper(saved);
  const { width, height } = sheet;
  const source = URL.createObjectURL(new Blob([textOf(sheet)], { type: 'image/svg+xml' }));
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
