/** What two-stage detectors pay to look at regions again: once for the picture's map, and then for each region. */
import type { LayerRules } from '../blocks/conv-norm.ts';
import { residual } from '../blocks/residual.ts';
import { lightHead, lightHeadNumbers, lightHeadRegions } from '../families/light-head-rcnn/network.ts';
import { partCosts } from '../families/parts.ts';
import { resNetLayout } from '../families/resnet/network.ts';
import { thunderNetFamily } from '../families/thundernet/family.ts';
import { findTensor, type Graph, opAt } from '../graph/graph.ts';
import { GraphBuilder } from '../operators/builder.ts';
import { cost } from '../operators/cost.ts';
import { receptiveFields } from '../operators/receptive-field.ts';

/** Classes of COCO and that of nothing. */
const answers = 81;
const group = lightHeadNumbers.group;
/** The map of a ResNet of stride 16 for a picture of 800×1333 pixels. */
export const mapCells = [50, 84] as const;
const resNetChannels = 2048;

export type HeadId = 'faster' | 'rfcn' | 'lightL' | 'lightS' | 'thunder';
export const headIds: readonly HeadId[] = ['faster', 'rfcn', 'lightL', 'lightS', 'thunder'];

/** The bill of a head. */
export interface HeadBill {
  readonly id: HeadId;
  /** The map that the backbone hands over: height, width, channels. */
  readonly reads: readonly [number, number, number];
  /** Channels of the map that regions are cut from. */
  readonly channels: number;
  /** Bytes of that map, as float32. */
  readonly mapBytes: number;
  /** Multiply-adds for the picture, from the backbone's map to the one that regions are cut from. */
  readonly once: number;
  /** Multiply-adds for each region. */
  readonly perRegion: number;
  /** Values that one region carries to its answer. */
  readonly carried: number;
}

const bytesOf = (shape: readonly number[]) => 4 * shape.reduce((product, size) => product * size, 1);

/** The last stage of ResNet-101 on the 14×14 cells of one region, then classes and a box for each: He et al. 2016, appendix A. */
function fasterRegion(): Graph {
  const builder = new GraphBuilder('faster-region', 'symmetric');
  const rules: LayerRules = { builder, epsilon: 1e-5 };
  let y = builder.input([14, 14, resNetChannels / 2]);
  const rows = resNetLayout({ kind: 'bottleneck', repeats: [3, 4, 23, 3] }).stages.at(-1) ?? [];
  rows.forEach((row, block) => {
    y = builder.scope(`block${block}`, () => residual(rules, y, row));
  });
  const pooled = builder.globalAveragePool(y, { name: 'pool' });
  builder.output('classes', builder.dense(pooled, { name: 'classes', units: answers }));
  builder.output('boxes', builder.dense(pooled, { name: 'boxes', units: 4 * (answers - 1) }));
  return builder.build();
}

/** R-FCN's maps (Dai et al. 2016): a 1×1 to 1,024 channels, then one channel for each bin of each class, and of a box. */
function rfcnMaps(): Graph {
  const builder = new GraphBuilder('rfcn-maps', 'symmetric');
  const x = builder.input([...mapCells, resNetChannels]);
  const conv = (y: number, name: string, filters: number) =>
    builder.conv2d(y, { name, filters, kernelSize: 1, bias: true });
  const narrow = builder.activation(conv(x, 'narrow', 1024), 'relu');
  builder.output('scores', conv(narrow, 'scores', answers * group ** 2));
  builder.output('boxes', conv(narrow, 'boxes', 4 * group ** 2));
  return builder.build();
}

const lightConfig = (setting: 'S' | 'L', kernel: number) => ({
  name: `light-head-${setting}`,
  setting,
  // S stands on the authors' small network, whose last map has 576 channels.
  channels: setting === 'L' ? resNetChannels : 576,
  resolution: mapCells[0],
  size: mapCells,
  agnostic: false,
  kernel,
});

function lightBill(id: HeadId, setting: 'S' | 'L', kernel: number): HeadBill {
  const config = lightConfig(setting, kernel);
  const first = lightHead(config);
  const { shape } = opAt(first, findTensor(first, 'thin'));
  return {
    id,
    reads: [...mapCells, config.channels],
    channels: shape[2],
    mapBytes: bytesOf(shape),
    once: cost(first).multiplyAdds,
    perRegion: cost(lightHeadRegions(config)).multiplyAdds,
    carried: shape[2],
  };
}

function thunderBill(): HeadBill {
  const member = thunderNetFamily.members.find(({ short }) => short === 'SNet146');
  const [graph, regions] = [member?.network(), member?.regions?.()];
  if (graph === undefined || regions === undefined) throw new Error('There is no ThunderNet-SNet146.');
  const parts = partCosts([graph], thunderNetFamily.parts ?? []);
  const { shape } = opAt(graph, findTensor(graph, 'sam'));
  const coarse = opAt(graph, findTensor(graph, 'backbone/stage3')).shape;
  return {
    id: 'thunder',
    reads: coarse,
    channels: shape[2],
    mapBytes: bytesOf(shape),
    once: (parts.cem?.multiplyAdds ?? 0) + (parts.sam?.multiplyAdds ?? 0),
    perRegion: cost(regions).multiplyAdds,
    carried: shape[2],
  };
}

const known = new Map<number, readonly HeadBill[]>();

/** The bills of five heads; a kernel other than 15 makes other Light-Heads than the paper's. */
export function headBills(kernel: number = lightHeadNumbers.kernel): readonly HeadBill[] {
  const found = known.get(kernel) ?? counted(kernel);
  known.set(kernel, found);
  return found;
}

function counted(kernel: number): readonly HeadBill[] {
  const maps = rfcnMaps();
  const scores = opAt(maps, findTensor(maps, 'scores')).shape;
  const boxes = opAt(maps, findTensor(maps, 'boxes')).shape;
  return [
    {
      id: 'faster',
      reads: [...mapCells, resNetChannels / 2],
      channels: resNetChannels / 2,
      mapBytes: bytesOf([...mapCells, resNetChannels / 2]),
      once: 0,
      perRegion: cost(fasterRegion()).multiplyAdds,
      carried: 14 * 14 * (resNetChannels / 2),
    },
    {
      id: 'rfcn',
      reads: [...mapCells, resNetChannels],
      channels: scores[2],
      mapBytes: bytesOf(scores) + bytesOf(boxes),
      once: cost(maps).multiplyAdds,
      // Bins are averaged and nothing more.
      perRegion: 0,
      carried: scores[2],
    },
    lightBill('lightL', 'L', kernel),
    lightBill('lightS', 'S', kernel),
    thunderBill(),
  ];
}

/** The large separable convolution of setting L beside a full convolution of the same window. */
export interface LargeWindow {
  /** Cells of the map that one cell of the thin map sees, along each side. */
  readonly seen: readonly [vertical: number, horizontal: number];
  /** Kernels, biases left out. */
  readonly weights: number;
  readonly fullWeights: number;
}

export function largeWindow(kernel: number): LargeWindow {
  const graph = lightHead(lightConfig('L', kernel));
  const field = receptiveFields(graph)[findTensor(graph, 'thin')];
  if (field === undefined) throw new Error('The thin map has no receptive field.');
  const full = new GraphBuilder('full', 'symmetric');
  const x = full.input([1, 1, resNetChannels]);
  const filters = lightHeadNumbers.outChannels * group ** 2;
  full.output('thin', full.conv2d(x, { name: 'conv', filters, kernelSize: kernel }));
  const span = ({ start, end }: { readonly start: number; readonly end: number }) => end - start + 1;
  return {
    seen: [span(field.vertical), span(field.horizontal)],
    weights: cost(graph).multiplyAdds / (mapCells[0] * mapCells[1]),
    fullWeights: cost(full.build()).parameters,
  };
}
