import { mean } from 'd3-array';
import { featureNetworkTable5, fusionTable6 } from '../../../models/published/efficientdet/ablations.ts';
import type { DataTable } from '../../parts/shell/table.ts';
import type { Measured } from './measured.ts';
import type { OwnDetectorsView } from './view.ts';

/** Points that are joined by a line, cheapest first. */
export interface Series {
  readonly key: string;
  readonly tone: 'phi' | 'depth' | 'width' | 'resolution';
  readonly points: readonly Measured[];
}

const tones = { resolution: 'resolution', width: 'width', cells: 'depth', headDepth: 'depth' } as const;
const byCost = (a: Measured, b: Measured): number => a.trainedMultiplyAdds - b.trainedMultiplyAdds;

/**
 * The compound family; and, all trained on as many scenes, each knob turned alone from φ = −2 and all knobs together from there (the
 * paper's Figure 6). Lines of one point are left out.
 */
export function scalingSeries(all: readonly Measured[]): readonly Series[] {
  const native = all.filter((each) => each.native);
  const family = native.filter(({ group }) => group === 'scale').sort(byCost);
  const start = native.find(({ group, knob }) => group === 'one dimension' && knob === undefined);
  const equal = family.filter(({ scenesSeen }) => scenesSeen === start?.scenesSeen);
  const together: Series = { key: 'together', tone: 'phi', points: [...(start ? [start] : []), ...equal] };
  const alone = (['resolution', 'width', 'cells', 'headDepth'] as const).map((knob): Series => {
    const turned = native.filter((each) => each.knob === knob);
    return { key: knob, tone: tones[knob], points: [...(start ? [start] : []), ...turned].sort(byCost) };
  });
  const compound: Series = { key: 'compound', tone: 'phi', points: family };
  return [compound, together, ...alone].filter(({ points }) => points.length > 1);
}

/** Boxes of a lower score are not shown on a scene: there, a detector guesses. */
export const leastShown = 0.4;

/** Boxes that a picture of a scene shows. */
export function confident<T extends { readonly score: number }>(found: readonly T[]): readonly T[] {
  return found.filter(({ score }) => score >= leastShown);
}

/** One kind of neck with all its seeds. */
export interface Neck {
  readonly word: string;
  readonly seeds: readonly Measured[];
  /** Mean over the seeds. */
  readonly ap: number;
  /** What the paper's Table 5 or 6 says of the same neck at D3's size, in percent, and which. */
  readonly published: { readonly ap: number; readonly where: string } | undefined;
}

const rows = {
  fpn: 'Repeated top-down FPN',
  panet: 'Repeated FPN+PANet',
  sum: 'BiFPN (w/o weighted)',
  fast: 'BiFPN (w/ weighted)',
};

function publishedNeck(name: string): Neck['published'] {
  const key = (Object.keys(rows) as (keyof typeof rows)[]).find((each) => name.includes(`-${each}`));
  const row = featureNetworkTable5.find(({ network }) => key !== undefined && network === rows[key]);
  return row && { ap: row.ap, where: 'Table 5' };
}

/** The necks, best first. */
export function necks(all: readonly Measured[]): readonly Neck[] {
  const words = new Map<string, Measured[]>();
  for (const each of all.filter(({ group, native }) => group === 'neck' && native))
    words.set(each.word, [...(words.get(each.word) ?? []), each]);
  return [...words]
    .map(([word, seeds]) => ({
      word,
      seeds,
      ap: mean(seeds.map(({ ap }) => ap)) ?? 0,
      published: publishedNeck(seeds[0]!.name),
    }))
    .sort((a, b) => b.ap - a.ap);
}

/** The detector that was measured at the most sizes, smallest size first. */
export function acrossSizes(all: readonly Measured[]): readonly Measured[] {
  const names = [...new Set(all.map(({ name }) => name))];
  const lists = names.map((name) => all.filter((each) => each.name === name).sort((a, b) => a.size - b.size));
  return lists.reduce<Measured[]>((best, list) => (list.length > best.length ? list : best), []);
}

/** Questions that the trained detectors can answer. */
export function questions(all: readonly Measured[]): readonly OwnDetectorsView['question'][] {
  return [
    ...(scalingSeries(all).length > 0 ? (['scaling'] as const) : []),
    ...(necks(all).length > 1 ? (['necks'] as const) : []),
    ...(acrossSizes(all).length > 1 ? (['sizes'] as const) : []),
  ];
}

/** `0.58`: average precision as COCO's tables in these chapters write it for our own. */
export function precision(ap: number): string {
  return ap.toFixed(3);
}

/** Average precision of all knobs turned together at a cost of neck and heads, straight between points on the log axis; null beyond them. */
function togetherAt(series: readonly Series[], multiplyAdds: number): number | null {
  const points = series.find(({ key }) => key === 'together')?.points ?? [];
  for (let i = 1; i < points.length; i++) {
    const [from, to] = [points[i - 1]!, points[i]!];
    if (multiplyAdds < from.trainedMultiplyAdds || multiplyAdds > to.trainedMultiplyAdds) continue;
    const part =
      Math.log(multiplyAdds / from.trainedMultiplyAdds) /
      Math.log(to.trainedMultiplyAdds / from.trainedMultiplyAdds);
    return from.ap + part * (to.ap - from.ap);
  }
  return null;
}

/** What the drawing says, in sentences made from the numbers: where ours agree with the paper and where they do not. */
export function findings(
  all: readonly Measured[],
  question: OwnDetectorsView['question'],
): readonly string[] {
  if (question === 'scaling') return scalingFindings(scalingSeries(all));
  if (question === 'necks') return neckFindings(necks(all));
  return sizeFindings(acrossSizes(all));
}

function scalingFindings(series: readonly Series[]): readonly string[] {
  const said: string[] = [];
  const dearest = series.find(({ key }) => key === 'together')?.points.at(-1)?.word;
  const family = series.find(({ key }) => key === 'compound')?.points ?? [];
  const [least, most] = [family[0], family.at(-1)];
  if (least && most)
    said.push(
      `From ${least.word} to ${most.word}, AP rises from ${precision(least.ap)} to ${precision(most.ap)} for ${(most.multiplyAdds / least.multiplyAdds).toFixed(1)} times the multiply-adds, backbone and all.`,
    );
  const seen = family.map(({ scenesSeen }) => scenesSeen);
  if (new Set(seen).size > 1)
    said.push(
      `They were not trained alike: ${family.map(({ word, scenesSeen }) => `${word} on ${scenesSeen?.toLocaleString('en') ?? 'an unknown number of'} scenes`).join('; ')}.`,
    );
  const compared = series
    .filter(({ key }) => key !== 'compound' && key !== 'together')
    .flatMap(({ points }) => points.filter(({ knob }) => knob !== undefined))
    .flatMap((point) => {
      const other = togetherAt(series, point.trainedMultiplyAdds);
      return other === null ? [] : [{ point, other }];
    });
  const under = compared.filter(({ point, other }) => point.interval[1] < other);
  const over = compared.filter(({ point, other }) => point.interval[0] > other);
  if (compared.length > 0)
    said.push(
      `Of ${compared.length} networks with one knob turned that cost no more than ${dearest}, ${under.length} lie below the line of all knobs together, ${over.length} above it, and ${compared.length - under.length - over.length || 'none'} within their interval of it; all saw as many scenes. The paper’s Figure 6 has every single knob below the compound line.`,
    );
  if (over.length > 0)
    said.push(
      `Above it here: ${over.map(({ point }) => `${point.word} (${precision(point.ap)})`).join(', ')}. Our backbone does not grow, training was short, and our pictures hold a dozen kinds of flat stickers.`,
    );
  return said;
}

function neckFindings(all: readonly Neck[]): readonly string[] {
  const said = [`Ours, best first: ${all.map(({ word, ap }) => `${word}, ${precision(ap)}`).join('; ')}.`];
  const paper = all.filter((neck) => neck.published).sort((a, b) => b.published!.ap - a.published!.ap);
  said.push(
    `The paper’s Table 5, same necks: ${paper.map(({ word, published }) => `${word}, ${published!.ap.toFixed(2)}`).join('; ')}.`,
  );
  const pair = (high: Neck, low: Neck): string => {
    const [a, b] = [open(high), open(low)];
    if (a[0] > b[1])
      return `As in the paper, “${high.word}” is ahead of “${low.word}”, by more than seeds and scenes explain.`;
    if (a[1] < b[0])
      return `Against the paper, “${low.word}” is ahead of “${high.word}” here, by more than seeds and scenes explain.`;
    return `“${high.word}” and “${low.word}” cannot be told apart: what seeds and scenes leave open overlaps.`;
  };
  for (let i = 1; i < paper.length; i++) said.push(pair(paper[i - 1]!, paper[i]!));
  const [softmax, fast] = ['softmax', 'fast'].map((key) => all.find(({ word }) => word.includes(key)));
  if (softmax && fast) {
    const gap = ((fast.ap - softmax.ap) * 100).toFixed(1);
    const ours =
      Number(gap) === 0
        ? 'the same to a tenth of a point of AP'
        : `${Number(gap) < 0 ? '' : '+'}${gap.replace('-', '−')} points of AP`;
    const theirs = fusionTable6.map(({ difference }) => difference.toFixed(2).replace('-', '−'));
    said.push(`Fast normalized against softmax: ${ours} here; ${theirs.join(', ')} in Table 6.`);
  }
  const again = all.filter(({ seeds }) => seeds.length > 1);
  const bySpread = [...again].sort((a, b) => spread(a) - spread(b));
  const [steady, unsteady] = [bySpread[0], bySpread.at(-1)];
  if (!steady || !unsteady) {
    said.push(
      'Each was trained from one seed, so what another seed would change is not known. Read small differences as none.',
    );
    return said;
  }
  const apart = `those of “${unsteady.word}” lie ${precision(spread(unsteady))} apart`;
  said.push(
    steady === unsteady
      ? `Seeds are noise, too: ${apart}.`
      : `Seeds are noise, too: ${apart}, those of “${steady.word}” ${precision(spread(steady))}.`,
  );
  if (again.length < all.length)
    said.push(`Of ${all.length - again.length} necks, what another seed would change is not known.`);
  return said;
}

/** From the low end of the worst seed's interval to the high end of the best one's: what is open about a neck. */
function open({ seeds }: Neck): readonly [low: number, high: number] {
  const intervals = seeds.map(({ interval }) => interval);
  return [Math.min(...intervals.map(([low]) => low)), Math.max(...intervals.map(([, high]) => high))];
}

function spread({ seeds }: Neck): number {
  const values = seeds.map(({ ap }) => ap);
  return Math.max(...values) - Math.min(...values);
}

function sizeFindings(list: readonly Measured[]): readonly string[] {
  if (list.length === 0) return [];
  const best = list.reduce((a, b) => (b.ap > a.ap ? b : a));
  const [least, most] = [list[0]!, list.at(-1)!];
  return [
    `The same weights, pictures of ${list.map(({ size }) => size).join(', ')} pixels: AP ${list.map(({ ap }) => precision(ap)).join(', ')}. It is best at ${best.size}.`,
    `From ${least.size} to ${most.size} the cost grows ${(most.multiplyAdds / least.multiplyAdds).toFixed(0)} times and no weight changes: a convolution does not know how large its picture is.`,
  ];
}

/** Every number of the drawing. */
export function ownDetectorsTable(all: readonly Measured[], view: OwnDetectorsView): DataTable {
  const wanted =
    view.question === 'necks'
      ? necks(all).flatMap(({ seeds }) => seeds)
      : view.question === 'sizes'
        ? acrossSizes(all)
        : [...new Set(scalingSeries(all).flatMap(({ points }) => points))];
  const round = (value: number | null) => (value === null ? null : Math.round(value * 1000) / 1000);
  return {
    name: `own-detectors-${view.question}`,
    columns: [
      'detector',
      'picture side',
      'multiply-adds',
      'of them neck and heads',
      'parameters',
      'AP',
      'interval, low',
      'interval, high',
      'AP50',
      'small',
      'medium',
      'large',
      'AP, unseen artist',
      'test scenes',
      'scenes trained on',
    ],
    rows: wanted.map((each) => [
      each.seed === 1 ? each.word : `${each.word}, seed ${each.seed}`,
      each.size,
      each.multiplyAdds,
      each.trainedMultiplyAdds,
      each.parameters,
      round(each.ap),
      round(each.interval[0]),
      round(each.interval[1]),
      round(each.ap50),
      round(each.small),
      round(each.medium),
      round(each.large),
      round(each.unseen),
      each.scenes,
      each.scenesSeen,
    ]),
  };
}
