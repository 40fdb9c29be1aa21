import { type BackboneMap, pictureSide, stages } from '../../../models/facts/three-backbones.ts';
import type { ThreeBackbonesView } from './view.ts';

/** The drawing's size, in its own units. */
export const drawing = { width: 420, height: 376 } as const;
const column = 60;
const row = 84;
const left = 40;
const top = 44;
/** Side of a map as large as a quarter of the picture. */
const quarter = 36;

/** A map in its place; the same map in either layout. */
export interface PlacedMap extends BackboneMap {
  readonly step: number;
  /** Middle of its square. */
  readonly x: number;
  readonly y: number;
  readonly side: number;
  /** How often smaller than the picture. */
  readonly stride: number;
}

/** The column of a map: by its place in its backbone, or by how small it is. */
function columnOf(map: BackboneMap, stride: number, order: ThreeBackbonesView['order']): number {
  if (order === 'resolution') return Math.log2(stride) - 1;
  if (map.stage === 'stem') return 0;
  if (map.stage === 'decoder') return stages.length + 1;
  return stages.indexOf(map.stage) + 1;
}

/**
 * Rows are backbones, and the decoder below them. By stage, equal stages stand below each other; by size, equal sizes do, and an attended
 * map, as large as the one that it was made of, stands below it.
 */
export function placed(
  maps: readonly BackboneMap[],
  order: ThreeBackbonesView['order'],
): readonly PlacedMap[] {
  return maps.map((map, at) => {
    const stride = pictureSide / map.height;
    const decoder = map.stage === 'decoder';
    const line = decoder ? 3 : Math.max(0, map.backbone - 1);
    const below =
      order === 'resolution' && (map.stage === 'attention' || map.name === 'logits') ? row / 2 : 0;
    const inStage = order === 'stage' && decoder && map.name !== 'logits' ? 1 : 0;
    return {
      ...map,
      step: at + 1,
      stride,
      x: left + column * (columnOf(map, stride, order) - inStage),
      y: top + row * line + below,
      side: Math.max(3, (quarter * 4) / stride),
    };
  });
}

/** A way from one map to another. */
export interface Way {
  readonly id: string;
  readonly from: PlacedMap;
  readonly to: PlacedMap;
  /** Between backbones. */
  readonly across: boolean;
}

export function waysOf(maps: readonly PlacedMap[]): readonly Way[] {
  const byName = new Map(maps.map((map) => [map.name, map]));
  return maps.flatMap((to) =>
    to.from.flatMap((name) => {
      const from = byName.get(name);
      const across =
        from !== undefined &&
        from.backbone !== to.backbone &&
        from.stage !== 'stem' &&
        to.stage !== 'decoder';
      return from === undefined ? [] : [{ id: `${name} ${to.name}`, from, to, across }];
    }),
  );
}
