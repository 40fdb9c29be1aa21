import { exact, fixed, listed } from '../quantity.ts';

type Question = 'scaling' | 'necks' | 'looks' | 'sizes';

/** `0.580`: average precision as these chapters write it for our own. */
export const precision = (ap: number) => fixed(ap, 3);

/** `alone`: whether single knobs were trained, too. */
export const title = (question: Question, alone: boolean) => {
  if (question === 'necks') return 'Our own Tables 5 and 6: necks under the same heads';
  if (question === 'looks') return 'One look or two: what our detectors reach, and for how much';
  if (question === 'sizes') return 'The same weights on larger and smaller pictures';
  return alone
    ? 'Our own Figure 6: all knobs together, or one alone'
    : 'Our own family, down the scale from D0';
};
export const tableCaption = 'Our own detectors, as measured';
export const questionChoice = 'Question';
export const question: Readonly<Record<Question, string>> = {
  scaling: 'scaling',
  necks: 'necks',
  looks: 'one look or two',
  sizes: 'one detector, several sizes',
};
export const artistChoice = 'Scenes';
export const artist = { known: 'artists trained on', unseen: 'an artist never seen' };

export const onKnownArtists = 'On scenes by the artists trained on:';
export const stickersOnly =
  'These are stickers, not COCO: only differences may be compared with the paper’s.';
/** Unfolds what a reader of the chart needs who compares its points. */
export const howMeasured = 'How they were trained and measured, and what is not alike';
export const source =
  'Trained and measured by this project on generated scenes; multiply-adds counted on the graphs: of neck and heads where knobs are compared, since the backbone below them is one and the same and only a larger picture makes it dearer. Published: Tan, Pang and Le 2020, Figure 6, Tables 5 and 6.';

// What the detectors are called.

const knobs = {
  resolution: 'resolution',
  width: 'channels',
  cells: 'cells',
  headDepth: 'head depth',
} as const;
export const oneKnob = (knob: keyof typeof knobs, value: number) => `${knobs[knob]} ${value}`;
export const briefly = 'φ = −2, trained briefly';
/** Detectors that look twice, by what makes the map that the second look reads. */
export const lookNames = { enhancement: 'ThunderNet’s head', separable: 'Light-Head’s head' } as const;
/** A detector that looks again at so many regions. */
export const withRegions = (detector: string, regions: number) => `${detector}, ${regions} regions`;
/** φ is 0 or below. */
export const ofPhi = (phi: number) => (phi === 0 ? 'D0, φ = 0' : `φ = −${Math.abs(phi)}`);

// The drawing.

export const reading = (
  detector: { readonly word: string; readonly size: number; readonly multiplyAdds: number },
  ap: number,
  interval: readonly [low: number, high: number] | null,
) => {
  const range = interval && ` (${precision(interval[0])} to ${precision(interval[1])})`;
  return `${detector.word} at ${detector.size} pixels: AP ${precision(ap)}${range ?? ''}, ${fixed(detector.multiplyAdds / 1e6, 0)} million multiply-adds`;
};
export const axes = {
  cost: 'million multiply-adds, log scale',
  trainedCost: 'million multiply-adds of neck and heads, log scale',
  known: 'AP on our test scenes',
  unseen: 'AP, artist never seen',
};
export const neckLabel = (
  word: string,
  ap: number | undefined,
  seeds: number,
  published: { readonly where: string; readonly ap: number } | undefined,
) => {
  const of = seeds > 1 ? `, mean of ${seeds} seeds` : '';
  const beside = published ? ` (the paper’s ${published.where}: ${fixed(published.ap, 2)} on COCO)` : '';
  return `${word}: ${ap === undefined ? '–' : precision(ap)}${of}${beside}`;
};

export const columns = [
  'detector',
  'picture side',
  'multiply-adds',
  'of them neck and heads',
  'parameters',
  'AP',
  'interval over scenes, low',
  'interval over scenes, high',
  'AP50',
  'small',
  'medium',
  'large',
  'AP, unseen artist',
  'test scenes',
  'training scenes presented',
  'different ones among them',
  'trainings (seeds)',
];
export const seeded = (word: string, seed: number) => (seed === 1 ? word : `${word}, seed ${seed}`);

// What the drawing says.

/** How the bars were made: `basic` of `all` by the basic bootstrap with so many draws, the rest by percentiles. */
export function intervals(scenes: number, all: number, basic: number, draws: number): string {
  const over = `the ${exact(scenes)} test scenes only; training noise is not included`;
  const rest = 'percentiles of 200 draws, which lie a little high';
  if (basic === 0) return `Bars are 95\u202f% bootstrap intervals over ${over} (${rest}).`;
  const others = basic === all ? '' : `; for ${all - basic} of ${all}: ${rest}`;
  return `Bars are 95\u202f% intervals over ${over} (basic bootstrap, ${exact(draws)} draws${others}).`;
}

interface Named {
  readonly word: string;
  readonly ap: number;
}

export const scaling = {
  /** `times` the multiply-adds of the least. */
  ends: (least: Named, most: Named, times: number) =>
    `${least.word} reaches an AP of ${precision(least.ap)}; ${most.word} reaches ${precision(most.ap)}, for ${fixed(times, 1)} times the multiply-adds, backbone and all.`,
  unlike: (
    trained: readonly {
      readonly word: string;
      readonly training: { readonly presented: number; readonly distinct: number } | null;
    }[],
  ) => {
    const each = trained.map(({ word, training }) =>
      training === null
        ? `${word}: an unknown number`
        : `${word}: ${exact(training.presented)}, drawn from ${exact(training.distinct)} different ones`,
    );
    return `They were not trained alike. Scenes presented in training: ${each.join('; ')}.`;
  },
  oneTraining: (handicap: string) => `${handicap} All of this is one training each.`,
  /** `rows`: different scenes by size, smallest size first. */
  handicap: (
    presented: number,
    rows: readonly { readonly size: number; readonly distinct: number }[],
    isHandicapped: boolean,
  ) => {
    const counts = rows.map(({ size, distinct }) => `${exact(distinct)} of ${size} pixels`);
    const who = isHandicapped ? ', which handicaps resolution and the line of all knobs together' : '';
    return `Single knobs and all together were each presented with ${exact(presented)} scenes, but there were ${listed(counts)} to draw from${who}.`;
  },
  noise: ({
    seeds,
    necks,
    clear,
  }: {
    readonly seeds: number;
    readonly necks: number;
    readonly clear: number;
  }) =>
    `Between seeds our necks differ by ${precision(seeds)} (standard deviation, ${necks} necks), so a difference of single trainings is clear from about ${precision(clear)} on.`,
  /** `dearer`: part by which it costs more than `dearest`. */
  place: (
    place: 'below' | 'above' | 'open',
    those: readonly (Named & { readonly dearer: number })[],
    dearest: string,
  ) => {
    const places = {
      below: 'Clearly below the line of all knobs together',
      above: 'Clearly above the line of all knobs together',
      open: 'Not to be told from it',
    };
    const named = those.map(
      ({ word, ap, dearer }) =>
        `${word} (${precision(ap)}${dearer > 0 ? `, at ${Math.round(100 * dearer)}\u202f% more than ${dearest} costs` : ''})`,
    );
    return `${places[place]}: ${named.join(', ')}.`;
  },
  paper:
    'The paper’s Figure 6 has every single knob below the compound line. With a backbone that does not grow, short trainings and fewer large scenes, ours neither confirm nor contradict it.',
};

export const necks = {
  ours: (all: readonly Named[]) =>
    `Ours, best first: ${all.map(({ word, ap }) => `${word}, ${precision(ap)}`).join('; ')}.`,
  paper: (all: readonly Named[]) =>
    `The paper’s Table 5, necks of these kinds at D3’s size (how often they are repeated it does not say): ${all.map(({ word, ap }) => `${word}, ${fixed(ap, 2)}`).join('; ')}.`,
  training: (presented: number, distinct: number) =>
    `Each was presented with ${exact(presented)} scenes, drawn from ${exact(distinct)} different ones: a short training.`,
  favoured: (times: number) =>
    `The recipe favours necks that weigh their inputs: fusion weights learn ${times} times as fast as the rest, and only those necks have any; plain sums are not normalized either.`,
  open: (high: string, low: string) =>
    `“${high}” and “${low}” cannot be told apart here: what seeds and scenes leave open overlaps.`,
  /** `gap` by which `ahead` leads. */
  similar: (high: string, low: string, ahead: string, gap: number) =>
    `“${high}” and “${low}” are similar in accuracy, says the paper; here “${ahead}” is ${precision(gap)} ahead. After so short a training that contradicts nothing.`,
  ahead: (ahead: string, behind: string, asInPaper: boolean, isFavoured: boolean) =>
    `${asInPaper ? 'As in the paper' : 'Other than in the paper'}, “${ahead}” is ahead of “${behind}”, by more than seeds and scenes leave open${isFavoured ? '; but the recipe favours it' : ''}.`,
  /** In points of AP. */
  weighing: (ours: number, theirs: number) =>
    `Learned weights bring ${fixed(ours, 1)} points of AP over a plain sum here, and ${fixed(theirs, 2)} in the paper: ours says how fast a neck learns by our recipe, not which one is best.`,
  /** In points of AP; `theirs` by row of Table 6. */
  fastAgainstSoftmax: (points: number, theirs: readonly number[]) => {
    const gap = fixed(points, 1);
    const ours =
      Number(points.toFixed(1)) === 0
        ? 'the same to a tenth of a point of AP'
        : `${points < 0 ? '' : '+'}${gap.replace('-', '−')} points of AP`;
    const printed = theirs.map((difference) => fixed(difference, 2).replace('-', '−'));
    return `Fast normalized against softmax: ${ours} here; ${printed.join(', ')} in Table 6.`;
  },
  oneSeed:
    'Each was trained from one seed, so what another seed would change is not known. Read small differences as none.',
  /** How far the seeds of two necks lie apart; `steady` is null where there is one alone, `each` where their numbers differ. */
  seeds: (
    unsteady: { readonly word: string; readonly spread: number },
    steady: { readonly word: string; readonly spread: number } | null,
    each: number | null,
  ) => {
    const many = each === null ? '' : ` (${each} each)`;
    const apart = `those of “${unsteady.word}” lie ${precision(unsteady.spread)} apart`;
    return steady === null
      ? `Seeds${many} are noise, too: ${apart}.`
      : `Seeds${many} are noise, too: ${apart}, those of “${steady.word}” ${precision(steady.spread)}.`;
  },
  unknownSeeds: (necks: number) => `Of ${necks} necks, what another seed would change is not known.`,
};

export const looks = {
  each: (
    all: readonly (Named & {
      readonly trainedMultiplyAdds: number;
      readonly size: number;
      /** Of each seed; `ap` is their mean. */
      readonly seeds: readonly number[];
    })[],
  ): string => {
    const each = all.map(({ word, ap, trainedMultiplyAdds, seeds }) => {
      const of =
        seeds.length === 1 ? '' : ` (mean of ${exact(seeds.length)} seeds, ${listed(seeds.map(precision))})`;
      return `${word}, ${precision(ap)}${of} for ${fixed(trainedMultiplyAdds / 1e6, 0)} million multiply-adds`;
    });
    return `AP on pictures of ${all[0]?.size ?? 0} pixels, and what stands on the frozen backbone costs: ${each.join('; ')}.`;
  },
  unlike:
    'What a second look brings cannot be read from this: none of the two-stage networks was trained without its second stage by the same recipe, and a first stage alone names nothing.',
  unseen: (all: readonly { readonly word: string; readonly unseen: number | null }[]): string => {
    const each = all.flatMap(({ word, unseen }) =>
      unseen === null ? [] : [`${word}, ${precision(unseen)}`],
    );
    return `On scenes by an artist that no training saw: ${each.join('; ')}.`;
  },
};

export const sizes = {
  /** `best`: the sizes that the scenes do not tell from the best one, which is among them. */
  same: (rows: readonly { readonly size: number; readonly ap: number }[], best: readonly number[]) =>
    `The same weights, pictures of ${rows.map(({ size }) => size).join(', ')} pixels: AP ${rows.map(({ ap }) => precision(ap)).join(', ')}. It is best at ${listed(best.map(String))}${best.length > 1 ? ', which the scenes do not tell apart' : ''}.`,
  drew: (rows: readonly { readonly size: number; readonly distinct: number }[]) =>
    `In training it drew from ${listed(rows.map(({ size, distinct }) => `${exact(distinct)} of ${size} pixels`))}.`,
  cost: (least: number, most: number, times: number) =>
    `From ${least} to ${most} the cost grows ${fixed(times, 0)} times and no weight changes: a convolution does not know how large its picture is.`,
};
