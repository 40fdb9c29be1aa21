import type { Dimension, GrowthCurve } from '../../../../models/facts/scaled-b0.ts';
import type { ScaledRow } from '../../../../models/published/efficientnet/scaling.ts';
import type { Rich } from '../../rich.ts';
import { spelled } from '../printed.ts';
import { exact, fixed, significant } from '../quantity.ts';
import { dimensionName } from '../terms.ts';

const symbols: Readonly<Record<Dimension, string>> = { depth: 'd', width: 'w', resolution: 'r' };

type Give = Dimension | 'nothing';

/** What the network is called that a reader takes along. */
export const taken = ({ depth, width }: { readonly depth: number; readonly width: number }) =>
  `EfficientNet-B0, ${depth} times as deep, ${width} times as wide`;

export const title = 'One dimension alone pays the same and gains less';
export const tableCaption = (network: string) => `Published results of ${network} scaled, and your network`;
export const dimension = dimensionName;
export const symbol = symbols;

/** `ratio` is of multiply-adds to B0’s. */
export const knobText = (dimension: Dimension, value: number, ratio: number) =>
  `${dimensionName[dimension]} ${value}, ${significant(ratio)} times the multiply-adds of B0`;

export const giveChoice = 'Hold the cost:';
export const give = (give: Give) => (give === 'nothing' ? 'no' : `${dimensionName[give]} gives way`);

export interface Held {
  readonly give: Give;
  /** The multiply-adds that are held, in millions. */
  readonly held: number;
  /** What the network’s multiply-adds are above that, as a share of it. */
  readonly residual: number;
  /** Whether what gives way has no room left. */
  readonly bounded: boolean;
}

/** `ratio` of multiply-adds to B0’s; `ideal` of what the rule makes of the coefficients. */
export function readout(ratio: number, multiplyAdds: number, ideal: number, held: Held): Rich {
  return [
    ['strong', `${significant(ratio)}×`],
    ` the multiply-adds of B0 (${exact(multiplyAdds)}); `,
    ['i', 'd'],
    '·',
    ['i', 'w'],
    '²·',
    ['i', 'r'],
    `² says ${significant(ideal)}×. ${heldSentence(held)}`,
  ];
}

/** What holding the cost leaves over; empty where nothing is held. */
function heldSentence({ give, held, residual, bounded }: Held): string {
  if (give === 'nothing') return '';
  const name = dimensionName[give];
  const cost = `${exact(held)} million`;
  if (bounded) return `Held at ${cost}, but ${name} has reached the end of its range, ${offset(residual)}.`;
  const why = give === 'resolution' ? 'a side is a whole number of pixels' : `${name} moves in steps`;
  return `Held at ${cost}: ${offset(residual)}, since ${why}. Drag ${name} itself to set a new budget.`;
}

function offset(residual: number): string {
  const size = Math.abs(100 * residual);
  if (size < 0.05) return 'met to a twentieth of a percent';
  return `${fixed(size, 1)}\u202f% ${residual > 0 ? 'above' : 'below'}`;
}

export const growthAxes = { x: 'one dimension, relative to B0', y: 'multiply-adds, relative to B0' };

export const stopReading = (dimension: Dimension, value: number, ratio: number) =>
  `${symbols[dimension]} = ${value}: ${fixed(ratio, 2)}×`;

export function growthDescription(curves: readonly GrowthCurve[]): string {
  const parts = curves.map(({ dimension, stops }) => {
    const [value, ratio] = stops.at(-1)!;
    return `${dimensionName[dimension]} ${value} costs ${fixed(ratio, 1)} times B0`;
  });
  return `Multiply-adds against one scaled dimension, both axes logarithmic. ${parts.join('; ')}.`;
}

export const networkChoice = 'Published for';
export const network = {
  'EfficientNet-B0': 'B0',
  MobileNetV1: 'MobileNetV1',
  MobileNetV2: 'V2',
  'ResNet-50': 'ResNet-50',
} as const;

/** `d = 1.4, w = 1.2, r = 1.3`, or what the paper says instead. */
export function coefficients(row: ScaledRow): string {
  if (row.scaling === 'baseline') return 'baseline';
  if (row.depth === null) return 'compound';
  if (row.scaling === 'depth') return `d = ${row.depth}`;
  if (row.scaling === 'width') return `w = ${row.width}`;
  if (row.scaling === 'resolution') return `r = ${row.resolution}`;
  return allThree(row);
}

const allThree = ({ depth, width, resolution }: Pick<ScaledRow, Dimension>) =>
  `d = ${depth}, w = ${width}, r = ${resolution}`;

export const publishedAxes = { x: 'billion multiply-adds, log scale', y: 'ImageNet top-1, %' };
export const untrained = 'yours: not trained';

export const publishedReading = (row: ScaledRow) =>
  `${coefficients(row)}: ${row.top1}\u202f%, ${spelled(row.multiplyAdds.printed)}`;

export function publishedDescription(rows: readonly ScaledRow[]): string {
  const each = rows.map(
    (row) => `${coefficients(row)}, ${row.top1} percent at ${spelled(row.multiplyAdds.printed)}`,
  );
  return `Published results of ${rows[0]?.network}: ${each.join('; ')}.`;
}

/** `measured`: whether networks of our own are shown, too. */
export const caption = (measured: boolean) =>
  `Stops are the values of the paper’s Figure 3. First chart: what one dimension alone costs, exactly; depth costs once, width and resolution twice. Second: every accuracy that was published for such networks. Yours has none, since nobody trained it.${measured ? ' Below: what small networks of our own reached on pictures that this site paints.' : ''}`;

export const source = (measured: boolean) =>
  `Tan and Le 2019, Figure 3 (coefficients), Table 7 (B0) and Table 3 (the others); costs there as printed. ${measured ? 'Accuracies of the small family: our own runs (models/study). ' : ''}Everything else is computed.`;

export const table = {
  columns: ['network', 'scaling', 'multiply-adds', 'ImageNet top-1 (%)', 'source'],
  published: (row: ScaledRow) => `Tan & Le 2019, ${row.source[0]?.where ?? ''}`,
  own: { scaling: allThree, source: 'computed; no network was trained here' },
};
