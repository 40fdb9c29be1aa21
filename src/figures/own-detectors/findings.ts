import { fusionTable6 } from '../../../models/published/efficientdet/ablations.ts';
import { exact } from '../../words/en/quantity.ts';
import {
  acrossSizes,
  type Compared,
  type Neck,
  necks,
  openRange,
  precision,
  scalingSeries,
  singleKnobs,
  spread,
} from './logic.ts';
import type { Measured } from './measured.ts';
import type { OwnDetectorsView } from './view.ts';

const list = new Intl.ListFormat('en', { style: 'long', type: 'conjunction' });

/** What the drawing says, in sentences made from the numbers, and how far they carry. */
export function findings(
  all: readonly Measured[],
  question: OwnDetectorsView['question'],
): readonly string[] {
  if (question === 'scaling') return scalingFindings(all);
  if (question === 'necks') return neckFindings(all);
  return sizeFindings(acrossSizes(all));
}

/** How the bars were made, in the words of the cards; they do not all have to say the same. */
export function intervalWords(all: readonly Measured[]): string {
  const [first] = all;
  const basic = all.filter(({ bootstrap }) => bootstrap !== undefined);
  const draws = basic[0]?.bootstrap?.draws ?? 0;
  const over = `the ${exact(first?.scenes ?? 0)} test scenes only; training noise is not included`;
  const rest = 'percentiles of 200 draws, which lie a little high';
  if (basic.length === 0) return `Bars are 95 % bootstrap intervals over ${over} (${rest}).`;
  const others =
    basic.length === all.length ? '' : `; for ${all.length - basic.length} of ${all.length}: ${rest}`;
  return `Bars are 95 % intervals over ${over} (basic bootstrap, ${exact(draws)} draws${others}).`;
}

function scalingFindings(all: readonly Measured[]): readonly string[] {
  const said: string[] = [];
  const series = scalingSeries(all);
  const family = series.find(({ key }) => key === 'compound')?.points ?? [];
  const [least, most] = [family[0], family.at(-1)];
  if (least && most)
    said.push(
      `${least.word} reaches an AP of ${precision(least.ap)}; ${most.word} reaches ${precision(most.ap)}, for ${(most.multiplyAdds / least.multiplyAdds).toFixed(1)} times the multiply-adds, backbone and all.`,
    );
  const shown = family.map(({ word, training }) =>
    training === null
      ? `${word}: an unknown number`
      : `${word}: ${exact(training.presented)}, drawn from ${exact(training.distinct)} different ones`,
  );
  if (family.length > 0)
    said.push(`They were not trained alike. Scenes presented in training: ${shown.join('; ')}.`);
  const knobs = singleKnobs(all);
  if (knobs === undefined) return said;
  const { dearest, below, above, open, noise } = knobs;
  const line = series.find(({ key }) => key === 'together')?.points ?? [];
  const compared = [...line, ...[...below, ...above, ...open].map(({ point }) => point)];
  said.push(`${handicap(compared)} All of this is one training each.`);
  said.push(
    `Between seeds our necks differ by ${precision(noise.seeds)} (standard deviation, ${noise.necks} necks), so a difference of single trainings is clear from about ${precision(noise.clear)} on.`,
  );
  const named = ({ point, dearer }: Compared) =>
    `${point.word} (${precision(point.ap)}${dearer > 0 ? `, at ${Math.round(100 * dearer)} % more than ${dearest.word} costs` : ''})`;
  const sides = [
    ['Clearly below the line of all knobs together', below],
    ['Clearly above the line of all knobs together', above],
    ['Not to be told from it', open],
  ] as const;
  for (const [place, those] of sides)
    if (those.length > 0) said.push(`${place}: ${those.map(named).join(', ')}.`);
  said.push(
    'The paper’s Figure 6 has every single knob below the compound line. With a backbone that does not grow, short trainings and fewer large scenes, ours neither confirm nor contradict it.',
  );
  return said;
}

/** Who was presented with as many scenes had not as many different ones, by size of the picture. */
function handicap(compared: readonly Measured[]): string {
  const presented = compared[0]?.training?.presented;
  const bySize = new Map(
    compared.flatMap(({ training }) =>
      (training?.bySize ?? []).map(({ size, distinct }) => [size, distinct]),
    ),
  );
  const rows = [...bySize].sort(([a], [b]) => (a ?? 0) - (b ?? 0));
  if (presented === undefined || rows.length < 2) return '';
  const counts = rows.map(([size, distinct]) => `${exact(distinct ?? 0)} of ${size} pixels`);
  const [few, many] = [rows.at(-1)?.[1] ?? 0, rows[0]?.[1] ?? 0];
  const who = few < many ? ', which handicaps resolution and the line of all knobs together' : '';
  return `Single knobs and all together were each presented with ${exact(presented)} scenes, but there were ${list.format(counts)} to draw from${who}.`;
}

function neckFindings(measured: readonly Measured[]): readonly string[] {
  const all = necks(measured);
  const paper = all.filter((neck) => neck.published).sort((a, b) => b.published!.ap - a.published!.ap);
  return [
    `Ours, best first: ${all.map(({ word, ap }) => `${word}, ${precision(ap)}`).join('; ')}.`,
    ...recipe(all),
    `The paper’s Table 5, necks of these kinds at D3’s size (how often they are repeated it does not say): ${paper.map(({ word, published }) => `${word}, ${published!.ap.toFixed(2)}`).join('; ')}.`,
    ...paper.slice(1).map((low, i) => pair(paper[i]!, low)),
    ...weighing(all),
    ...fastAgainstSoftmax(all),
    ...seedsApart(all),
  ];
}

/** What the trainings had in common, and whom it favours. */
function recipe(all: readonly Neck[]): readonly string[] {
  const seeds = all.flatMap((neck) => neck.seeds);
  const training = seeds[0]?.training;
  const times = seeds.find(({ fusionTimes }) => fusionTimes !== null)?.fusionTimes;
  const plain = seeds.some(({ fusionTimes }) => fusionTimes === null);
  return [
    ...(training
      ? [
          `Each was presented with ${exact(training.presented)} scenes, drawn from ${exact(training.distinct)} different ones: a short training.`,
        ]
      : []),
    ...(times && times !== 1 && plain
      ? [
          `The recipe favours necks that weigh their inputs: fusion weights learn ${times} times as fast as the rest, and only those necks have any; plain sums are not normalized either.`,
        ]
      : []),
  ];
}

function pair(high: Neck, low: Neck): string {
  const [a, b] = [openRange(high), openRange(low)];
  const similar =
    low.published?.similarTo === high.published?.network ||
    high.published?.similarTo === low.published?.network;
  const between = `“${high.word}” and “${low.word}”`;
  if (a[0] <= b[1] && a[1] >= b[0])
    return `${between} cannot be told apart here: what seeds and scenes leave open overlaps.`;
  const [ahead, behind] = a[0] > b[1] ? [high, low] : [low, high];
  if (similar)
    return `${between} are similar in accuracy, says the paper; here “${ahead.word}” is ${gap(ahead, behind).toFixed(3)} ahead. After so short a training that contradicts nothing.`;
  const favoured = weighs(ahead) && !weighs(behind) ? '; but the recipe favours it' : '';
  return `${ahead === high ? 'As in the paper' : 'Other than in the paper'}, “${ahead.word}” is ahead of “${behind.word}”, by more than seeds and scenes leave open${favoured}.`;
}

const weighs = ({ seeds }: Neck): boolean => seeds.some(({ fusionTimes }) => (fusionTimes ?? 1) !== 1);

/** The difference of two precisions as they are printed beside it. */
const gap = (a: Neck, b: Neck): number => Number(precision(a.ap)) - Number(precision(b.ap));

/** What learned weights bring over a plain sum, here and there. */
function weighing(all: readonly Neck[]): readonly string[] {
  const [fast, plain] = ['fast', 'plain sum'].map((key) => all.find(({ word }) => word.includes(key)));
  if (!fast?.published || !plain?.published) return [];
  const ours = (100 * gap(fast, plain)).toFixed(1);
  const theirs = (fast.published.ap - plain.published.ap).toFixed(2);
  return [
    `Learned weights bring ${ours} points of AP over a plain sum here, and ${theirs} in the paper: ours says how fast a neck learns by our recipe, not which one is best.`,
  ];
}

function fastAgainstSoftmax(all: readonly Neck[]): readonly string[] {
  const [softmax, fast] = ['softmax', 'fast'].map((key) => all.find(({ word }) => word.includes(key)));
  if (!softmax || !fast) return [];
  const gap = ((fast.ap - softmax.ap) * 100).toFixed(1);
  const ours =
    Number(gap) === 0
      ? 'the same to a tenth of a point of AP'
      : `${Number(gap) < 0 ? '' : '+'}${gap.replace('-', '−')} points of AP`;
  const theirs = fusionTable6.map(({ difference }) => difference.toFixed(2).replace('-', '−'));
  return [`Fast normalized against softmax: ${ours} here; ${theirs.join(', ')} in Table 6.`];
}

function seedsApart(all: readonly Neck[]): readonly string[] {
  const again = all.filter(({ seeds }) => seeds.length > 1);
  const bySpread = [...again].sort((a, b) => spread(a) - spread(b));
  const [steady, unsteady] = [bySpread[0], bySpread.at(-1)];
  if (!steady || !unsteady)
    return [
      'Each was trained from one seed, so what another seed would change is not known. Read small differences as none.',
    ];
  const apart = `those of “${unsteady.word}” lie ${precision(spread(unsteady))} apart`;
  const counts = [...new Set(again.map(({ seeds }) => seeds.length))];
  const many = counts.length === 1 && again.length === all.length ? ` (${counts[0]} each)` : '';
  return [
    steady === unsteady
      ? `Seeds${many} are noise, too: ${apart}.`
      : `Seeds${many} are noise, too: ${apart}, those of “${steady.word}” ${precision(spread(steady))}.`,
    ...(again.length < all.length
      ? [`Of ${all.length - again.length} necks, what another seed would change is not known.`]
      : []),
  ];
}

function sizeFindings(rows: readonly Measured[]): readonly string[] {
  if (rows.length === 0) return [];
  const best = rows.reduce((a, b) => (b.ap > a.ap ? b : a));
  const [least, most] = [rows[0]!, rows.at(-1)!];
  const had = best.training?.bySize.map(({ size, distinct }) => `${exact(distinct)} of ${size} pixels`) ?? [];
  return [
    `The same weights, pictures of ${rows.map(({ size }) => size).join(', ')} pixels: AP ${rows.map(({ ap }) => precision(ap)).join(', ')}. It is best at ${best.size}.`,
    ...(had.length > 1 ? [`In training it drew from ${list.format(had)}.`] : []),
    `From ${least.size} to ${most.size} the cost grows ${(most.multiplyAdds / least.multiplyAdds).toFixed(0)} times and no weight changes: a convolution does not know how large its picture is.`,
  ];
}
