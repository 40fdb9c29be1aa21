import type { ScaledNetwork } from '../../../models/families/scaled-network.ts';
import type { DataTable } from '../../parts/shell/table.ts';
import type { ChartLayout } from './chart-layout.ts';
import { formatPhi } from './phi.ts';
import type { DragPhiView } from './view.ts';

/** The chart's data: every published network as printed, then the reader's with exact costs and no accuracy. */
export function chartTable(layout: ChartLayout, view: DragPhiView, network: ScaledNetwork): DataTable {
  const accuracy = view.task === 'imagenet' ? 'ImageNet top-1 (%)' : 'COCO AP (%)';
  const latency = view.task === 'imagenet' ? 'latency, one CPU core (ms)' : 'latency, Titan V (ms)';
  const published = [...layout.points, ...layout.missing].map((point) => [
    point.own ? `${view.task === 'imagenet' ? 'EfficientNet' : 'EfficientDet'}-${point.name}` : point.name,
    point.accuracy,
    point.multiplyAdds?.value ?? null,
    point.parameters?.value ?? null,
    point.latency?.value ?? null,
    point.onValidation ? `${point.source} (val2017)` : point.source,
  ]);
  return {
    name: `phi-${formatPhi(view.phi).replace('−', 'minus')}-${view.task}`,
    columns: ['network', accuracy, 'multiply-adds', 'parameters', latency, 'source'],
    rows: [
      ...published,
      [
        `φ = ${formatPhi(view.phi)}`,
        null,
        network.multiplyAdds,
        network.parameters,
        null,
        'computed from the graph',
      ],
    ],
  };
}

/** The strip's data: each group of blocks, as rounded and as the formula has it. */
export function stripTable(network: ScaledNetwork): DataTable {
  const short = (value: number): number => Number(value.toFixed(2));
  return {
    name: 'network',
    columns: [
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
    rows: network.groups.map((group) => [
      group.label,
      group.blocks,
      short(group.exact.blocks),
      group.side,
      short(group.exact.side),
      group.channels,
      short(group.exact.channels),
      group.multiplyAdds,
      group.parameters,
    ]),
  };
}
