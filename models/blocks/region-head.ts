import type { Graph } from '../graph/graph.ts';
import type { Shape } from '../graph/shape.ts';
import { GraphBuilder } from '../operators/builder.ts';
import type { FlattenOrder } from '../operators/kinds/flatten.ts';
import type { PsRoiAlign } from '../operators/kinds/ps-roi-align.ts';

export interface RegionHead {
  readonly name: string;
  readonly family: string;
  /** The map that regions are read from. */
  readonly map: Shape;
  readonly align: PsRoiAlign;
  readonly flatten: FlattenOrder;
  /** Channels of the dense layers before the last. */
  readonly hidden: readonly number[];
  /** Classes, that of nothing left out. */
  readonly classes: number;
  readonly background: 'first' | 'last';
  /** Sets of four numbers. */
  readonly boxes: number;
}

/**
 * The second graph of a two-stage detector: inputs `map` and `box` [1, 1, 4] (x1, y1, x2, y2 in pixels, given for each region), the
 * region aligned, dense layers, outputs `head/classes` and `head/boxes`. Taps `head/region`,
 * `head/hidden`.
 */
export function regionHead(head: RegionHead): Graph {
  const builder = new GraphBuilder(head.name);
  builder.family(head.family);
  const map = builder.input(head.map, { name: 'map' });
  const box = builder.input([1, 1, 4], { name: 'box', perRegion: true });
  builder.scope(
    'head',
    () => {
      const region = builder.psRoiAlign(map, box, { name: 'align', ...head.align });
      let row = builder.flatten(region, { name: 'flatten', order: head.flatten });
      head.hidden.forEach((units, layer) => {
        const name = `hidden${layer + 1}`;
        row = builder.activation(builder.dense(row, { name, units }), 'relu', { name: `${name}-relu` });
      });
      builder.tap('region', region);
      builder.tap('hidden', row);
      builder.output('head/classes', builder.dense(row, { name: 'classes', units: head.classes + 1 }));
      builder.output('head/boxes', builder.dense(row, { name: 'boxes', units: 4 * head.boxes }));
    },
    { kind: 'head' },
  );
  builder.answer({
    kind: 'regionClasses',
    logits: 'head/classes',
    boxes: 'head/boxes',
    background: head.background,
  });
  return builder.build();
}
