import type { NamedTensors } from '../formats/named-tensors.ts';
import type { DetectorPlace } from './detector-places.ts';
import type { BlockPlace, LayerPlace } from './efficientnet-places.ts';

/** A run of blocks of equal kernel and width, as the shapes of the weights show it. */
export interface StageStructure {
  readonly kernelSize: number;
  readonly expandRatio: number;
  readonly filters: number;
  readonly repeats: number;
}

/** What the shapes of an EfficientNet's weights tell of it. Strides and resolution leave no trace in them. */
export interface ClassifierStructure {
  readonly kind: 'efficientnet';
  readonly stemFilters: number;
  readonly stages: readonly StageStructure[];
  /** Whether the blocks have squeeze and excitation (the Lite networks have none). */
  readonly squeezeExcite: boolean;
  /** Absent in a backbone. */
  readonly headFilters?: number;
  readonly classes?: number;
}

/** What the shapes of an EfficientDet's weights tell of it. */
export interface DetectorStructure {
  readonly kind: 'efficientdet';
  readonly backbone: ClassifierStructure;
  /** Maps that enter the feature network: 5, or 6 in the largest detector. */
  readonly levels: number;
  readonly width: number;
  readonly cells: number;
  readonly headDepth: number;
  /** Output channels of the class head: anchors × classes. */
  readonly classOutputs: number;
  /** Output channels of the box head: anchors × 4. */
  readonly boxOutputs: number;
  /** Whether the joins of the feature network have weights, where the names tell. */
  readonly weighted?: boolean;
  /** Whether convolutions in front of a batch norm have a bias too, where that may differ. */
  readonly redundantBias?: boolean;
}

/** What a naming knows of its detectors beyond the shapes of their kernels. */
export type DetectorTraits = Pick<DetectorStructure, 'weighted' | 'redundantBias'>;

export type NetworkStructure = ClassifierStructure | DetectorStructure;

/** The shape of a layer's kernel in the graph's layout, `undefined` where the file has none. */
export type ShapeOf<Place> = (place: Place) => readonly number[] | undefined;

/** Looks kernels up by a PyTorch module's name: [out, in, h, w] is turned into [h, w, in, out]. */
export function torchShapes<Place>(
  { byName }: NamedTensors,
  module: (place: Place) => string | undefined,
): ShapeOf<Place> {
  return (place) => {
    const shape = byName.get(`${module(place)}.weight`)?.shape;
    if (shape?.length !== 4) return shape && [...shape].reverse();
    const [output, input, height, width] = shape as [number, number, number, number];
    return [height, width, input, output];
  };
}

/** Looks kernels up by a TensorFlow kernel's name; the depthwise [h, w, channels, 1] is turned as PyTorch's is. */
export function tensorFlowShapes<Place>(
  { byName }: NamedTensors,
  kernel: (place: Place) => string | undefined,
): ShapeOf<Place> {
  return (place) => {
    const name = kernel(place);
    const shape = name === undefined ? undefined : byName.get(name)?.shape;
    if (shape?.length !== 4) return shape;
    const [height, width, input, output] = shape as [number, number, number, number];
    return /depthwise/.test(name ?? '') ? [height, width, output, input] : shape;
  };
}

// Beyond these a file is not a network of this family; they only keep the search short.
const maxStages = 16;
const maxBlocks = 400;

interface Block {
  readonly place: BlockPlace;
  readonly kernelSize: number;
  readonly expanded: number;
  readonly filters: number;
  readonly squeezes: boolean;
}

/**
 * An EfficientNet from the shapes of its kernels: `staged` where block names tell the stage, `running` where they are counted
 * through (then a stage ends where kernel size or width change). `undefined` where the layers do not follow one another.
 */
export function classifierStructure(
  shapeOf: ShapeOf<LayerPlace>,
  numbering: 'staged' | 'running',
): ClassifierStructure | undefined {
  const stem = shapeOf({ layer: 'stem', norm: false });
  const stemFilters = stem?.[3];
  if (stem?.length !== 4 || stemFilters === undefined) return undefined;
  const blocks = numbering === 'staged' ? stagedBlocks(shapeOf) : runningBlocks(shapeOf);
  const stages: StageStructure[] = [];
  let channels = stemFilters;
  let last: Block | undefined;
  for (const block of blocks) {
    const expandRatio = block.expanded / channels;
    if (!Number.isInteger(expandRatio)) return undefined;
    const open = stages.at(-1);
    const { kernelSize, filters } = block;
    const continues =
      numbering === 'staged'
        ? last?.place.stage === block.place.stage
        : open?.kernelSize === kernelSize && open.filters === filters && open.expandRatio === expandRatio;
    if (open && continues) {
      if (open.kernelSize !== kernelSize || open.filters !== filters || open.expandRatio !== expandRatio)
        return undefined;
      stages[stages.length - 1] = { ...open, repeats: open.repeats + 1 };
    } else stages.push({ kernelSize, expandRatio, filters, repeats: 1 });
    channels = filters;
    last = block;
  }
  if (stages.length === 0) return undefined;
  const headFilters = shapeOf({ layer: 'head', norm: false })?.[3];
  const classes = shapeOf({ layer: 'classifier', norm: false })?.[1];
  return {
    kind: 'efficientnet',
    stemFilters,
    stages,
    squeezeExcite: blocks.every(({ squeezes }) => squeezes),
    ...(headFilters !== undefined && { headFilters }),
    ...(classes !== undefined && { classes }),
  };
}

function stagedBlocks(shapeOf: ShapeOf<LayerPlace>): Block[] {
  const blocks: Block[] = [];
  for (let stage = 0; stage < maxStages; stage++) {
    for (let index = 0; index < maxBlocks; index++) {
      const block = blockAt(shapeOf, { stage, index, running: blocks.length });
      if (!block) break;
      blocks.push(block);
    }
  }
  return blocks;
}

function runningBlocks(shapeOf: ShapeOf<LayerPlace>): Block[] {
  const blocks: Block[] = [];
  for (let running = 0; running < maxBlocks; running++) {
    const block = blockAt(shapeOf, { stage: 0, index: running, running });
    if (!block) break;
    blocks.push(block);
  }
  return blocks;
}

function blockAt(shapeOf: ShapeOf<LayerPlace>, at: Omit<BlockPlace, 'expands'>): Block | undefined {
  for (const expands of [true, false]) {
    const place = { ...at, expands };
    const kernel = (layer: LayerPlace['layer']) => shapeOf({ layer, norm: false, block: place });
    const depthwise = kernel('depthwise');
    const project = kernel('project');
    if (expands && kernel('expand') === undefined) continue;
    if (depthwise?.length !== 4 || project?.length !== 4) continue;
    const [kernelSize, , , expanded] = depthwise as [number, number, number, number];
    return { place, kernelSize, expanded, filters: project[3]!, squeezes: kernel('squeeze') !== undefined };
  }
  return undefined;
}

/** An EfficientDet from the shapes of its kernels. */
export function detectorStructure(
  shapeOf: ShapeOf<DetectorPlace>,
  numbering: 'staged' | 'running',
  traits: DetectorTraits = {},
): DetectorStructure | undefined {
  const backbone = classifierStructure((place) => shapeOf({ layer: 'backbone', place }), numbering);
  const predict = shapeOf({ layer: 'head', head: 'class', index: 'predict', part: 'pointwise' });
  const boxes = shapeOf({ layer: 'head', head: 'box', index: 'predict', part: 'pointwise' });
  if (!backbone || predict?.length !== 4 || boxes?.length !== 4) return undefined;
  const [, , width, classOutputs] = predict as [number, number, number, number];
  const boxOutputs = boxes[3]!;
  const counted = (placeAt: (index: number) => DetectorPlace) => {
    let count = 0;
    while (count < maxBlocks && shapeOf(placeAt(count)) !== undefined) count++;
    return count;
  };
  // A feature network over n levels has 2·(n − 1) nodes, and the first stands behind its n inputs.
  const levels = [5, 6].find((inputs) => {
    const at = (feature: number) => ({ cell: 0, node: inputs + feature, feature }) as const;
    return counted((feature) => ({ layer: 'node', ...at(feature), part: 'pointwise' })) === 2 * (inputs - 1);
  });
  if (levels === undefined) return undefined;
  const cells = counted((cell) => ({ layer: 'node', cell, node: levels, feature: 0, part: 'pointwise' }));
  const headDepth = counted((index) => ({ layer: 'head', head: 'class', index, part: 'pointwise' }));
  const heads = { headDepth, classOutputs, boxOutputs };
  return { kind: 'efficientdet', backbone, levels, width, cells, ...heads, ...traits };
}
