/** DFANet as the figure steps through it. */
import { dfaNet } from '../families/dfanet/network.ts';
import { type SteppedMap, steppedMaps } from './stepped-maps.ts';

/** Side of the square picture, in pixels: that of DFANet-A. */
export const pictureSide = 1024;

export const stages = ['enc2', 'enc3', 'enc4', 'attention'] as const;
export const backbones = [1, 2, 3] as const;

export interface BackboneMap extends SteppedMap {
  /** 0 for the stem and the decoder. */
  readonly backbone: 0 | 1 | 2 | 3;
  readonly stage: 'stem' | (typeof stages)[number] | 'decoder';
  /** The maps of this list that it is made of. */
  readonly madeOf: readonly Pick<BackboneMap, 'name' | 'backbone' | 'stage'>[];
}

/** Maps of the decoder: of it, only what both sums and the classes are. */
const decoder = ['decoder/merge', 'logits'] as const;

export function backboneMaps(resolution = pictureSide): readonly BackboneMap[] {
  const graph = dfaNet({ name: 'dfanet-a', resolution });
  const placed = [
    { backbone: 0 as const, stage: 'stem' as const, name: 'stem' },
    ...backbones.flatMap((backbone) =>
      stages.map((stage) => ({
        backbone,
        stage,
        name: stage === 'attention' ? `${backbone}/attention/output` : `${backbone}/${stage}`,
      })),
    ),
    ...decoder.map((name) => ({ backbone: 0 as const, stage: 'decoder' as const, name })),
  ];
  const maps = steppedMaps(
    graph,
    placed.map(({ name }) => name),
  );
  const madeOf = (from: readonly string[]) => placed.filter(({ name }) => from.includes(name));
  return maps.map((map, i) => ({ ...map, ...placed[i]!, madeOf: madeOf(map.from) }));
}
