/** The four guidelines of ShuffleNetV2 as experiments: small networks of equal multiply-adds that differ in one thing. */
import type { Graph } from '../graph/graph.ts';
import type { TensorId } from '../graph/op.ts';
import { GraphBuilder } from '../operators/builder.ts';

export type Guideline = 'ratio' | 'groups' | 'fragments' | 'elementwise';
export const guidelines: readonly Guideline[] = ['ratio', 'groups', 'fragments', 'elementwise'];

/** One form of an experiment; forms of one experiment have equal multiply-adds, within 1 %. */
export interface Variant {
  readonly id: string;
  readonly graph: Graph;
}

/** Side of all maps, and blocks that stand behind each other. */
export const side = 28;
export const blocks = 10;

type Body = (builder: GraphBuilder, x: TensorId) => TensorId;

function stacked(name: string, channels: number, body: Body): Graph {
  const builder = new GraphBuilder(name, 'same');
  let x = builder.input([side, side, channels]);
  for (let block = 0; block < blocks; block++) x = builder.scope(`block${block}`, () => body(builder, x));
  builder.output('output', x);
  return builder.build();
}

const pointwise = (builder: GraphBuilder, x: TensorId, name: string, filters: number, groups = 1) =>
  builder.conv2d(x, { name, filters, kernelSize: 1, groups });

/** Channels in and out of the two 1×1 convolutions of a block: the products are equal. */
const ratios = { '1:1': [128, 128], '1:2': [90, 182], '1:6': [52, 315], '1:12': [37, 443] } as const;

function ratio(id: keyof typeof ratios): Variant {
  const [narrow, wide] = ratios[id];
  const graph = stacked(`ratio-${id.replace(':', '-')}`, narrow, (builder, x) =>
    pointwise(builder, pointwise(builder, x, 'widen', wide), 'narrow', narrow),
  );
  return { id, graph };
}

/** Channels of a 1×1 convolution in so many groups: squares over groups are equal. */
const grouped = { 1: 176, 2: 248, 4: 352, 8: 496 } as const;

function groups(count: keyof typeof grouped): Variant {
  const channels = grouped[count];
  const graph = stacked(`groups-${count}`, channels, (builder, x) =>
    pointwise(builder, x, 'conv', channels, count),
  );
  return { id: String(count), graph };
}

const inSeries =
  (count: number, channels: number): Body =>
  (builder, x) => {
    let y = x;
    for (let index = 0; index < count; index++) y = pointwise(builder, y, `conv${index}`, channels);
    return y;
  };

const inParallel =
  (count: number, channels: number): Body =>
  (builder, x) => {
    const parts = Array.from({ length: count }, (_, index) =>
      pointwise(builder, x, `conv${index}`, channels),
    );
    return builder.add(parts, { name: 'add' });
  };

/** Channels, so that one, two and four convolutions cost the same. */
const fragmented = { one: 182, two: 129, four: 91 } as const;
const fragments = (): Variant[] => {
  const { one, two, four } = fragmented;
  return [
    { id: '1', graph: stacked('fragments-1', one, inSeries(1, one)) },
    { id: '2-series', graph: stacked('fragments-2-series', two, inSeries(2, two)) },
    { id: '4-series', graph: stacked('fragments-4-series', four, inSeries(4, four)) },
    { id: '2-parallel', graph: stacked('fragments-2-parallel', two, inParallel(2, two)) },
    { id: '4-parallel', graph: stacked('fragments-4-parallel', four, inParallel(4, four)) },
  ];
};

/** 1×1, 3×3, 1×1 of 32 channels, with or without what works on each value by itself. */
function elementwise(id: string, relu: boolean, shortcut: boolean): Variant {
  const channels = 32;
  const graph = stacked(`elementwise-${id}`, channels, (builder, x) => {
    const active = (y: TensorId) => (relu ? builder.activation(y, 'relu') : y);
    let y = builder.scope('in', () => active(pointwise(builder, x, 'conv', channels)));
    y = builder.scope('middle', () =>
      active(builder.conv2d(y, { name: 'conv', filters: channels, kernelSize: 3 })),
    );
    y = builder.scope('out', () => active(pointwise(builder, y, 'conv', channels)));
    return shortcut ? builder.add([y, x], { name: 'add' }) : y;
  });
  return { id, graph };
}

/** The forms of an experiment, the one that the guideline recommends first; in the last, the whole block first, as in the paper. */
export function variantsOf(guideline: Guideline): readonly Variant[] {
  if (guideline === 'ratio') return (Object.keys(ratios) as (keyof typeof ratios)[]).map(ratio);
  if (guideline === 'groups') return ([1, 2, 4, 8] as const).map(groups);
  if (guideline === 'fragments') return fragments();
  return [
    elementwise('both', true, true),
    elementwise('no-shortcut', true, false),
    elementwise('no-relu', false, true),
    elementwise('neither', false, false),
  ];
}
