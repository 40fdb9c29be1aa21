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
  'exercises',
  'heads',
  'published',
  'checkpoints',
  'scenes',
  'preprocess',
  'training',
  'study',
  'snippets',
];

/** The engine's rooms that run networks, without the programs behind the door. */
const engineRooms = ['engine door', 'engine plan', 'engine pictures', 'engine protocol', 'engine sources'];

/** Every room there is. A file in none of them is refused: the plan has to name its room first. */
export const rooms: readonly Room[] = [
  { name: 'graph', holds: /^models\/graph\//, mayImport: [], packages: [] },
  // Of the scenes it needs the seeded generator.
  { name: 'heads', holds: /^models\/heads\//, mayImport: ['scenes'], packages: [] },
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
  {
    name: 'snippets',
    holds: /^models\/snippets\//,
    mayImport: ['families', 'blocks', 'operators', 'graph'],
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
    name: 'exercises',
    holds: /^models\/exercises\//,
    // Of the scenes it needs the seeded generator.
    mayImport: [
      'facts',
      'published',
      'families',
      'answers',
      'blocks',
      'operators',
      'heads',
      'training',
      'checkpoints',
      'scenes',
      'graph',
    ],
    packages: [],
  },
  {
    name: 'training',
    holds: /^models\/training\//,
    mayImport: ['graph', 'operators', 'blocks', 'families', 'scenes'],
    packages: [],
  },
  // Our own scaling experiment: its pictures, networks and recipe.
  {
    name: 'study',
    holds: /^models\/study\//,
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
  // What crosses between the page and the worker: words that both know, below everything else of the engine.
  { name: 'engine protocol', holds: /^src\/engine\/protocol\//, mayImport: pureModels, packages: [] },
  {
    name: 'engine client',
    holds: /^src\/engine\/client\//,
    mayImport: ['engine protocol', 'engine store', 'engine pictures', 'words', ...pureModels],
    packages: [],
  },
  {
    name: 'engine plan',
    holds: /^src\/engine\/plan\//,
    mayImport: ['engine protocol', ...pureModels],
    packages: [],
  },
  // Bytes of WebAssembly from instructions, for whoever writes routines.
  { name: 'engine assembler', holds: /^src\/engine\/wasm\//, mayImport: [], packages: [] },
  // Trains a whole network in the page's worker or in Node; it runs nothing but its own routines.
  {
    name: 'engine trainer',
    holds: /^src\/engine\/trainer\//,
    mayImport: ['engine assembler', 'graph', 'operators'],
    packages: [],
  },
  // The one file that names a program: it is fetched when it is tried.
  {
    name: 'engine driver list',
    holds: /^src\/engine\/executors\/browser-drivers\.ts$/,
    mayImport: ['engine door', 'TF.js executor', 'WebGPU executor', 'engine protocol'],
    packages: [],
  },
  {
    name: 'Node drivers of TF.js',
    holds: /^src\/engine\/executors\/tfjs\/node-drivers\.ts$/,
    mayImport: ['TF.js executor', 'engine door'],
    packages: [tensorflow, /^node:module$/],
  },
  {
    name: 'TF.js executor',
    holds: /^src\/engine\/executors\/tfjs\//,
    mayImport: ['engine assembler', 'engine door', 'engine plan', 'engine protocol', ...pureModels],
    packages: [tensorflow],
  },
  {
    name: 'WebGPU executor',
    holds: /^src\/engine\/executors\/webgpu\//,
    mayImport: ['engine door', 'engine plan', 'engine protocol', ...pureModels],
    packages: [],
  },
  {
    name: 'engine door',
    holds: /^src\/engine\/executors\/(proofs\/)?[^/]+$/,
    mayImport: ['engine plan', 'engine protocol', ...pureModels],
    packages: [],
  },
  {
    name: 'engine pictures',
    holds: /^src\/engine\/pictures\//,
    mayImport: ['engine protocol', ...pureModels],
    packages: [],
  },
  // What is stored in this browser: the page lists it and deletes from it without a worker.
  {
    name: 'engine store',
    holds: /^src\/engine\/sources\/store\/folders\.ts$/,
    mayImport: [],
    packages: [],
  },
  {
    name: 'engine sources',
    holds: /^src\/engine\/sources\//,
    mayImport: ['engine store', 'engine pictures', 'engine protocol', ...pureModels],
    packages: [],
  },
  {
    name: 'engine host',
    holds: /^src\/engine\/host\//,
    mayImport: [...engineRooms, 'engine driver list', 'engine trainer', ...pureModels],
    packages: [],
  },
  {
    name: 'components',
    holds: /^src\/components\//,
    mayImport: ['words', 'styles', ...pureModels],
    packages: [svelte, d3, katex, /^qrcode-generator$/],
  },
  // What readers read: functions from facts to sentences, a folder a language.
  {
    name: 'words',
    holds: /^src\/words\//,
    mayImport: ['engine protocol', ...pureModels],
    packages: [],
  },
  // An exercise that asks for a figure to be set reads its view; it knows no more of figures than their schemas.
  {
    name: 'exercises on the page',
    holds: /^src\/parts\/exercises\//,
    mayImport: ['parts', 'figure views', 'components', 'words', 'styles', ...pureModels],
    packages: [svelte],
  },
  {
    name: 'parts',
    holds: /^src\/parts\//,
    mayImport: ['components', 'words', 'engine client', 'styles', ...pureModels],
    packages: [svelte, d3],
  },
  // The tables of properties of the figures that exercises ask about.
  {
    name: 'figure views',
    holds: /^src\/figures\/views\.ts$/,
    mayImport: ['figures', 'parts', ...pureModels],
    packages: [],
  },
  {
    name: 'figures',
    holds: /^src\/figures\//,
    // The plan is arithmetic: what a graph comes to as dispatches, on no device.
    mayImport: ['parts', 'components', 'words', 'engine client', 'engine plan', 'styles', ...pureModels],
    packages: [svelte, d3],
  },
  { name: 'styles', holds: /^src\/styles\//, mayImport: [], packages: [fonts, katex] },
  {
    name: 'content',
    holds: /^content\//,
    mayImport: ['figures', 'exercises on the page', 'parts', 'components', 'words', ...pureModels],
    packages: [],
  },
  // What keeps the whole site in a reader's browser, asked for in the foot of a page: its store, its worker, its words on the page.
  { name: 'keep', holds: /^src\/keep\//, mayImport: ['words'], packages: [] },
  // Small scripts of the page frame, such as the theme switch.
  { name: 'scripts', holds: /^src\/scripts\//, mayImport: ['keep'], packages: [] },
  {
    name: 'layouts',
    holds: /^src\/layouts\//,
    mayImport: ['components', 'scripts', 'styles', 'content', 'words', ...pureModels],
    packages: [astro, fonts, katex, /^parse5$/],
  },
  {
    name: 'pages',
    holds: /^src\/(pages\/|content\.config\.ts$|env\.d\.ts$)/,
    mayImport: [
      'layouts',
      'components',
      'scripts',
      'figures',
      'exercises on the page',
      'parts',
      'styles',
      'content',
      'words',
      ...pureModels,
    ],
    packages: [astro, fonts, katex],
  },
  // What the site's build does to the pages; it runs in Node and none of it reaches a reader. The content security policy
  // names the catalogue's hosts, the list of what can be kept is what the keeping reads.
  {
    name: 'build',
    holds: /^src\/build\//,
    mayImport: ['checkpoints', 'keep', 'words'],
    packages: [/^(?!@tensorflow\/)/],
  },
  // Commands that make what a figure shows before a reader has run anything: they know the figures that they serve.
  {
    name: 'figure data',
    holds: /^src\/cli\/figure-data(\.ts$|\/)/,
    mayImport: [
      'command line',
      'figures',
      'parts',
      'engine host',
      ...engineRooms,
      'components',
      ...pureModels,
    ],
    packages: [/^(?!svelte|astro|@tensorflow)/],
  },
  // The page on which a command runs the engine as a reader's browser does.
  {
    name: 'page of the command line',
    holds: /^src\/cli\/parity\/page\//,
    mayImport: ['engine client', 'engine protocol', ...pureModels],
    packages: [],
  },
  {
    name: 'command line',
    holds: /^src\/cli\//,
    mayImport: [
      'engine host',
      ...engineRooms,
      'engine trainer',
      'Node drivers of TF.js',
      'WebGPU executor',
      'page of the command line',
      'figure views',
      // A package is what the build left, made fit for files.
      'build',
      'words',
      'components',
      ...pureModels,
    ],
    packages: [/^(?!svelte|astro|@tensorflow)/],
  },
];

/** The room that a file stands in. */
export function roomOf(path: string): Room | undefined {
  return rooms.find((room) => room.holds.test(path));
}
