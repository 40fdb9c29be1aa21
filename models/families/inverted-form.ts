import type { InvertedLayout } from '../blocks/inverted-network.ts';
import type { Graph } from '../graph/graph.ts';
import type { LibraryForm, ReadNetwork, TrainedSo, WeightShapes } from './library-form.ts';
import type { NetworkOptions } from './options.ts';

/** Layers of a block of `invertedBottleneck`, in the order in which they run. */
type Layer = 'expand' | 'depthwise' | 'fused' | 'squeeze' | 'project';

/** What a block may consist of; the first that a file has all modules of is the block. */
const layerLists: readonly (readonly Layer[])[] = [
  ['expand', 'depthwise', 'squeeze', 'project'],
  ['expand', 'depthwise', 'project'],
  ['depthwise', 'squeeze', 'project'],
  ['depthwise', 'project'],
  ['fused', 'project'],
  ['fused'],
];

/** Modules of one layer: a convolution and its batch norm, or the two of a squeeze. */
type Modules = readonly [first: string, second: string];
type BlockModules = Partial<Record<Layer, Modules>>;

/** Where a block stands: its stage and its place in it, and in all stages together, from 0. */
export interface BlockPlace {
  readonly stage: number;
  readonly block: number;
  readonly running: number;
}

/** How a library names the modules of networks of inverted bottlenecks. */
export interface InvertedNames {
  readonly stem: Modules;
  /** Undefined where the library has no name for a place. */
  at(place: BlockPlace): string | undefined;
  block(layers: readonly Layer[], at: string): BlockModules;
  /** Of the 1×1 before the pooling, behind so many stages and blocks. */
  head(stages: number, blocks: number): Modules;
  readonly hidden?: string;
  readonly classifier: string;
  /** Whether the names tell where a stage ends. */
  readonly staged: boolean;
}

/** A block as the shapes of a file show it. */
export interface ReadBlock {
  readonly kernelSize: number;
  readonly input: number;
  /** Channels between; those of the input where nothing widens. */
  readonly expanded: number;
  readonly filters: number;
  readonly squeeze: number | undefined;
  readonly fused: boolean;
}

/** A network as the shapes of a file show it: stages where the names tell them, else one. */
export interface ReadInverted {
  readonly stem: number;
  readonly stages: readonly (readonly ReadBlock[])[];
  readonly head: number;
  readonly hidden: number | undefined;
}

/** timm: `conv_pw`, `conv_dw`, `conv_pwl` where a layer widens, `conv_dw`, `conv_pw` where none does; batch norms are counted. */
function timmBlock(layers: readonly Layer[], at: string): BlockModules {
  const convolutions = layers.filter((layer) => layer !== 'squeeze');
  const names: Readonly<Record<string, readonly string[]>> = {
    'expand,depthwise,project': ['conv_pw', 'conv_dw', 'conv_pwl'],
    'depthwise,project': ['conv_dw', 'conv_pw'],
    'fused,project': ['conv_exp', 'conv_pwl'],
    fused: ['conv'],
  };
  const own = names[convolutions.join()] ?? [];
  const modules: BlockModules = { squeeze: [`${at}.se.conv_reduce`, `${at}.se.conv_expand`] };
  convolutions.forEach((layer, i) => {
    modules[layer] = [`${at}.${own[i]}`, `${at}.bn${i + 1}`];
  });
  return modules;
}

export const timmInverted: InvertedNames = {
  stem: ['conv_stem', 'bn1'],
  at: ({ stage, block }) => `blocks.${stage}.${block}`,
  block: timmBlock,
  head: () => ['conv_head', 'bn2'],
  classifier: 'classifier',
  staged: true,
};

/** torchvision's later networks: every layer of a block is counted in `block`, a squeeze among them. */
export function torchvisionBlock(layers: readonly Layer[], at: string): BlockModules {
  const modules: BlockModules = {};
  layers.forEach((layer, i) => {
    const each = `${at}.block.${i}`;
    modules[layer] = layer === 'squeeze' ? [`${each}.fc1`, `${each}.fc2`] : [`${each}.0`, `${each}.1`];
  });
  return modules;
}

const channelsOf = (shapes: WeightShapes, module: string | undefined) =>
  module === undefined ? undefined : shapes(module)?.[0];

/** The block at a place of a file; undefined where there is none. */
function readBlock(names: InvertedNames, shapes: WeightShapes, at: string): ReadBlock | undefined {
  for (const layers of layerLists) {
    const modules = names.block(layers, at);
    const found = layers.map((layer) => shapes(modules[layer]?.[0] ?? ''));
    if (found.some((shape) => shape?.length !== 4)) continue;
    const shapeOf = (layer: Layer) => found[layers.indexOf(layer)];
    const [depthwise, fused] = [shapeOf('depthwise'), shapeOf('fused')];
    const filtering = depthwise ?? fused;
    const last = shapeOf('project') ?? fused;
    if (filtering === undefined || last === undefined) continue;
    // A depthwise kernel has one input channel a group; a full one has more.
    if (depthwise !== undefined && depthwise[1] !== 1) continue;
    const first = shapeOf('expand') ?? (fused === undefined ? undefined : fused);
    const expanded = filtering[0] ?? 0;
    return {
      kernelSize: filtering[2] ?? 0,
      input: first?.[1] ?? expanded,
      expanded,
      filters: last[0] ?? 0,
      squeeze: shapeOf('squeeze')?.[0],
      fused: fused !== undefined,
    };
  }
  return undefined;
}

const most = 400;

/** What the shapes of a file show; undefined where it is no network of inverted bottlenecks under these names. */
function readInverted(names: InvertedNames, shapes: WeightShapes): ReadInverted | undefined {
  const stem = channelsOf(shapes, names.stem[0]);
  if (stem === undefined) return undefined;
  const stages: ReadBlock[][] = [];
  let running = 0;
  for (let stage = 0; stage < most && running < most; stage++) {
    const blocks: ReadBlock[] = [];
    for (let block = 0; block < most; block++, running++) {
      const at = names.at({ stage, block, running });
      const found = at === undefined ? undefined : readBlock(names, shapes, at);
      if (found === undefined) break;
      blocks.push(found);
    }
    if (blocks.length === 0) break;
    stages.push(blocks);
    if (!names.staged) break;
  }
  const head = channelsOf(shapes, names.head(stages.length, running)[0]);
  if (stages.length === 0 || head === undefined) return undefined;
  return { stem, stages, head, hidden: channelsOf(shapes, names.hidden) };
}

/** Modules of a graph of `invertedNetwork`. */
function modulesOf(names: InvertedNames, graph: Graph): ReadonlyMap<string, string> {
  const operators = new Set(graph.ops.map(({ name }) => name));
  const modules = new Map([
    ['stem/conv', names.stem[0]],
    ['stem/bn', names.stem[1]],
    ['classifier/dense', names.classifier],
  ]);
  if (names.hidden !== undefined) modules.set('classifier/hidden', names.hidden);
  let running = 0;
  let stage = 0;
  for (
    ;
    operators.has(`stage${stage + 1}/block0/project/conv`) ||
    operators.has(`stage${stage + 1}/block0/fused/conv`);
    stage++
  ) {
    for (let block = 0; ; block++, running++) {
      const scope = `stage${stage + 1}/block${block}`;
      const has = (layer: Layer) =>
        operators.has(layer === 'squeeze' ? `${scope}/se/reduce` : `${scope}/${layer}/conv`);
      const layers = (['expand', 'fused', 'depthwise', 'squeeze', 'project'] as const).filter(has);
      if (layers.length === 0) break;
      const at = names.at({ stage, block, running });
      if (at === undefined) break;
      const own = names.block(layers, at);
      for (const layer of layers) {
        const [first, second] = own[layer] ?? ['', ''];
        modules.set(layer === 'squeeze' ? `${scope}/se/reduce` : `${scope}/${layer}/conv`, first);
        modules.set(layer === 'squeeze' ? `${scope}/se/expand` : `${scope}/${layer}/bn`, second);
      }
    }
  }
  const [conv, norm] = names.head(stage, running);
  return modules.set('head/conv', conv).set('head/bn', norm);
}

/** A network of a family that is listed. */
export interface Listed {
  readonly name: string;
  readonly layout: InvertedLayout;
  readonly resolution: number;
}

export interface InvertedFormOptions {
  readonly library: LibraryForm['library'];
  readonly names: InvertedNames;
  readonly own: TrainedSo;
  readonly ported?: TrainedSo;
  /** The layers with strides and activations, which leave no trace in a file; undefined where it is no network of the family. */
  layout(read: ReadInverted): InvertedLayout | undefined;
  readonly listed: () => readonly Listed[];
  /** The graph of these layers. */
  build(name: string, layout: InvertedLayout, options: NetworkOptions & { resolution: number }): Graph;
  /** The family's id. */
  readonly family: string;
}

/** How a library stores a family's networks of inverted bottlenecks. */
export function invertedForm(form: InvertedFormOptions): LibraryForm {
  const { library, names, own, ported } = form;
  return {
    library,
    own,
    ...(ported && { ported }),
    modules: (graph) => modulesOf(names, graph),
    read(shapes): ReadNetwork | undefined {
      const found = readInverted(names, shapes);
      const classes = channelsOf(shapes, names.classifier);
      const layout = found && form.layout(found);
      if (layout === undefined || classes === undefined) return undefined;
      const text = JSON.stringify(layout);
      const listed = form.listed();
      const match = listed.find((each) => JSON.stringify(each.layout) === text);
      const resolution = (match ?? listed[0])?.resolution ?? 224;
      return {
        network: match?.name ?? null,
        classes,
        resolution,
        build: (options) =>
          form.build(match?.name ?? form.family, layout, { resolution, classes, ...options }),
      };
    },
  };
}

/** Divides blocks that were counted through into stages of these lengths; undefined where there are not so many. */
export function inStages(
  { stages }: ReadInverted,
  lengths: readonly number[],
): readonly (readonly ReadBlock[])[] | undefined {
  if (stages.length > 1) return stages.length === lengths.length ? stages : undefined;
  const all = stages.flat();
  if (lengths.reduce((sum, length) => sum + length, 0) !== all.length) return undefined;
  let from = 0;
  return lengths.map((length) => {
    from += length;
    return all.slice(from - length, from);
  });
}
