import { percent, rounded } from '../../components/quantity.ts';
import type { ScaledNetwork } from '../scaled-cost/scaled-network.ts';
import type { ChartLayout, ChartPoint } from './chart-layout.ts';
import { amountOf } from './marker.ts';
import { formatPhi } from './phi.ts';
import type { DragPhiView } from './view.ts';

/** The strip for those who cannot see it. */
export function stripDescription(network: ScaledNetwork): string {
  const groups = network.groups.map(
    ({ label, blocks, side, channels }) =>
      `${label}: ${blocks === 1 ? '1 block' : `${blocks} blocks`}, side ${side}, ${channels} channels`,
  );
  return `The network as a strip of blocks. ${groups.join('; ')}.`;
}

export function costDescription(network: ScaledNetwork, baseline: ScaledNetwork, name: string): string {
  const parts = network.groups.map(
    ({ label, multiplyAdds }) => `${label} ${percent((100 * multiplyAdds) / network.multiplyAdds)}`,
  );
  return `Multiply-adds by stage: ${rounded(network.multiplyAdds)}, against ${rounded(baseline.multiplyAdds)} of ${name}. ${parts.join(', ')}.`;
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
