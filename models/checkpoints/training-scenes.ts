import type { CardTraining } from './card.ts';

/** On how many scenes a detector of ours was trained: presented is not different. */
export interface TrainingScenes {
  /** Steps times scenes a step, drawn with replacement: most scenes came many times, always alike. */
  readonly presented: number;
  /** Different scenes that there were to draw from; one painted at two sizes counts once. */
  readonly distinct: number;
  /** Different scenes of each size of picture, smallest first. */
  readonly bySize: readonly { readonly size: number; readonly distinct: number }[];
}

/** What a card's seeds and steps come to. */
export function trainingScenes({
  scenes,
  scenesSeen,
}: Pick<CardTraining, 'scenes' | 'scenesSeen'>): TrainingScenes {
  const rows = Object.entries(scenes).map(([size, row]) => ({ size: Number(size), ...row }));
  let distinct = 0;
  let end = Number.NEGATIVE_INFINITY;
  for (const { firstSeed, count } of rows.toSorted((a, b) => a.firstSeed - b.firstSeed)) {
    distinct += Math.max(0, firstSeed + count - Math.max(firstSeed, end));
    end = Math.max(end, firstSeed + count);
  }
  const bySize = rows
    .map(({ size, count }) => ({ size, distinct: count }))
    .toSorted((a, b) => a.size - b.size);
  return { presented: scenesSeen, distinct, bySize };
}
