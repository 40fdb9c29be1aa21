import { exact, rounded } from '../quantity.ts';

export const title = 'Two paths: one keeps detail, the other finds out what it sees';
export const paths = {
  spatial: 'Spatial path',
  down: 'Context path, down',
  up: 'Context path, up again',
  fusion: 'Fusion and head',
} as const;
export const backboneLabel = 'Context on';
export const backbones = { 'xception-39': 'Xception39', 'resnet-18': 'ResNet-18' } as const;
export const stepLabel = 'Step';
export const columns = ['map', 'height', 'width', 'channels', 'sees, pixels', 'multiply-adds', 'made of'];
export const yourPicture = 'Your picture';

const layer = (number: string) => `layer ${number}`;

/** What a map is called under its drawing. */
export function mapName(name: string): string {
  const known: Readonly<Record<string, string>> = {
    'spatial/conv_7x7': '7 × 7',
    'spatial/conv_3x3_1': '3 × 3',
    'spatial/conv_3x3_2': '3 × 3',
    'spatial/conv_1x1': '1 × 1',
    'context/stem': 'stem',
    'context/maxpool': 'max-pool',
    'context/global': 'mean',
    attention32: 'refined',
    refine32: 'doubled',
    attention16: 'refined',
    refine16: 'doubled',
    'fusion/conv': 'joined',
    'fusion/gate': 'gate',
    'fusion/sum': 'gated',
    'head/conv': 'head',
    logits: 'classes',
  };
  return known[name] ?? layer(name.slice(-1));
}

const does: Readonly<Record<string, string>> = {
  'spatial/conv_7x7': 'A wide window and a stride of two.',
  'spatial/conv_3x3_1': 'The second stride of two.',
  'spatial/conv_3x3_2': 'The third and last: an eighth of the side is kept.',
  'spatial/conv_1x1': 'As many channels as the other path will bring.',
  'context/stem': 'The same picture again, for the other path: a stride of two, few channels.',
  'context/maxpool': 'The largest of nine, a stride of two.',
  'context/layer1': 'The backbone’s first layer.',
  'context/layer2': 'The backbone’s second layer.',
  'context/layer3': 'The backbone’s third layer.',
  'context/layer4': 'The backbone’s fourth layer.',
  'context/global': 'The mean of the coarsest map: one cell that has seen everything.',
  attention32:
    'Attention refinement: a 3 × 3 convolution, then each channel times a number between 0 and 1, made of the means of all channels by a 1 × 1 and a sigmoid.',
  refine32: 'The mean is added to every cell, the sum brought to twice the side and smoothed by a 3 × 3.',
  attention16: 'Attention refinement again, of the map before the last.',
  refine16:
    'What came from below is added, brought to twice the side and smoothed: both paths are equally fine now.',
  'fusion/conv': 'Feature fusion: both paths one behind the other, and a 1 × 1 that mixes them.',
  'fusion/gate': 'The mean of every channel, two 1 × 1, a sigmoid: how much of each channel is wanted.',
  'fusion/sum': 'Each channel, and on top of it the same channel times its gate.',
  'head/conv': 'A 3 × 3 to few channels.',
  logits: 'A number for each class and cell, which is then drawn out to the picture’s size.',
};

export interface SaidMap {
  readonly name: string;
  readonly height: number;
  readonly channels: number;
  readonly sees: readonly [number, number];
  readonly multiplyAdds: number;
  readonly step: number;
}

export const size = ({ height, channels }: Pick<SaidMap, 'height' | 'channels'>) =>
  `${height} × ${height}, ${exact(channels)}`;

/** Holds what is written under the drawing, as it is written: whoever speaks to a computer says that. */
export const label = (map: SaidMap) => `Step ${map.step}: ${mapName(map.name)}, ${size(map)} channels`;

/** What a step does, what comes of it and what it costs. */
export function sentence(map: SaidMap): string {
  const { name, height, channels, sees, multiplyAdds } = map;
  const cells = height === 1 ? '1 cell' : `${height} × ${height} cells`;
  const seen = Math.max(...sees);
  return `Step ${map.step}, ${mapName(name)}. ${does[name] ?? ''} ${cells} of ${exact(channels)} channels; a cell can be reached from ${exact(seen)} × ${exact(seen)} pixels. ${rounded(multiplyAdds, 3)} multiply-adds.`;
}

export const previewLabel = (height: number) =>
  height === 1
    ? 'The picture as one cell'
    : `The picture in ${height} by ${height} cells, as fine as this map`;

export const caption =
  'Each square is a map beside the picture, to scale: as large as it has cells, its edge as thick as it has channels. Inside is the picture at that size, not what the network makes of it. Large: the picture in as many cells as the chosen map; the frame is what its middle cell can be reached from.';
export const source =
  'Computed from the graphs for a picture of 512 × 512 pixels: BiSeNet as its author’s code has it (ycszen/TorchSeg), 19 classes.';
