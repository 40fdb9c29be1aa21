import type { ScaledNetwork } from '../../../../models/families/scaled-network.ts';
import type { Printed } from '../../../../models/published/row.ts';
import type { Standing } from '../../../../models/study/standing.ts';
import { formatPhi } from '../phi.ts';
import { spelled } from '../printed.ts';
import { exact, fixed, percent, rounded, significant } from '../quantity.ts';
import * as ours from './drag-phi-ours.ts';

export { atPhi } from '../phi.ts';
export { ours };

type Task = 'imagenet' | 'coco' | 'ours';
type Measure = 'cost' | 'parameters' | 'latency';
type Edition = 'latest' | 'earlier';
type Unit = 'multiplyAdds' | 'flops';

export const title = 'Compound scaling makes every stage deeper, wider and larger at once';
export const notLoaded =
  'This part of the figure could not be loaded, so the drawing before stays. Check the connection and try again.';
export const retry = 'Try again';

export const knob = {
  label: 'φ, the compound coefficient',
  stop: (name: string, phi: number) => `${name}: costs as much as φ = ${formatPhi(phi)}`,
  keys: (task: Task) =>
    task === 'ours'
      ? ours.knob.keys
      : 'Arrow keys move by a twentieth, with Shift by a hundredth; Page Up and Page Down go to the next released network.',
  /** `φ 1.0, nearest B2, 0.99 billion multiply-adds`: what a screen reader says of it. */
  spoken(phi: number, multiplyAdds: number, nearest: string): string {
    const billions = multiplyAdds / 1e9;
    const amount = billions < 10 ? fixed(billions, 2) : significant(billions, 3);
    return `φ ${formatPhi(phi)}, nearest ${nearest}, ${amount} billion multiply-adds`;
  },
};

/** What the network is called that a reader takes along. */
export const taken = (task: Exclude<Task, 'ours'>, phi: number) =>
  `${task === 'coco' ? 'EfficientDet' : 'EfficientNet'} at φ = ${formatPhi(phi)}`;

export const ghostChoice = 'What the dashed outlines show';
export const ghost = {
  baseline: (name: string) => `dashed: ${name}`,
  exact: 'before rounding',
};

export const amounts = ({ multiplyAdds, parameters }: ScaledNetwork, unit: Unit) => {
  const cost =
    unit === 'flops'
      ? `${exact(2 * multiplyAdds)} FLOPs (two a multiply-add)`
      : `${exact(multiplyAdds)} multiply-adds`;
  return `${cost}, ${exact(parameters)} parameters`;
};

export const partCost = (part: string, multiplyAdds: number) =>
  `${part}: ${exact(multiplyAdds)} multiply-adds`;

export function costDescription({
  network,
  baseline,
  baselineName,
}: {
  readonly network: ScaledNetwork;
  readonly baseline: ScaledNetwork;
  readonly baselineName: string;
}): string {
  const parts = network.groups.map(
    ({ label, multiplyAdds }) => `${label} ${percent((100 * multiplyAdds) / network.multiplyAdds)}`,
  );
  return `Multiply-adds by stage: ${rounded(network.multiplyAdds)}, against ${rounded(baseline.multiplyAdds)} of ${baselineName}. ${parts.join(', ')}.`;
}

export const taskChoice = 'Task';
export const task: Readonly<Record<Task, string>> = {
  imagenet: 'ImageNet top-1',
  coco: 'COCO AP',
  ours: 'ours, measured',
};
export const measureChoice = 'Horizontal axis';
export const measure: Readonly<Record<Measure, string>> = {
  cost: 'cost',
  parameters: 'parameters',
  latency: 'latency',
};
export const unitChoice = 'Unit of cost';
export const unit: Readonly<Record<Unit, string>> = { multiplyAdds: 'multiply-adds', flops: 'FLOPs' };
export const editionChoice = 'Edition of the paper’s numbers';
export const edition: Readonly<Record<Exclude<Task, 'ours'>, Readonly<Record<Edition, string>>>> = {
  imagenet: { latest: 'paper v5', earlier: 'earlier' },
  coco: { latest: 'paper v7', earlier: 'CVPR 2020' },
};

export const chart = (task: Task) =>
  task === 'ours'
    ? ours.chart
    : 'Chart of published results. Arrow keys read the networks one by one; Enter on a released one moves φ there.';

export interface Point extends ours.Point {
  readonly id: string;
  readonly onValidation: boolean;
  /** Milliseconds. */
  readonly latency: Printed | null;
  readonly source: string;
}

/** What a chart shows. */
export interface Chart {
  readonly points: readonly Point[];
  /** Published networks that have no number on this axis. */
  readonly missing: readonly Point[];
  readonly fit: { readonly residual: number } | null;
  readonly xTitle: string;
  readonly yTitle: string;
}

/**
 * `amount`: what the horizontal axis counts of the reader's network; undefined where it counts none of it.
 * `standing`: what we measured there, where the chart is of our own networks.
 */
export function chartDescription(
  { points, xTitle, yTitle }: Chart,
  phi: number,
  amount: number | undefined,
  standing?: Standing,
): string {
  const names = points.filter((point) => point.own).map((point) => point.name);
  const others = points.length - names.length;
  const start = `${yTitle} against ${xTitle}: ${names.join(', ')} and ${others} other ${standing ? 'networks of ours' : 'published networks'}.`;
  if (amount === undefined) return start;
  const marked = `${start} A line marks φ = ${formatPhi(phi)} at ${rounded(amount, 3)}`;
  return standing ? `${marked}. ${ours.standing(phi, standing)}` : `${marked}; no network was trained there.`;
}

export const marker = {
  title: (phi: number, amount: number) => `φ = ${formatPhi(phi)} · ${rounded(amount, 3)}`,
  note: (standing: Standing | undefined) =>
    standing ? ours.markerNote(standing) : 'no network was trained here',
};

/** What is known of the dot that the reader points at; else of the reader’s own network, where we measured, and what can be done. */
export function pointReading(
  point: Point | undefined,
  task: Task,
  at?: { readonly phi: number; readonly standing: Standing },
): string {
  if (point === undefined && at) return `${ours.standing(at.phi, at.standing)} ${ours.help}`;
  if (point !== undefined && task === 'ours') return ours.reading(point);
  if (point === undefined)
    return 'Drag the line to change φ. Point at a dot to read it; press a released network to go there.';
  const metric = task === 'imagenet' ? 'top-1' : point.onValidation ? 'AP on val2017' : 'AP';
  const facts = [
    `${percent(point.accuracy)} ${metric}`,
    point.multiplyAdds && `${spelled(point.multiplyAdds.printed)} multiply-adds`,
    point.parameters && `${spelled(point.parameters.printed)} parameters`,
    point.latency && latency(point.latency.printed),
  ].filter((fact) => typeof fact === 'string');
  return `${point.own ? point.id : point.name}: ${facts.join(', ')} (${point.source}).`;
}

function latency(printed: string): string {
  return printed.endsWith('s') ? printed : `${printed} ms`;
}

export const caption =
  'Each bar is one block: its height is the side of the feature map, its thickness the channels, both to square-root scale; outlines in depth’s colour are blocks that φ added.';
/** Of what stands under the knob. */
export const stopsCaption = (task: Task) =>
  task === 'ours'
    ? ours.caption
    : 'A name under the knob sits where the formula costs what that released network costs.';

/** What the chart cannot say by itself: how its guide was made, and which networks are missing. */
export function note(task: Task, measure: Measure, { fit, missing, points }: Chart): string {
  if (task === 'ours') return ours.note(points);
  if (measure === 'latency')
    return 'Time does not follow from φ, so the chart holds only what was measured and published.';
  const guide =
    fit &&
    `The ring’s height is a quadratic fit to the ${points.filter((point) => point.own).length} published points of ${task === 'imagenet' ? 'EfficientNet' : 'EfficientDet'}, off by at most ${fixed(fit.residual, 2)} points; no network was trained there.`;
  const absent =
    missing.length > 0 &&
    `No ${measure === 'cost' ? 'cost' : 'size'} was published for ${missing.map((point) => point.name).join(', ')}.`;
  return [guide, absent].filter((each) => typeof each === 'string').join(' ');
}

export function source(task: Task, edition: Edition, measure: Measure, points: readonly Point[]): string {
  if (task === 'ours') return points[0]?.source ?? '';
  if (task === 'imagenet') {
    const table = measure === 'latency' ? 'Tables 2 and 4' : 'Table 2';
    const version =
      edition === 'latest' ? 'version 5' : 'accuracies of EfficientNets from an earlier version';
    return `Dots: Tan and Le 2019, ${table} (${version}), costs as printed. Everything else is computed.`;
  }
  return edition === 'latest'
    ? 'Dots: Tan, Pang and Le 2020, Table 2 (version 7), costs as printed; broken circles: AP on val2017. Everything else is computed.'
    : 'Dots: Table 2 as the CVPR 2020 proceedings print it (costs of the EfficientDets from version 7); broken circles: AP on val2017. Everything else is computed.';
}

/** Room to keep for each kind of text: one at least as long as the longest. Never read. */
export const longest = {
  reading:
    'AmoebaNet + NAS-FPN with 0000: 00.0\u202f% AP on val2017, 0000 billion multiply-adds, 000 million parameters, 000 ms (CVPR 2020 proceedings, Table 2).',
  note: 'The ring’s height is a quadratic fit to the 0 published points of an EfficientDet, off by at most 0.00 points; no network was trained there. No size was published for YOLOv0, Mask R-CNN X000.',
  source:
    'Dots: Table 0 as the CVPR 2000 proceedings print it (costs of the EfficientDets from their version 0); broken circles: AP on val0000. Everything else is computed.',
} as const;

export const tables = {
  summary: 'The numbers as tables',
  network: (phi: number) => `The network at φ = ${formatPhi(phi)}`,
  chart: (phi: number, task: Task) =>
    `The chart: ${task === 'ours' ? 'our own networks' : 'published results'}, and the network at φ = ${formatPhi(phi)}`,
  chartColumns: (task: Exclude<Task, 'ours'>) => [
    'network',
    task === 'imagenet' ? 'ImageNet top-1 (%)' : 'COCO AP (%)',
    'multiply-adds',
    'parameters',
    task === 'imagenet' ? 'latency, one CPU core (ms)' : 'latency, Titan V (ms)',
    'source',
  ],
  name: ({ own, name }: Point, task: Exclude<Task, 'ours'>) =>
    own ? `${task === 'imagenet' ? 'EfficientNet' : 'EfficientDet'}-${name}` : name,
  source: ({ onValidation, source }: Point) => (onValidation ? `${source} (val2017)` : source),
  computed: 'computed from the graph',
  networkColumns: [
    'part',
    'blocks',
    'before rounding',
    'side',
    'before rounding',
    'channels',
    'before rounding',
    'multiply-adds',
    'parameters',
  ],
};
