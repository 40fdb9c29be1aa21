import type { Page } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openedSite } from '../browser/opened-site.ts';
import { besideThemes, lostInForcedColours } from './forced-colours.ts';
import { holdStill, lookAtTheRest, lookInEachTheme, turn, wordsSeen } from './themes.ts';

// Each violation is planted on a page that has none: the checks of the walk have to find it.
const opened = openedSite();
let page: Page;

beforeAll(async () => {
  page = await opened.browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
});

beforeEach(async () => {
  await page.goto(`${opened.site.url}embed/softmax-against-fast/`);
  await holdStill(page);
});

/** Puts markup at the end of the page, with a style sheet that the page's policy has no say in. */
async function plant(markup: string, css: string): Promise<void> {
  await page.evaluate(
    ([html = '', rules = '']) => {
      document.querySelector('main')?.insertAdjacentHTML('beforeend', html);
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(rules);
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    },
    [markup, css],
  );
}

const rules = (texts: readonly string[]) => texts.map((text) => text.split(':')[0]);
const onlyWhere = (theme: string, css: string): string =>
  `@media (prefers-color-scheme: ${theme}) { ${css} }`;
const faint = '<p class="planted">Hardly to be read</p>';
const nameless = '<button class="planted"></button>';
const link = '<p>Words before <a class="planted" href="#main">a link</a> and words after it</p>';
const lost = '.planted { color: #999; background: #aaa }';
const square = 'width: 40px; height: 40px';

test.for([
  ['too little contrast', faint, lost, ['color-contrast'], ['color-contrast']],
  ['too little contrast in the dark', faint, onlyWhere('dark', lost), [], ['color-contrast']],
  ['too little contrast in the light', faint, onlyWhere('light', lost), ['color-contrast'], []],
  [
    'a link that looks like the text around it in the dark',
    link,
    onlyWhere('dark', '.planted { color: #ddd; text-decoration: none }'),
    [],
    ['link-in-text-block'],
  ],
  // The dark page has it too, but the same shape: it is told once.
  ['a button without a name', nameless, `.planted { ${square} }`, ['button-name'], []],
  [
    'a button without a name that shows itself in the dark',
    nameless,
    `.planted { ${square} } ${onlyWhere('light', '.planted { display: none }')}`,
    [],
    ['button-name'],
  ],
  [
    'targets that come too close in the dark',
    // Two links to one place would be one target.
    '<a class="planted" href="#main">a</a><a class="planted" href="#elsewhere">b</a>',
    `.planted { float: left; ${square} } ${onlyWhere('dark', '.planted { width: 8px; height: 8px; overflow: hidden }')}`,
    [],
    ['target-size'],
  ],
] as const)('%s is found', async ([, markup, css, light, dark], { expect }) => {
  await plant(markup, css);
  const found = await lookInEachTheme(page);
  expect({ light: rules(found.light), dark: rules(found.dark) }).toEqual({ light, dark });
});

test('the page is drawn in two themes', async () => {
  const colours: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await turn(page, colorScheme);
    const read = (): string[] => {
      const { backgroundColor } = getComputedStyle(document.documentElement);
      return [getComputedStyle(document.body).color, backgroundColor];
    };
    colours.push(...(await page.evaluate(read)));
  }
  expect(new Set(colours).size).toBe(4);
});

describe('in forced colours', () => {
  const forced = (css: string) => `@media (forced-colors: active) { ${css} }`;

  test('too little contrast, and targets that come too close, are found', async () => {
    await plant(
      `${faint}<a class="near" href="#main">a</a><a class="near" href="#elsewhere">b</a>`,
      `.near { float: left; ${square} } ${forced(`${lost.replace('{', '{ forced-color-adjust: none;')} .near { width: 8px; height: 8px; overflow: hidden }`)}`,
    );
    expect(rules((await lookInEachTheme(page)).forced).sort()).toEqual(['color-contrast', 'target-size']);
  });

  const bare = 'appearance: none';
  test.for([
    ['a slider without a track', '<input type="range" aria-label="Slide">', bare, 'no track'],
    [
      'a switch that looks on when it is off',
      '<label><input type="checkbox" role="switch" checked>On</label>',
      bare,
      'on looks like off',
    ],
    [
      'a choice that does not show what is chosen',
      '<label><input type="radio" name="one" checked><span>A</span></label><label><input type="radio" name="one"><span>B</span></label>',
      bare,
      'on looks like off',
    ],
    ['a pressed button', '<button aria-pressed="true" class="planted">P</button>', '', 'aria-pressed cannot'],
    [
      'the open tab',
      '<div role="tablist"><button role="tab" aria-selected="true">T</button></div>',
      '',
      'aria-selected',
    ],
    ['a list without an edge', '<select aria-label="List"><option>1</select>', 'border: 0', 'no edge'],
    ['a number without an edge', '<input type="number" aria-label="Number">', 'border: 0', 'no edge'],
    [
      'a bar that is seen by its background alone',
      '<i class="stripe"></i>',
      'display: block; width: 40px; height: 8px; background: #333; forced-color-adjust: auto',
      'painted over',
    ],
    [
      'a mark of a chart in the colour of the page',
      '<svg viewBox="0 0 9 9"><g data-point="a"><path class="mark" d="M0 0h9v9z"/></g></svg>',
      'fill: Canvas; stroke: none',
      'a mark cannot be seen',
    ],
  ] as const)('%s is found', async ([, markup, css, what], { expect }) => {
    await plant(`<div class="here">${markup}</div>`, `.here :is(input, select, .stripe, .mark) { ${css} }`);
    const found = await lostInForcedColours(page);
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((text) => !text.startsWith(what))).toEqual([]);
  });

  test('what is lost is found on the way through the themes too, and each theme still is what it was', async () => {
    await plant(
      `${faint}<div class="here"><i class="stripe"></i></div>`,
      `.stripe { display: block; width: 40px; height: 8px; background: #333 } ${onlyWhere('dark', lost)} ${forced('.planted { forced-color-adjust: none }')}`,
    );
    const found: string[] = [];
    const { light, dark, forced: contrast } = await lookInEachTheme(page, besideThemes(page, found));
    expect([light, dark, contrast].map(rules)).toEqual([[], ['color-contrast'], ['color-contrast']]);
    expect(found.map((text) => text.replace(/:.*\(/, ' ('))).toEqual([
      'painted over (dark)',
      'painted over (light)',
    ]);
  });

  test('what can be seen there is left alone', async () => {
    await plant(
      `<input type="range" aria-label="Slide"><label><input type="checkbox" role="switch">On</label>
      <button aria-pressed="true" class="on">P</button><select aria-label="List"><option>1</select><i class="stripe"></i>
      <svg viewBox="0 0 9 9"><g data-point="a"><path class="mark" d="M0 0h9v9z"/></g></svg>`,
      `.on[aria-pressed="true"] { text-decoration: underline } .mark { fill: CanvasText }
      .stripe { display: block; width: 40px; height: 8px; background: #333 } ${forced('.stripe { background: CanvasText }')}`,
    );
    expect(await lostInForcedColours(page)).toEqual([]);
  });
});

test('at a second width the dark is asked of what only shows there', async () => {
  await plant(
    '<p class="planted">Only on a phone</p><p class="both">At both widths</p>',
    `.both { color: #eee; background: #fff } .planted { color: #999; background: #aaa } @media (width > 600px) { .planted { display: none } }
    ${onlyWhere('light', '.both, .planted { color: #000; background: #fff }')}`,
  );
  const seen = await wordsSeen(page);
  await page.setViewportSize({ width: 320, height: 640 });
  const [dark, ...more] = (await lookAtTheRest(page, seen)).dark;
  await page.setViewportSize({ width: 1280, height: 900 });
  expect(more).toEqual([]);
  expect(dark).toMatch(/\(1 places\)\n {2}\.planted:/);
});
