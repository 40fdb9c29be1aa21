import { paint } from '../../../models/scenes/paint.ts';
import { seedsOf } from '../../../models/scenes/seeds.ts';
import { kindsOf } from '../../../models/study/kinds.ts';
import { turned } from '../../../models/study/networks.ts';
import { studyArtists, studyPicture } from '../../../models/study/picture.ts';
import type { PaintedSamples } from '../../parts/study/painted-samples.ts';
import { encodePng } from '../scenes/art.ts';
import { readShipped, shippedNames } from '../shipped.ts';
import { loadStudyArt } from '../study/pictures.ts';

/** How many show a kind of the easier task, and how many another. */
const wanted = { easy: 4, other: 3 } as const;

/**
 * The first test pictures that show different kinds, those of the easier task in front, at every resolution that a network of the study
 * may have here: one that ships, one that a reader trains. They are chosen by their seeds, whatever a network makes of them.
 */
export async function paintedSamples() {
  const { study, artOf } = await loadStudyArt();
  const chosen = { easy: new Map<number, number>(), other: new Map<number, number>() };
  for (const seed of seedsOf('test', 0, 200)) {
    const { kind } = studyPicture(seed, 'whole', studyArtists.known, study);
    const of = kind < kindsOf.easy ? 'easy' : 'other';
    if (chosen[of].size < wanted[of] && !chosen[of].has(kind)) chosen[of].set(kind, seed);
  }
  const pictures = [...chosen.easy, ...chosen.other].map(([kind, seed]) => ({ kind, seed }));
  const shipped = shippedNames().flatMap((id) => readShipped(id).card.study?.record.resolution ?? []);
  const sides = [...new Set([...turned.resolution, ...shipped])].sort((a, b) => a - b);
  const files = pictures.flatMap(({ seed }, i) =>
    sides.map((side) => {
      const { layout } = studyPicture(seed, 'whole', studyArtists.known, study);
      const { rgb } = paint(layout, side, artOf(layout.stickers));
      return [`${i}-${side}.png`, encodePng(rgb, side, side)] as const;
    }),
  );
  return { samples: { sides, pictures } satisfies PaintedSamples, files };
}
