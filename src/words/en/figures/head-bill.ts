import { bytes, exact, rounded, times } from '../quantity.ts';

export const title = 'The bill of a head: once for the picture, and again for every region';
export const names = {
  faster: 'Faster R-CNN',
  rfcn: 'R-FCN',
  lightL: 'Light-Head R-CNN, L',
  lightS: 'Light-Head R-CNN, S',
  thunder: 'ThunderNet-SNet146',
} as const;
type Head = keyof typeof names;

export const head = 'head';
export const channels = 'channels';
export const measureLabel = 'Bars';
export const measures = { multiplyAdds: 'multiply-adds', memory: 'map to cut from' } as const;
export const kernelLabel = 'Light-Head’s window';
export const kernelOption = (kernel: string) => `${kernel} × ${kernel}`;
export const regionsLabel = 'Regions';
/** On the narrowest screens the first may take two lines. */
export const stops = { thunder: 'Thunder\u200bNet', light: 'Light-Head' } as const;

export const channelsText = (count: number) => `${exact(count)} channels`;
export const reads = ([height, width, count]: readonly [number, number, number]) =>
  `from ${height} × ${width} × ${exact(count)}`;

export const amount = (value: number, measure: keyof typeof measures) =>
  measure === 'memory' ? bytes(value) : rounded(value, 3);

export const parts = { once: 'once', regions: 'for all regions' } as const;

export const table = (measure: keyof typeof measures, regions: number) =>
  measure === 'memory'
    ? 'Five heads: the map that regions are cut from'
    : `Five heads with ${exact(regions)} regions: multiply-adds once for the picture, and for all regions`;

interface Bar {
  readonly id: Head;
  readonly total: number;
  readonly channels: number;
}

const bar = (bars: readonly Bar[], id: Head) => bars.find((each) => each.id === id)!;

/** What the bars come to, in words. */
export function sentence(
  { regions, measure }: { readonly regions: number; readonly measure: keyof typeof measures },
  bars: readonly Bar[],
): string {
  const [faster, rfcn, light] = [bar(bars, 'faster'), bar(bars, 'rfcn'), bar(bars, 'lightL')];
  if (measure === 'memory')
    return `R-FCN cuts its regions from ${bytes(rfcn.total)} of map, ${times(rfcn.total / light.total, 2)} as much as Light-Head R-CNN’s ${bytes(light.total)}.`;
  if (regions === 0) return 'No region is looked at again: what is left is the price of the map.';
  return `${exact(regions)} ${regions === 1 ? 'region' : 'regions'}: Faster R-CNN’s head does ${amount(faster.total, measure)} multiply-adds, R-FCN’s ${amount(rfcn.total, measure)}, Light-Head R-CNN’s ${amount(light.total, measure)}.`;
}

export const windowLabel = (kernel: number, cells: readonly [number, number]) =>
  `A map of ${cells[0]} by ${cells[1]} cells. One cell of the thin map sees ${kernel} by ${kernel} of them, by a strip of ${kernel} by 1 and one of 1 by ${kernel}.`;

/** The window and its price; `weights` and `full` without biases. */
export const windowSentence = (kernel: number, weights: number, full: number) =>
  kernel === 1
    ? `1 × 1: both ways of the large separable convolution have ${rounded(weights, 3)} weights together, one convolution ${rounded(full, 3)}.`
    : `${kernel} × ${kernel} cells by two strips, either way first: ${rounded(weights, 3)} weights. One full convolution would have ${rounded(full, 3)}.`;

export const caption = {
  drawing:
    'The map of a picture of 800 × 1333 pixels at stride 16, and what one cell of Light-Head’s thin map sees of it.',
  bars: 'Filled: paid once for the picture, from the backbone’s last map to the map that regions are cut from. Hatched: all regions together. ThunderNet’s map is that of 320 × 320 pixels. Proposals are not in the bill.',
} as const;

export const source =
  'Computed from the graphs. Light-Head and ThunderNet as their authors’ code has them, with one hidden layer; R-FCN and Faster R-CNN on ResNet-101 as their papers describe them.';
