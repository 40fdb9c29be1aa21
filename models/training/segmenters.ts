import { bifpnSegmentation } from '../families/bifpn-segmentation/network.ts';
import { biSeNetOnEfficientNet } from '../families/bisenet/on-efficientnet.ts';
import { dfaNetOnHalved } from '../families/dfanet/on-halved.ts';
import type { Graph } from '../graph/graph.ts';
import { fold } from '../operators/fold.ts';
import { labels } from '../scenes/art.ts';
import { ownParameters } from './detectors.ts';

/** How a network that names every pixel is trained; the words are those of `models/training/segment.py`. */
export interface SegmenterRecipe {
  readonly seed: number;
  readonly steps: number;
  /** Scenes a step. */
  readonly batch: number;
  readonly learningRate: number;
  readonly warmUp: number;
  /** Part of the steps, at the end, over which the learning rate falls to 0. */
  readonly decay: number;
  /**
   * Steps in which rare classes count for more, 1 / ln(1.1 + share of the pixels). After them every pixel counts alike: with the
   * weights to the end silhouettes come out too fat.
   */
  readonly weighted: number;
  readonly weightDecay: number;
  /** How much faster the fusion weights learn. */
  readonly fusionTimes: number;
  /** Of the moving average of the weights, which is what ships. */
  readonly average: number;
  readonly clip: number;
  /** First seed and number of scenes, counted within the training seeds. */
  readonly scenes: { readonly from: number; readonly count: number };
}

/** What a network is called and how large its pictures are; the resolution is the side of a square one. */
interface NamedSize {
  readonly name: string;
  readonly resolution: number;
  readonly size: readonly [height: number, width: number];
}

/** A network that this project trains to name every pixel of sticker scenes; of most of them EfficientNet-B0 lies frozen below. */
export interface StickerSegmenter {
  readonly name: string;
  readonly title: string;
  readonly network: (of: NamedSize) => Graph;
  /** The same with heads that only help it to learn, where it has some; what they hold does not ship. */
  readonly taught?: (of: NamedSize) => Graph;
  /** Whether what is trained reads the pictures too, and not only the backbone's maps; or them alone, where there is no backbone. */
  readonly readsPictures?: boolean;
  /** Of BiSeNet whether it has its spatial path. */
  readonly spatialPath?: boolean;
  /** Side of the pictures that it is meant for. */
  readonly resolution: number;
  readonly recipe: SegmenterRecipe;
}

/** What a pixel may be: nothing of these, or one of the labels. */
export const pixelClasses = ['background', ...labels] as const;

const backbone = { width: 1, depth: 1 };
const classes = pixelClasses.length;

const recipe: SegmenterRecipe = {
  seed: 1,
  steps: 4000,
  batch: 8,
  learningRate: 2e-3,
  warmUp: 100,
  decay: 0.45,
  weighted: 2600,
  weightDecay: 0.02,
  fusionTimes: 10,
  average: 0.998,
  clip: 10,
  scenes: { from: 0, count: 16_000 },
};

/** Where no layer has learnt from photographs before, steps are cheap and many are needed: each scene comes several times. */
const fromRandomNumbers: SegmenterRecipe = {
  ...recipe,
  steps: 3600,
  batch: 16,
  learningRate: 3e-3,
  weighted: 2340,
  fusionTimes: 1,
};

/** BiSeNet on the frozen backbone, with its spatial path or without, and for training with the heads that teach its context path. */
function biSeNet(
  spatialPath: boolean,
): Pick<StickerSegmenter, 'network' | 'taught' | 'readsPictures' | 'spatialPath'> {
  const config = { backbone, classes, spatialPath };
  return {
    network: (of) => biSeNetOnEfficientNet({ ...config, ...of }),
    taught: (of) => biSeNetOnEfficientNet({ ...config, ...of, auxiliary: true }),
    readsPictures: spatialPath,
    spatialPath,
  };
}

export const stickerSegmenters: readonly StickerSegmenter[] = [
  {
    name: 'bifpn-segmentation-stickers',
    title: 'Segmentation on a BiFPN, on stickers',
    network: (of) => bifpnSegmentation({ ...of, backbone, width: 64, cells: 3, headDepth: 3, classes }),
    resolution: 256,
    recipe,
  },
  {
    name: 'bisenet-b0-stickers',
    title: 'BiSeNet on EfficientNet-B0, on stickers',
    ...biSeNet(true),
    resolution: 256,
    recipe: { ...recipe, fusionTimes: 1 },
  },
  {
    name: 'bisenet-b0-without-spatial-path-stickers',
    title: 'BiSeNet on EfficientNet-B0 without its spatial path, on stickers',
    ...biSeNet(false),
    resolution: 256,
    recipe: { ...recipe, fusionTimes: 1 },
  },
  {
    name: 'dfanet-a-stickers',
    title: 'DFANet-A from random numbers, on stickers',
    network: (of) => dfaNetOnHalved({ ...of, classes }),
    readsPictures: true,
    resolution: 256,
    recipe: fromRandomNumbers,
  },
];

export function findStickerSegmenter(name: string): StickerSegmenter | undefined {
  return stickerSegmenters.find((segmenter) => segmenter.name === name);
}

/** The network's graph for square pictures of a side that 128 divides; its own resolution without one. */
export function segmenterGraph(
  segmenter: StickerSegmenter,
  side: number = segmenter.resolution,
  size: readonly [height: number, width: number] = [side, side],
): Graph {
  return segmenter.network({ name: segmenter.name, resolution: side, size });
}

/** What is trained: the network's graph, with the heads that only help it to learn. Square pictures of its own resolution. */
export function taughtGraph({ name, network, taught = network, resolution }: StickerSegmenter): Graph {
  return taught({ name, resolution, size: [resolution, resolution] });
}

/** Whether a backbone that was trained elsewhere lies frozen below what is trained here. */
export function standsOnBackbone(segmenter: StickerSegmenter): boolean {
  const graph = segmenterGraph(segmenter);
  return ownParameters(graph).length < fold(graph).parameters.length;
}
