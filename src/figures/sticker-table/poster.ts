import type { Box } from '../../../models/answers/box.ts';
import type { ArtistId } from '../../../models/scenes/art.ts';
import type { Found } from './found.ts';
import data from './poster.json' with { type: 'json' };

const box = (edges: readonly number[]) => edges as unknown as Box;
const truth = data.truth.map((each) => ({ label: each.label, box: box(each.box) }));

const found: ReadonlyMap<string, Found> = new Map(
  data.runs.map(({ checkpoint, side, boxes }) => [
    checkpoint,
    {
      side,
      boxes: boxes.map((each) => ({
        ...each,
        box: box(each.box),
        anchorBox: box(each.anchorBox),
        cell: each.cell as unknown as readonly [number, number],
      })),
      truth,
    },
  ]),
);

/** What a detector found on the first table when the page was made (`npm run figure-data`); null where it was not run. */
export function foundAtBuild(checkpoint: string): Found | null {
  return found.get(checkpoint) ?? null;
}

/** The detectors that were run. */
export const ranAtBuild: readonly string[] = [...found.keys()];

/** What the table shows before anything has run. */
export const poster = {
  /** One sticker through all sizes, by the best of the detectors. */
  sweep: {
    sticker: { artist: data.grow.artist as ArtistId, name: data.grow.name },
    detector: data.grow.checkpoint,
    side: data.grow.side,
    levels: data.grow.levels,
    spans: data.grow.spans,
    steps: data.grow.steps,
  },
};
