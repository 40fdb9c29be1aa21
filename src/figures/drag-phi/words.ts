import type { ScaledNetwork } from '../../../models/families/scaled-network.ts';
import { percent, rounded } from '../../words/en/quantity.ts';
import type { ChartLayout, ChartPoint } from './chart-layout.ts';
import { amountOf } from './marker.ts';
import { formatPhi } from './phi.ts';
import type { Shown } from './task-model.ts';
import type { DragPhiView } from './view.ts';

export function costDescription({
  network,
  baseline,
  baselineName,
}: Omit<Shown, 'terms' | 'reference'>): string {
  const parts = network.groups.map(
    ({ label, multiplyAdds }) => `${label} ${percent((100 * multiplyAdds) / network.multiplyAdds)}`,
  );
  return `Multiply-adds by stage: ${rounded(network.multiplyAdds)}, against ${rounded(baseline.multiplyAdds)} of ${baselineName}. ${parts.join(', ')}.`;
}

export function chartDescription(
  layout: ChartLayout,
  view: Pick<DragPhiView, 'phi' | 'measure' | 'unit'>,
  network: ScaledNetwork,
): string {
  const names = layout.points.filter((point) => point.own).map((point) => point.name);
  const others = layout.points.length - names.length;
  const start = `${layout.yTitle} against ${layout.xTitle}: ${names.join(', ')} and ${others} other published networks.`;
  if (view.measure === 'latency') return start;
  return `${start} A line marks φ = ${formatPhi(view.phi)} at ${rounded(amountOf(network, view), 3)}; no network was trained there.`;
}

/** What is known of the dot that the reader points at; else, what can be done. */
export function pointReading(point: ChartPoint | undefined, view: Pick<DragPhiView, 'task'>): string {
  if (point === undefined)
    return 'Drag the line to change φ. Point at a dot to read it; press a released network to go there.';
  const metric = view.task === 'imagenet' ? 'top-1' : point.onValidation ? 'AP on val2017' : 'AP';
  const facts = [
    `${percent(point.accuracy)} ${metric}`,
    point.multiplyAdds && `${point.multiplyAdds.printed.replace('B', ' billion')} multiply-adds`,
    point.parameters && `${point.parameters.printed.replace('M', ' million')} parameters`,
    point.latency && latency(point.latency.printed),
  ].filter((fact) => typeof fact === 'string');
  return `${point.own ? point.id : point.name}: ${facts.join(', ')} (${point.source}).`;
}

function latency(printed: string): string {
  return printed.endsWith('s') ? printed : `${printed} ms`;
}

/** What the chart cannot say by itself: how its guide was made, and which networks are missing. */
export function noteOf(
  { task, measure }: Pick<DragPhiView, 'task' | 'measure'>,
  layout: ChartLayout,
): string {
  if (measure === 'latency')
    return 'Time does not follow from φ, so the chart holds only what was measured and published.';
  const { fit, missing, points } = layout;
  const guide =
    fit &&
    `The ring’s height is a quadratic fit to the ${points.filter((point) => point.own).length} published points of ${task === 'imagenet' ? 'EfficientNet' : 'EfficientDet'}, off by at most ${fit.residual.toFixed(2)} points; no network was trained there.`;
  const absent =
    missing.length > 0 &&
    `No ${measure === 'cost' ? 'cost' : 'size'} was published for ${missing.map((point) => point.name).join(', ')}.`;
  return [guide, absent].filter((each) => typeof each === 'string').join(' ');
}

export function sourceOf(view: Pick<DragPhiView, 'task' | 'edition' | 'measure'>): string {
  if (view.task === 'imagenet') {
    const table = view.measure === 'latency' ? 'Tables 2 and 4' : 'Table 2';
    const version =
      view.edition === 'latest' ? 'version 5' : 'accuracies of EfficientNets from an earlier version';
    return `Dots: Tan and Le 2019, ${table} (${version}), costs as printed. Everything else is computed.`;
  }
  return view.edition === 'latest'
    ? 'Dots: Tan, Pang and Le 2020, Table 2 (version 7), costs as printed; broken circles: AP on val2017. Everything else is computed.'
    : 'Dots: Table 2 as the CVPR 2020 proceedings print it (costs of the EfficientDets from version 7); broken circles: AP on val2017. Everything else is computed.';
}

/** Room to keep for each kind of text: one at least as long as the longest. Never read. */
export const longest = {
  reading:
    'AmoebaNet + NAS-FPN with 0000: 00.0 % AP on val2017, 0000 billion multiply-adds, 000 million parameters, 000 ms (CVPR 2020 proceedings, Table 2).',
  note: 'The ring’s height is a quadratic fit to the 0 published points of an EfficientDet, off by at most 0.00 points; no network was trained there. No size was published for YOLOv0, Mask R-CNN X000.',
  source:
    'Dots: Table 0 as the CVPR 2000 proceedings print it (costs of the EfficientDets from their version 0); broken circles: AP on val0000. Everything else is computed.',
} as const;
