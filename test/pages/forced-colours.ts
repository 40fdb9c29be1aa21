import type { Page } from 'playwright-core';
import { turn } from './themes.ts';

/** What a page in forced colours draws so that it cannot be seen or told from its opposite, in both palettes. */
export async function lostInForcedColours(page: Page): Promise<string[]> {
  const found: string[] = [];
  const { light, forced } = besideThemes(page, found);
  await turn(page, 'light');
  await light();
  await turn(page, 'forced');
  await forced();
  return found;
}

/**
 * The same for a page that is turned anyway (`lookInEachTheme`): what is done while it is in the light, and what is done while its colours
 * are forced, which leaves it in the light palette. What is lost is added to `found`.
 */
export function besideThemes(page: Page, found: string[]): Record<'light' | 'forced', () => Promise<void>> {
  const note = async (palette: 'light' | 'dark'): Promise<void> => {
    found.push(...(await page.evaluate(lost)).map((text) => `${text} (${palette})`));
  };
  return {
    light: () => page.evaluate(keepPainted),
    forced: async () => {
      await note('dark');
      await turn(page, 'forced', 'light');
      await note('light');
    },
  };
}

/** Runs in a page that is drawn in its own colours: keeps the elements that are seen by their background alone, such as bars. */
function keepPainted(): void {
  const clear = 'rgba(0, 0, 0, 0)';
  const behind = (element: Element): string => {
    for (let up = element.parentElement; up; up = up.parentElement) {
      const { backgroundColor } = getComputedStyle(up);
      if (backgroundColor !== clear) return backgroundColor;
    }
    return 'none';
  };
  const painted = [...document.body.querySelectorAll<HTMLElement>('span, div, i, b, em, td, rt')].filter(
    (element) => {
      if (element.childNodes.length > 0 || !element.checkVisibility({ visibilityProperty: true }))
        return false;
      const { width, height } = element.getBoundingClientRect();
      const { backgroundColor, backgroundImage, borderTopWidth, borderBottomWidth } =
        getComputedStyle(element);
      return (
        width > 0 &&
        height > 0 &&
        backgroundImage === 'none' &&
        borderTopWidth === '0px' &&
        borderBottomWidth === '0px' &&
        backgroundColor !== clear &&
        backgroundColor !== behind(element)
      );
    },
  );
  Object.assign(globalThis, { painted });
}

/** Runs in a page that is drawn in forced colours. */
function lost(): string[] {
  const found = new Set<string>();
  const still = new CSSStyleSheet();
  still.replaceSync('*, ::before, ::after { transition: none !important }');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, still];

  const nameOf = (element: Element): string => {
    const name =
      element.getAttribute('aria-label') ?? element.textContent?.trim().replaceAll(/\s+/g, ' ') ?? '';
    const where = element.closest('[data-view]')?.getAttribute('data-view')?.split(' ')[0] ?? 'the page';
    return `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} “${name.slice(0, 30)}” in ${where}`;
  };
  const native = (control: Element): boolean => {
    const { appearance, opacity } = getComputedStyle(control);
    return appearance !== 'none' && opacity !== '0';
  };
  /** Relative luminance of a colour, as WCAG defines it. */
  const pen = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
  const luminance = (colour: string): number => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const [r = 0, g = 0, b = 0] = [...pen.getImageData(0, 0, 1, 1).data].map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a: string, b: string): number => {
    const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  const isClear = (colour: string): boolean =>
    colour === 'none' || colour === 'transparent' || /^rgba\(.*, 0\)$|\/ 0\)$/.test(colour);
  const behind = (element: Element | null): string => {
    for (let up = element; up; up = up.parentElement) {
      const { backgroundColor } = getComputedStyle(up);
      if (!isClear(backgroundColor)) return backgroundColor;
    }
    return getComputedStyle(document.documentElement).backgroundColor;
  };
  /** All that can be seen of an element and its parts but its words. */
  const look = (element: Element): string =>
    [element, ...element.querySelectorAll('*')]
      .map((part) => {
        const style = getComputedStyle(part);
        const sides = ['top', 'right', 'bottom', 'left'].map((side) =>
          style.getPropertyValue(`border-${side}-width`) === '0px'
            ? ''
            : style.getPropertyValue(`border-${side}-color`),
        );
        const {
          color,
          backgroundColor,
          outlineStyle,
          textDecorationLine,
          fontWeight,
          fill,
          stroke,
          strokeWidth,
        } = style;
        const drawn = part instanceof SVGElement ? [fill, stroke, strokeWidth] : [];
        return [
          ...sides,
          color,
          backgroundColor,
          outlineStyle,
          textDecorationLine,
          fontWeight,
          ...drawn,
        ].join();
      })
      .join('\n');
  const shown = (selector: string): HTMLElement[] =>
    [...document.querySelectorAll<HTMLElement>(selector)].filter((element) => element.checkVisibility());

  // A slider has a track.
  for (const range of shown('input[type="range"]'))
    if (!native(range)) found.add(`no track: ${nameOf(range)}`);

  // What is on looks otherwise than it would if it were off.
  const radios = [...document.querySelectorAll<HTMLInputElement>('input[type="radio"]')];
  for (const box of shown('input[type="radio"], input[type="checkbox"]') as HTMLInputElement[]) {
    if (native(box) || !box.parentElement) continue;
    const whole = box.parentElement;
    const { checked } = box;
    const other = radios.find((each) => each.name === box.name && each.checked !== checked);
    const [on, off] = checked ? [whole, other?.parentElement] : [other?.parentElement, whole];
    // What the figure's own code says of the chosen one.
    const marks = on && off ? [...on.classList].filter((name) => !off.classList.contains(name)) : [];
    const flip = (to: boolean): void => {
      box.checked = to;
      for (const mark of marks) whole.classList.toggle(mark, to);
    };
    const before = look(whole);
    flip(!checked);
    const after = look(whole);
    flip(checked);
    // Of a group one is on.
    if (!checked && box.type === 'radio' && other) other.checked = true;
    if (before === after) found.add(`on looks like off: ${nameOf(whole)}`);
  }
  for (const state of ['aria-pressed', 'aria-selected', 'aria-current', 'aria-checked']) {
    for (const control of shown(`[${state}]:not([${state}="false"])`)) {
      const value = control.getAttribute(state) ?? '';
      const before = look(control);
      // Where nothing is current there is no such attribute; of the others both values are written.
      if (state === 'aria-current') control.removeAttribute(state);
      else control.setAttribute(state, 'false');
      const after = look(control);
      control.setAttribute(state, value);
      if (before === after) found.add(`${state} cannot be seen: ${nameOf(control)}`);
    }
  }

  // What is typed or chosen in has an edge, all around or below.
  for (const field of shown(
    'select, textarea, input:is([type="number"], [type="text"], [type="search"], :not([type]))',
  )) {
    const { borderBottomWidth, borderBottomStyle, borderBottomColor } = getComputedStyle(field);
    const edged =
      borderBottomWidth !== '0px' &&
      borderBottomStyle !== 'none' &&
      contrast(borderBottomColor, behind(field.parentElement)) >= 3;
    if (!edged) found.add(`no edge: ${nameOf(field)}`);
  }

  // A mark in a chart stands out.
  for (const mark of document.querySelectorAll<SVGElement>('[data-point] .mark')) {
    if (!mark.checkVisibility()) continue;
    const { fill, stroke, fillOpacity, strokeOpacity } = getComputedStyle(mark);
    const canvas = behind(mark.closest('svg')?.parentElement ?? null);
    const colours = [
      Number(fillOpacity) > 0.5 ? fill : 'none',
      Number(strokeOpacity) > 0.5 ? stroke : 'none',
    ];
    if (!colours.some((colour) => !isClear(colour) && contrast(colour, canvas) >= 3))
      found.add(`a mark cannot be seen: ${nameOf(mark)}`);
  }

  // What is seen by its background alone, in the page's own colours, still is.
  const { painted } = globalThis as unknown as { painted: HTMLElement[] };
  for (const element of painted) {
    if (!element.isConnected || !element.checkVisibility()) continue;
    const { backgroundColor, borderTopWidth, outlineStyle } = getComputedStyle(element);
    if (borderTopWidth !== '0px' || outlineStyle !== 'none') continue;
    if (isClear(backgroundColor) || backgroundColor === behind(element.parentElement))
      found.add(`painted over: ${nameOf(element)}`);
  }

  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== still);
  return [...found];
}
