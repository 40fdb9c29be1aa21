// The arrows of the house plan: which room of the source may import from which.

/** A room, the packages that it may use, and the rooms that it may import from besides itself. */
export interface Room {
  readonly name: string;
  /** Files whose path from the project's root matches belong to the first such room. */
  readonly holds: RegExp;
  readonly mayImport: readonly string[];
  /** Packages by name; a pattern is tested against the whole specifier. */
  readonly packages: readonly RegExp[];
}

const svelte = /^svelte(\/|$)/;
const d3 = /^d3-/;
const astro = /^(astro(:|\/|$)|@astrojs\/)/;
const fonts = /^@fontsource/;
const katex = /^katex(\/|$)/;
const tensorflow = /^@tensorflow\//;

const pureModels = [
  'models',
  'graph',
  'operators',
  'blocks',
  'onnx',
  'families',
  'answers',
  'facts',
  'heads',
  'published',
  'checkpoints',
  'scenes',
  'preprocess',
  'training',
];

/** Every room there is. A file in none of them is refused: the plan has to name its room first. */
export const rooms: readonly Room[] = [
  { name: 'graph', holds: /^models\/graph\//, mayImport: [], packages: [] },
  { name: 'heads', holds: /^models\/heads\//, mayImport: [], packages: [] },
  { name: 'published', holds: /^models\/published\//, mayImport: [], packages: [] },
  { name: 'scenes', holds: /^models\/scenes\//, mayImport: [], packages: [] },
  { name: 'preprocess', holds: /^models\/preprocess\//, mayImport: [], packages: [] },
  { name: 'operators', holds: /^models\/operators\//, mayImport: ['graph'], packages: [] },
  { name: 'blocks', holds: /^models\/blocks\//, mayImport: ['operators', 'graph'], packages: [] },
  { name: 'onnx', holds: /^models\/onnx\//, mayImport: ['blocks', 'operators', 'graph'], packages: [] },
  {
    name: 'families',
    holds: /^models\/families\//,
    mayImport: ['blocks', 'operators', 'graph', 'published'],
    packages: [],
  },
  { name: 'answers', holds: /^models\/answers\//, mayImport: ['blocks', 'operators', 'graph'], packages: [] },
  {
    name: 'facts',
    holds: /^models\/facts\//,
    mayImport: ['families', 'blocks', 'operators', 'answers', 'graph', 'published'],
    packages: [],
  },
  {
    name: 'training',
    holds: /^models\/training\//,
    mayImport: ['graph', 'operators', 'blocks', 'families', 'scenes'],
    packages: [],
  },
  {
    name: 'checkpoints',
    holds: /^models\/checkpoints\//,
    mayImport: ['graph', 'operators', 'blocks'],
    packages: [],
  },
  { name: 'models', holds: /^models\/[^/]+$/, mayImport: pureModels, packages: [] },
  {
    name: 'engine client',
    holds: /^src\/engine\/client\//,
    mayImport: [...pureModels, 'engine'],
    packages: [],
  },
  { name: 'engine', holds: /^src\/engine\//, mayImport: pureModels, packages: [tensorflow] },
  {
    name: 'components',
    holds: /^src\/components\//,
    mayImport: ['styles', ...pureModels],
    packages: [svelte, d3, katex],
  },
  // What readers read: functions from facts to sentences, a folder a language.
  { name: 'words', holds: /^src\/words\//, mayImport: ['components', ...pureModels], packages: [] },
  {
    name: 'parts',
    holds: /^src\/parts\//,
    mayImport: ['components', 'words', 'engine client', 'styles', ...pureModels],
    packages: [svelte, d3],
  },
  {
    name: 'figures',
    holds: /^src\/figures\//,
    mayImport: ['parts', 'components', 'words', 'engine client', 'styles', ...pureModels],
    packages: [svelte, d3],
  },
  { name: 'styles', holds: /^src\/styles\//, mayImport: [], packages: [fonts, katex] },
  {
    name: 'content',
    holds: /^content\//,
    mayImport: ['figures', 'parts', 'components', 'words', ...pureModels],
    packages: [],
  },
  // Small scripts of the page frame, such as the theme switch.
  { name: 'scripts', holds: /^src\/scripts\//, mayImport: [], packages: [] },
  {
    name: 'layouts',
    holds: /^src\/layouts\//,
    mayImport: ['components', 'scripts', 'styles', 'content', ...pureModels],
    packages: [astro, fonts, katex, /^parse5$/],
  },
  {
    name: 'pages',
    holds: /^src\/(pages\/|content\.config\.ts$|env\.d\.ts$)/,
    mayImport: ['layouts', 'components', 'scripts', 'figures', 'parts', 'styles', 'content', ...pureModels],
    packages: [astro, fonts, katex],
  },
  // What the site's build does to the pages; it runs in Node and none of it reaches a reader. The content security policy
  // names the catalogue's hosts.
  { name: 'build', holds: /^src\/build\//, mayImport: ['checkpoints'], packages: [/^(?!@tensorflow\/)/] },
  // Commands that make what a figure shows before a reader has run anything: they know the figures that they serve.
  {
    name: 'figure data',
    holds: /^src\/cli\/figure-data(\.ts$|\/)/,
    mayImport: ['command line', 'figures', 'parts', 'engine', 'components', ...pureModels],
    packages: [/^(?!svelte|astro)/],
  },
  {
    name: 'command line',
    holds: /^src\/cli\//,
    mayImport: ['engine', 'components', ...pureModels],
    packages: [/^(?!svelte|astro)/],
  },
];

/** The room that a file stands in. */
export function roomOf(path: string): Room | undefined {
  return rooms.find((room) => room.holds.test(path));
}
