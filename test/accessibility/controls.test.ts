import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { closeWindow, openWindow, type Window } from './check-pages.ts';
import { lookInBothThemes, turn } from './themes.ts';

// Each violation is planted on a page that has none: the checks of the other files have to find it.
let window: Window;

beforeAll(async () => {
  window = await openWindow(1280);
});

beforeEach(async () => {
  await window.page.goto(`${window.site.url}404.html`);
});

afterAll(() => closeWindow(window));

/** Puts markup at the end of the page, with a style sheet that the page's policy has no say in. */
async function plant(markup: string, css: string): Promise<void> {
  await window.page.evaluate(
    ([html = '', rules = '']) => {
      document.querySelector('main')?.insertAdjacentHTML('beforeend', html);
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(rules);
      document.adoptedStyleSheets = [sheet];
    },
    [markup, css],
  );
}

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
  const found = await lookInBothThemes(window.page);
  const rules = (texts: string[]): (string | undefined)[] => texts.map((text) => text.split(':')[0]);
  expect({ light: rules(found.light), dark: rules(found.dark) }).toEqual({ light, dark });
});

test('the page is drawn in two themes', async () => {
  const colours: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await turn(window.page, colorScheme);
    const read = (): string[] => {
      const { color, backgroundColor } = getComputedStyle(document.body);
      return [color, backgroundColor];
    };
    colours.push(...(await window.page.evaluate(read)));
  }
  expect(new Set(colours).size).toBe(4);
});
