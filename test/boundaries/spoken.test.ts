import { test } from 'vitest';
import { root } from '../steps/command.ts';
import { readSources } from './sources.ts';
import { spokenOutside } from './spoken.ts';

/** Rooms whose words stand in `src/words`: whole folders. The list may only grow. */
const rooms = [
  'models/answers',
  'models/blocks',
  'models/checkpoints',
  'models/exercises',
  'models/graph',
  'models/heads',
  'models/operators',
  'models/preprocess',
  'src/engine/client',
  'src/engine/host',
  'src/engine/protocol',
  'src/engine/sources',
  'src/keep',
  'src/components',
  'src/parts/b0-run',
  'src/parts/bench',
  'src/parts/charts',
  'src/parts/d0-run',
  'src/parts/drawn-boxes',
  'src/parts/movable-boxes',
  'src/parts/neck-drawing',
  'src/parts/picker',
  'src/parts/pictures',
  'src/parts/runs',
  'src/parts/shell',
  'src/parts/stickers',
  'src/parts/strip',
  'src/parts/take-along',
  'src/figures/anchor-matching',
  'src/figures/backbone-against-head',
  'src/figures/break-the-rule',
  'src/figures/channel-shuffle',
  'src/figures/drag-phi',
  'src/figures/every-network',
  'src/figures/every-pixel',
  'src/figures/focal-loss',
  'src/figures/formula-against-released',
  'src/figures/four-guidelines',
  'src/figures/fused-blocks',
  'src/figures/gpu-program',
  'src/figures/grid-search',
  'src/figures/head-bill',
  'src/figures/inside-neck',
  'src/figures/learned-fusion-weights',
  'src/figures/level-six',
  'src/figures/live-classifier',
  'src/figures/live-detector',
  'src/figures/manifold-under-relu',
  'src/figures/measure-my-device',
  'src/figures/mix-two-maps',
  'src/figures/narrow-wide-narrow',
  'src/figures/network-diagram',
  'src/figures/own-detectors',
  'src/figures/peers',
  'src/figures/photographs',
  'src/figures/progressive-learning',
  'src/figures/pyramid-topologies',
  'src/figures/ranked-list',
  'src/figures/regions',
  'src/figures/scaling-ladder',
  'src/figures/search-objective',
  'src/figures/softmax-against-fast',
  'src/figures/stage-tables',
  'src/figures/sticker-table',
  'src/figures/suppression',
  'src/figures/ten-thresholds',
  'src/figures/three-backbones',
  'src/figures/train-a-head',
  'src/figures/train-one',
  'src/figures/training-schedules',
  'src/figures/two-boxes',
  'src/figures/two-looks',
  'src/figures/two-paths',
  'src/figures/which-one',
];

test.for(rooms)('%s: every sentence that a reader sees stands in the words', (room, { expect }) => {
  const sources = readSources(root, [room], ['.ts', '.svelte', '.astro']);
  expect(sources.size).toBeGreaterThan(0);
  expect(spokenOutside(sources)).toEqual([]);
});

const planted: readonly (readonly [path: string, source: string])[] = [
  ['sentence.ts', "export const said = 'Nothing was measured yet.';"],
  ['sentence.ts', 'const said = `Measured ${count} networks`;'],
  ['sentence.ts', 'const said = `${count} networks`;'],
  ['sentence.ts', 'const said = failed ? `AP ${ap} on ${scenes} scenes` : ap;'],
  ['refusal.ts', 'throw new GraphError(`${name} has no output.`);'],
  ['address.ts', "const said = 'See https://example.org/ for more of it.';"],
  ['label.ts', "const choice = { value: 'depth', label: 'Depth' };"],
  ['label.ts', "const axis = { scale, label: 'latency' };"],
  ['replaced.ts', "const text = printed.replace('B', ' billion multiply-adds');"],
  ['Text.svelte', '<p>Measured</p>'],
  ['Text.svelte', '{#if done}<p>{count} networks</p>{/if}'],
  ['Text.svelte', '{#snippet caption()}Each bar is one block.{/snippet}'],
  ['Text.svelte', "<p>{done ? 'not measured' : value}</p>"],
  ['Label.svelte', '<button aria-label="Close">×</button>'],
  ['Label.svelte', '<Figure title="Two maps, {count} rules" />'],
  ['Label.svelte', '<Segmented label="Size" options={[{ value: 1, label: `Size ${n}` }]} />'],
  ['Label.svelte', '<img alt="The scene" />'],
  ['Script.svelte', '<script lang="ts">\nconst said = \'It is here.\';\n</script>'],
  ['Script.svelte', "<script module>\nexport const said = 'It is here.';\n</script>"],
  ['Markup.astro', '---\nconst x = 1;\n---\n\n<figcaption>Point at a term.</figcaption>'],
  ['Markup.astro', '---\n---\n<svg aria-label="One cell"></svg>'],
  ['Script.astro', "---\nconst said = 'One cell of it';\n---\n<p>{said}</p>"],
];
test.for(planted)('is found: %s: %s', ([name, source], { expect }) => {
  expect(spokenOutside(new Map([[`src/figures/a/${name}`, source]]))).not.toEqual([]);
});

const silent: readonly (readonly [path: string, source: string])[] = [
  ['programmer.ts', 'throw new RangeError(`The cell has no edge ${edge}.`);'],
  ['comment.ts', '// Nothing was measured yet.\n/** Of each run, in milliseconds. */\nconst x = 1;'],
  ['type.ts', "type Place = 'upper left' | 'lower right';"],
  ['compared.ts', "const own = group === 'one dimension';"],
  ['asked.ts', "const still = matchMedia('(prefers-reduced-motion: reduce)').matches;"],
  ['replaced.ts', "const short = name.replace('Mask R-CNN', 'Mask');"],
  ['mark.ts', "const mark = 'version https://git-lfs.';"],
  ['place.ts', 'const style = `translate(${x} ${y})`;'],
  ['identifier.ts', "const schema = { id: 'drag-phi', key: 'net' };"],
  ['Drawn.svelte', '<path class="line wide" d="M0 0H{width}V{height}" />'],
  ['Drawn.svelte', '<text x={x}>P{level}</text> <p>×{count}</p>'],
  [
    'Style.svelte',
    '<div style:max-width="{width}px" style="--share: {share}"></div>\n<style>\n  p { margin: 0 auto; }\n</style>',
  ],
  [
    'Words.svelte',
    '<script lang="ts">\nimport * as words from \'../../words/en/a.ts\';\n</script>\n<p>{words.caption}</p>',
  ],
  [
    'Quiet.astro',
    "---\nimport Figure from './Figure.svelte';\n---\n<Figure client:reach level={3} />\n<style>\n  p { color: red; }\n</style>",
  ],
];
test.for(silent)('is let through: %s: %s', ([name, source], { expect }) => {
  expect(spokenOutside(new Map([[`src/figures/a/${name}`, source]]))).toEqual([]);
});
