import { families } from '../../models/families/index.ts';
import { cost } from '../../models/operators/cost.ts';
import { snippetsOf, takenNetwork, type Wanted } from '../../models/snippets/index.ts';

/** Networks that Keras, whose layers are slow to make, would need minutes for. */
const slowInKeras = ({ network, phi = 0 }: Wanted): boolean =>
  /-l2$|net-b[1245678]$|-v2-([ml]|b[123])$|-vgg-19$/.test(network) || phi > 0.5;

/** Every listed network as it is, and others of each family: any φ, odd widths and depths, pictures that are not square, few classes. */
export const cases: readonly Wanted[] = [
  ...families.flatMap(({ members }) => members.map(({ name }): Wanted => ({ network: name }))),
  ...[-2.5, -0.7, 0.5, 2, 2.4, 3.3, 7.25].map((phi): Wanted => ({ network: 'efficientnet', phi })),
  ...[-2, 0.5, 1.5, 3.7].map((phi): Wanted => ({ network: 'efficientdet', phi })),
  ...[
    { width: 1.21, depth: 1.44, resolution: 297 },
    { width: 0.37, depth: 0.5, size: [160, 224], classes: 17 },
    { width: 2.05, depth: 3.1, resolution: 64 },
  ].map(
    (options): Wanted => ({ network: 'efficientnet-b0', options: options as NonNullable<Wanted['options']> }),
  ),
  { network: 'efficientnet-lite0', options: { width: 1.15, depth: 1.3 } },
  { network: 'efficientnet-b3', options: { classes: 10, resolution: 224 } },
  { network: 'efficientdet-d0', options: { fusion: 'softmax', classes: 12, size: [384, 512] } },
  { network: 'efficientdet-d1', options: { cells: 2, headDepth: 1, width: 56 } },
  { network: 'efficientdet-d0', options: { fusion: 'sum' } },
  { network: 'efficientdet-d0', options: { fusion: 'unbounded' } },
  { network: 'efficientdet-d0', options: { pyramid: 'fpn' } },
  { network: 'efficientnet-v2-b0', options: { width: 0.77, depth: 1.3 } },
  { network: 'efficientnet-v2-s', options: { width: 1.25, depth: 0.7, resolution: 224 } },
  { network: 'efficientnet-v2-s', options: { width: 0.66 } },
  ...[0.3, 0.9, 1.25].map((width): Wanted => ({ network: `mobilenet-v1-${width}` })),
  ...[0.6, 1.17, 2].map(
    (width): Wanted => ({ network: 'mobilenet-v2', options: { width, size: [192, 256] } }),
  ),
  ...['large', 'small'].map(
    (size): Wanted => ({ network: `mobilenet-v3-${size}-0.75`, options: { classes: 9 } }),
  ),
  ...['a1', 'b1'].map((model): Wanted => ({ network: `mnasnet-${model}-0.5` })),
  { network: 'resnet-50', options: { size: [160, 320], classes: 21 } },
  { network: 'vgg-16', options: { resolution: 160 } },
  { network: 'shufflenet-v2-1.0-torchvision', options: { classes: 3 } },
];

/** What a library's network has to have. */
export interface Counted {
  readonly parameters: number;
  readonly multiplyAdds: number;
}

/** One snippet, and our own counts of the network that it builds. */
export interface Case extends Counted {
  readonly wanted: Wanted;
  readonly library: string;
  readonly code: string;
}

/** Our counts of a network: trainable parameters, multiply-adds for one picture. */
export function ownCount(wanted: Wanted): Counted {
  const { parameters, multiplyAdds } = cost(takenNetwork(wanted)!.graph);
  return { parameters, multiplyAdds };
}

/** Every snippet of every case, but for those that are too slow to build. */
export function snippetCases(): readonly Case[] {
  return cases.flatMap((wanted) => {
    const counted = ownCount(wanted);
    return snippetsOf(wanted).flatMap((snippet) =>
      'lack' in snippet || (snippet.library === 'keras' && slowInKeras(wanted))
        ? []
        : [{ wanted, ...snippet, ...counted }],
    );
  });
}
