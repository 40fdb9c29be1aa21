import type { Cells, TwoLooks } from './looked.ts';
import { keptBoxes, type OnceLooked } from './once.ts';
import poster from './poster.json' with { type: 'json' };
import type { Over } from './view.ts';

export { default as scenePicture } from './scene.webp?url';

/** Bytes of a text in base 64 as signed numbers, each over so many steps a unit. */
function values(text: string, steps: number): Float32Array {
  const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  return Float32Array.from(new Int8Array(bytes.buffer), (value) => value / steps);
}

/** What the best detector made of the first table when this page was made. */
function made(): TwoLooks {
  const { side, regions, steps } = poster;
  const maps = Object.entries(poster.maps).map(([name, text]): [string, Cells] => {
    const own = values(text, steps.maps);
    // The picture is square, and so are its maps.
    const cells = Math.sqrt(own.length);
    return [name, { rows: cells, columns: cells, values: own }];
  });
  return {
    side,
    regions: regions.map(([ymin = 0, xmin = 0, ymax = 0, xmax = 0, score = 0], anchor) => ({
      ...{ box: [ymin, xmin, ymax, xmax] as const, score, anchor },
    })),
    logits: values(poster.logits, steps.logits),
    boxes: values(poster.boxes, steps.boxes),
    bins: {
      shape: poster.bins.shape as [number, number, number],
      data: values(poster.bins.values, steps.bins),
    },
    maps: Object.fromEntries(maps) as Partial<Record<Over, Cells>>,
  };
}

export const asBuilt = made();

/** Which detector that was; another one may be asked for. */
export const builtBy: string = poster.checkpoint;

/** What the detector that looks once found on it; `id` says which that was. */
export const onceAsBuilt: OnceLooked & { readonly id: string } = {
  id: poster.once.checkpoint,
  painted: null,
  boxes: keptBoxes(poster.once.boxes),
};
