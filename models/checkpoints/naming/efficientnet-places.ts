import type { Graph } from '../../graph/graph.ts';
import type { Parameter } from '../../graph/op.ts';

/** Which layer of an EfficientNet a parameter belongs to; every upstream names these layers, each in its own way. */
export interface LayerPlace {
  readonly layer: 'stem' | 'expand' | 'depthwise' | 'squeeze' | 'excite' | 'project' | 'head' | 'classifier';
  /** Whether it is the batch norm behind the layer. */
  readonly norm: boolean;
  /** Absent for stem, head and classifier. */
  readonly block?: BlockPlace;
}

export interface BlockPlace {
  /** From 0: stage 0 is the paper's stage 2, the first one with blocks. */
  readonly stage: number;
  /** Within its stage, from 0. */
  readonly index: number;
  /** Through all stages, from 0. */
  readonly running: number;
  /** Whether the block has a 1×1 expansion (all but the first stage have). */
  readonly expands: boolean;
}

const blockPattern = /^stage(\d+)\/block(\d+)\/(.+)$/;

const blockLayers: Readonly<Record<string, Pick<LayerPlace, 'layer' | 'norm'>>> = {
  'expand/conv': { layer: 'expand', norm: false },
  'expand/bn': { layer: 'expand', norm: true },
  'depthwise/conv': { layer: 'depthwise', norm: false },
  'depthwise/bn': { layer: 'depthwise', norm: true },
  'se/reduce': { layer: 'squeeze', norm: false },
  'se/expand': { layer: 'excite', norm: false },
  'project/conv': { layer: 'project', norm: false },
  'project/bn': { layer: 'project', norm: true },
};

const otherLayers: Readonly<Record<string, Pick<LayerPlace, 'layer' | 'norm'>>> = {
  'stage1/conv': { layer: 'stem', norm: false },
  'stage1/bn': { layer: 'stem', norm: true },
  'stage9/conv': { layer: 'head', norm: false },
  'stage9/bn': { layer: 'head', norm: true },
  'stage9/dense': { layer: 'classifier', norm: false },
};

/**
 * For a graph that holds an EfficientNet (under `scope`, in a detector): from a parameter to its layer,
 * `undefined` where it belongs to something else.
 */
export function efficientNetPlaces(
  graph: Graph,
  scope = '',
): (parameter: Parameter) => LayerPlace | undefined {
  const blocks = new Map<string, BlockPlace>();
  const expanding = new Set<string>();
  const inScope = (name: string) => (name.startsWith(scope) ? name.slice(scope.length) : undefined);
  for (const { name } of graph.parameters) {
    const match = blockPattern.exec(inScope(name) ?? '');
    if (match?.[3]?.startsWith('expand/')) expanding.add(`${match[1]}/${match[2]}`);
  }
  for (const { name } of graph.parameters) {
    const match = blockPattern.exec(inScope(name) ?? '');
    const key = `${match?.[1]}/${match?.[2]}`;
    if (!match || blocks.has(key)) continue;
    const [stage, index] = [Number(match[1]) - 2, Number(match[2])];
    blocks.set(key, { stage, index, running: blocks.size, expands: expanding.has(key) });
  }
  return ({ name }) => {
    const path = inScope(name.slice(0, name.lastIndexOf('/')));
    if (path === undefined) return undefined;
    const match = blockPattern.exec(path);
    if (!match) return otherLayers[path];
    const layer = blockLayers[match[3]!];
    const block = blocks.get(`${match[1]}/${match[2]}`);
    return layer && block && { ...layer, block };
  };
}

/** The graph's own path of a layer: the way back. */
export function efficientNetPath({ layer, norm, block }: LayerPlace): string | undefined {
  const layers = block ? blockLayers : otherLayers;
  const path = Object.keys(layers).find((key) => layers[key]?.layer === layer && layers[key].norm === norm);
  return block && path ? `stage${block.stage + 2}/block${block.index}/${path}` : path;
}
