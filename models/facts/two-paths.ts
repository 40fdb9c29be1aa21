/** BiSeNet as the figure steps through it. */
import type { BiSeNetBackbone } from '../families/bisenet/network.ts';
import { biSeNet } from '../families/bisenet/network.ts';
import { type SteppedMap, steppedMaps } from './stepped-maps.ts';

export type Path = 'spatial' | 'down' | 'up' | 'fusion';
export const paths: readonly Path[] = ['spatial', 'down', 'up', 'fusion'];

/** Side of the square picture that the maps are counted on, in pixels. */
export const pictureSide = 512;

const shared = {
  spatial: ['spatial/conv_7x7', 'spatial/conv_3x3_1', 'spatial/conv_3x3_2', 'spatial/conv_1x1'],
  up: ['context/global', 'attention32', 'refine32', 'attention16', 'refine16'],
  fusion: ['fusion/conv', 'fusion/gate', 'fusion/sum', 'head/conv', 'logits'],
} as const;

const down: Readonly<Record<BiSeNetBackbone, readonly string[]>> = {
  'xception-39': ['stem', 'maxpool', 'layer1', 'layer2', 'layer3'],
  'resnet-18': ['stem', 'maxpool', 'layer1', 'layer2', 'layer3', 'layer4'],
};

export interface PathMap extends SteppedMap {
  readonly path: Path;
}

/** The maps of BiSeNet along its paths, in the order in which they are made. */
export function pathMaps(backbone: BiSeNetBackbone): readonly PathMap[] {
  const graph = biSeNet({ name: `bisenet-${backbone}`, backbone, resolution: pictureSide });
  const byPath = { ...shared, down: down[backbone].map((name) => `context/${name}`) };
  const placed = paths.flatMap((path) => byPath[path].map((name) => [path, name] as const));
  const maps = steppedMaps(
    graph,
    placed.map(([, name]) => name),
  );
  return maps.map((map, i) => ({ ...map, path: placed[i]![0] }));
}
