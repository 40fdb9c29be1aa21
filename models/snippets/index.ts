import { compoundDetector } from '../families/efficientdet/compound.ts';
import { detectorDefaults, type EfficientDetConfig } from '../families/efficientdet/network.ts';
import { releasedDetector } from '../families/efficientdet/sizes.ts';
import { compound } from '../families/efficientnet/compound.ts';
import { released } from '../families/efficientnet/sizes.ts';
import { releasedV2 } from '../families/efficientnet-v2/sizes.ts';
import type { NetworkOptions } from '../families/family.ts';
import { findFamily, findNetwork } from '../families/index.ts';
import { type Graph, inputShape } from '../graph/graph.ts';
import { efficientDetSnippets } from './efficientdet.ts';
import { efficientNetSnippets } from './efficientnet.ts';
import { efficientNetV2Snippets } from './efficientnet-v2.ts';
import { mnasNetSnippets, mobileNetV1Snippets, mobileNetV2Snippets, mobileNetV3Snippets } from './mobile.ts';
import { takenNetwork } from './network.ts';
import { resNetSnippets, shuffleNetSnippets, vggSnippets } from './plain.ts';
import { type Asked, lacking, type Snippet, usualClasses, type Wanted } from './snippet.ts';

export { takenNetwork } from './network.ts';
export type { Lack, Library, Snippet, Wanted } from './snippet.ts';

/** How a family's code is made, from what stands behind its id in a network's name, and what was turned. */
type Maker = (wanted: Wanted & { readonly options: NetworkOptions }, asked: Asked) => readonly Snippet[];

/** What stands behind a family's id in a network's name: `large-0.75`, `1.4`, empty. */
const rest = (network: string, id: string) => network.slice(id.length + 1);
const widthOf = (text: string, { width }: NetworkOptions) => width ?? (text === '' ? 1 : Number(text));

const makers: Readonly<Record<string, Maker>> = {
  efficientnet({ network, phi, options }, asked) {
    const own = Object.values(released).find(({ name }) => name === network);
    const { depth, width } = own ?? compound({ phi: phi ?? 0 });
    const variant = own?.variant ?? 'standard';
    return efficientNetSnippets(
      { variant, depth: options.depth ?? depth, width: options.width ?? width },
      asked,
    );
  },
  efficientdet({ network, phi, options }, asked) {
    const own = Object.values(releasedDetector).find(({ name }) => name === network);
    const rule = compoundDetector(phi ?? 0);
    const { backbone, resolution } = own ?? rule;
    const made = { width: rule.width.value, cells: rule.cells.value, headDepth: rule.headDepth.value };
    const { width, cells, headDepth, fusion, pyramid } = options;
    const config: EfficientDetConfig & { readonly name: string } = {
      ...(own ?? { ...made, name: 'efficientdet' }),
      backbone,
      resolution: typeof resolution === 'number' ? resolution : resolution.value,
      ...(width !== undefined && { width }),
      ...(cells !== undefined && { cells }),
      ...(headDepth !== undefined && { headDepth }),
      ...(fusion !== undefined && { fusion }),
      ...(pyramid !== undefined && { pyramid }),
    };
    return efficientDetSnippets(config, asked);
  },
  'efficientnet-v2'({ network, options }, asked) {
    const own = releasedV2.find(({ model }) => rest(network, 'efficientnet-v2') === model.toLowerCase());
    const { table, width, depth } = own ?? releasedV2[0]!;
    const knobs = { table, width: options.width ?? width, depth: options.depth ?? depth };
    return efficientNetV2Snippets(knobs, asked);
  },
  'mobilenet-v1': ({ network, options }, asked) =>
    mobileNetV1Snippets(widthOf(rest(network, 'mobilenet-v1'), options), asked),
  'mobilenet-v2': ({ network, options }, asked) =>
    mobileNetV2Snippets(widthOf(rest(network, 'mobilenet-v2'), options), asked),
  'mobilenet-v3'({ network, options }, asked) {
    const [size = '', width = ''] = rest(network, 'mobilenet-v3').split('-');
    return mobileNetV3Snippets(size === 'small' ? 'small' : 'large', widthOf(width, options), asked);
  },
  mnasnet({ network, options }, asked) {
    const [model = '', width = ''] = rest(network, 'mnasnet').split('-');
    return mnasNetSnippets(model === 'b1' ? 'b1' : 'a1', widthOf(width, options), asked);
  },
  resnet: ({ network }, asked) => resNetSnippets(network as Parameters<typeof resNetSnippets>[0], asked),
  vgg: ({ network }, asked) =>
    vggSnippets(Number(rest(network, 'vgg')) as Parameters<typeof vggSnippets>[0], asked),
  'shufflenet-v2'({ network }, asked) {
    const [size = '', split] = rest(network, 'shufflenet-v2').split('-');
    return shuffleNetSnippets(size, split === 'torchvision', asked);
  },
};

/** What a graph is asked to be besides its knobs. */
function askedOf(graph: Graph, classes: number): Asked {
  const [height, width] = inputShape(graph);
  return { size: [height, width], classes };
}

/**
 * Code that builds the network in each library that has a like, and why the others have none. What is wanted goes by its listed name
 * (`resnet-50`, not `resnet50`).
 * @throws GraphError where the knobs make no network.
 */
export function snippetsOf(wanted: Wanted): readonly Snippet[] {
  const { network, phi, options = {} } = wanted;
  const family = phi === undefined ? findNetwork(network)?.family : findFamily(network);
  const taken = takenNetwork(wanted);
  if (family === undefined || taken === undefined) return [];
  const detects = family.task === 'detection';
  const classes = options.classes ?? (detects ? detectorDefaults.classes : usualClasses);
  const maker = makers[family.id];
  if (maker !== undefined) return maker({ ...wanted, options }, askedOf(taken.graph, classes));
  return [lacking('timm', 'family'), lacking('torchvision', 'family'), lacking('keras', 'family')];
}
