import type { Box } from '../../../models/answers/box.ts';
import type { ArtistId } from '../../../models/scenes/art.ts';
import type { Found } from './found.ts';
import data from './poster.json' with { type: 'json' };

const box = (edges: readonly number[]) => edges as unknown as Box;

/** What the table shows before anything has run: a real run of a shipped detector on the first table (`npm run figure-data`). */
export const poster = {
  /** The detector that ran. */
  checkpoint: data.checkpoint,
  side: data.side,
  found: {
    side: data.side,
    boxes: data.boxes.map((each) => ({
      ...each,
      box: box(each.box),
      anchorBox: box(each.anchorBox),
      cell: each.cell as unknown as readonly [number, number],
    })),
    truth: data.truth.map((each) => ({ label: each.label, box: box(each.box) })),
  } satisfies Found,
  sweep: {
    sticker: { artist: data.grow.artist as ArtistId, name: data.grow.name },
    detector: data.checkpoint,
    side: data.side,
    levels: data.levels,
    spans: data.grow.spans,
    steps: data.grow.steps,
  },
};
