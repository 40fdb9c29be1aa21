import { fixed, listed } from '../quantity.ts';

export const title = 'Each bin of a region reads a channel of its own';
export const region = 'region';
export const columns = ['row', 'column', 'channel', 'sample 1', 'sample 2', 'sample 3', 'sample 4', 'bin'];
export const takeLabel = 'Of four samples';
export const takes = { largest: 'the largest', mean: 'the mean' } as const;
export const classLabel = 'Channels of';
export const className = (name: string) => name;
export const votesCaption = 'Votes: the mean of the nine bins of each class';

export const value = (of: number) => fixed(of, 2);

const rows = ['top', 'middle', 'bottom'] as const;
const columnNames = ['left', 'centre', 'right'] as const;
/** “top left”, “middle centre” is plainly the centre. */
export const place = (row: number, column: number) =>
  row === 1 && column === 1 ? 'centre' : `${rows[row]} ${columnNames[column]}`;

export const sceneLabel = (names: readonly string[]) =>
  `A scene of stickers: ${listed(names)}. On it a region in nine bins, and the four samples of one of them.`;
export const tilesLabel = (name: string) => `Nine channels, one a bin: where each part of a ${name} is`;
export const tileLabel = (row: number, column: number, channel: number, of: number) =>
  `${place(row, column)}: channel ${channel}, ${value(of)}`;

export interface SaidBin {
  readonly row: number;
  readonly column: number;
  readonly channel: number;
  readonly channels: number;
  readonly samples: readonly { readonly value: number }[];
  readonly value: number;
  readonly take: 'largest' | 'mean';
}

export const binSentence = ({ row, column, channel, channels, samples, value: of, take }: SaidBin) =>
  `The ${place(row, column)} bin reads channel ${channel} of ${channels}, at four places: ${samples.map((sample) => value(sample.value)).join(', ')}. ${take === 'largest' ? 'The largest' : 'Their mean'}, ${value(of)}, is its value.`;

export const voteSentence = (
  name: string,
  vote: number,
  first: { readonly name: string; readonly vote: number },
) =>
  first.name === name
    ? `All nine bins together say ${value(vote)} for ${name}, more than for any other class.`
    : `All nine bins together say ${value(vote)} for ${name}; ${first.name} has ${value(first.vote)}.`;

export const hint =
  'Drag the region, or reach it with the Tab key: arrows move it, with Shift they move its lower right corner. Press a channel to see its bin.';
export const caption =
  'Right: the channels of one class, one for each bin, over the whole scene; pale where the channel says “my part of it is here”. The frame is the bin that reads it. Below: the mean of the nine bins, for each class. Three bins a side are drawn; the networks of this chapter have seven.';

export const source =
  'This map is no network’s. It is drawn from the truth of the scene: what R-FCN’s channels are trained to say. The region is read by the operator that runs ThunderNet here.';
