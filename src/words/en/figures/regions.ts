import { bytes, exact, fixed, listed, percent } from '../quantity.ts';

type Whose = 'network' | 'truth';

export const title = 'Each bin of a region reads a channel of its own';
export const region = 'region';
export const columns = ['row', 'column', 'channel', 'sample 1', 'sample 2', 'sample 3', 'sample 4', 'bin'];
export const whoseLabel = 'Map';
export const whose: Readonly<Record<Whose, string>> = {
  network: 'a trained network’s',
  truth: 'as R-FCN’s should be',
};
export const takeLabel = 'Of four samples';
export const takes = { largest: 'the largest', mean: 'the mean' } as const;
export const ofLabel: Readonly<Record<Whose, string>> = {
  network: 'Channel of the region',
  truth: 'Channels of',
};
/** Of the true map the name of a class, of a network's a number. */
export const ofName = (whoseMap: Whose, name: string, all: number) =>
  whoseMap === 'truth' ? name : `${name} of ${all}`;
export const proposalLabel = 'Proposal, the likeliest first';

/** A map's value, with the digits that it has. */
export const value = (whoseMap: Whose, of: number) =>
  fixed(of, whoseMap === 'truth' ? 2 : 1).replace('-', '−');
export const share = (whoseMap: Whose, of: number) =>
  whoseMap === 'truth' ? fixed(of, 2) : percent(100 * of, 1);
/** For something that is none of the classes. */
export const nothing = 'none of these';

const rows = ['top', 'middle', 'bottom'] as const;
const columnNames = ['left', 'centre', 'right'] as const;
/** Of nine bins “top left”, of more the row and the column, from 1. */
export const place = (row: number, column: number, group: number) => {
  if (group !== 3) return `bin in row ${row + 1}, column ${column + 1}`;
  return row === 1 && column === 1 ? 'centre bin' : `${rows[row]} ${columnNames[column]} bin`;
};

export const sceneLabel = (names: readonly string[], group: number) =>
  `A scene of stickers: ${listed(names)}. On it a region in ${group ** 2} bins, and the four samples of one of them.`;
export const tilesLabel: Readonly<Record<Whose, (name: string, group: number) => string>> = {
  network: (name, group) =>
    `${group ** 2} channels, one a bin: what the network’s map says for channel ${name} of the region. Arrow keys go from bin to bin.`,
  truth: (name, group) =>
    `${group ** 2} channels, one a bin: where each part of a ${name} is. Arrow keys go from bin to bin.`,
};
export const tileLabel = (
  whoseMap: Whose,
  bin: { readonly row: number; readonly column: number; readonly channel: number; readonly value: number },
  group: number,
) => `${place(bin.row, bin.column, group)}: channel ${bin.channel}, ${value(whoseMap, bin.value)}`;

export interface SaidBin {
  readonly whose: Whose;
  readonly group: number;
  readonly row: number;
  readonly column: number;
  readonly channel: number;
  readonly channels: number;
  readonly samples: readonly { readonly value: number }[];
  readonly value: number;
  readonly take: 'largest' | 'mean';
}

export const binSentence = (bin: SaidBin) => {
  const said = (of: number) => value(bin.whose, of);
  return `The ${place(bin.row, bin.column, bin.group)} reads channel ${bin.channel} of ${bin.channels}, at four places: ${bin.samples.map((sample) => said(sample.value)).join(', ')}. ${bin.take === 'largest' ? 'The largest' : 'Their mean'}, ${said(bin.value)}, is its value.`;
};

export const voteSentence = (
  name: string,
  vote: number,
  first: { readonly name: string; readonly vote: number },
) =>
  first.name === name
    ? `All nine bins together say ${value('truth', vote)} for ${name}, more than for any other class.`
    : `All nine bins together say ${value('truth', vote)} for ${name}; ${first.name} has ${value('truth', first.vote)}.`;

/** `at`: from 1, the likeliest first. */
export const proposalSentence = (at: number, count: number, score: number, numbers: number) =>
  `This is proposal ${at} of ${count}. The first look gives it ${percent(100 * score, 0)} for being anything at all. The second look is given its ${exact(numbers)} numbers, and weighs:`;
export const ownSentence = (numbers: number) =>
  `A region of your own. The second look is given its ${exact(numbers)} numbers, and weighs:`;
export const ownUnasked =
  'A region of your own, which the network has not been asked about: run it here, and it answers as you drag.';
export const trainedWith = 'It was trained with the largest of four, and is asked with that.';

export const sharesCaption: Readonly<Record<Whose, string>> = {
  network: 'What the second look takes the region for',
  truth: 'Votes: the mean of the nine bins of each class',
};

export const run = 'Run the network here';
/** `all`: bytes to download, `own` those of the network's own weights. */
export const downloads = (all: number, title: string, own: number) =>
  `Downloads ${bytes(all)} once: EfficientNet-B0, the ${bytes(own)} of “${title}” that stand on it, and the program.`;
export const asBuilt = (title: string) =>
  `These numbers are from a run of “${title}” when this page was made.`;

export const hint =
  'Drag the region, or reach it with the Tab key: arrows move it, with Shift they move its lower right corner. Press a channel to see its bin.';
export const caption: Readonly<Record<Whose, string>> = {
  network:
    'The tiles are channels of the network’s map over the whole scene, laid out as the bins are: each bin reads its own inside the small frame, at the four points that the scene shows. Orange is above 0, blue below, each tile in a unit of its own. These channels stand for no class. What they mean, only the layers behind them have learned; the bars are what those take the region for.',
  truth:
    'The tiles are the channels of one class, one for each bin, over the whole scene; pale where the channel says “my part of it is here”. The small frame is the bin that reads it. The bars are the mean of the nine bins, for each class. Three bins a side are drawn; the networks of this chapter have seven.',
};

export const source: Readonly<Record<Whose, string>> = {
  network:
    'The map and the proposals are those of a detector that this project trained, with ThunderNet’s two stages on a frozen EfficientNet-B0. The region is read by the operator that the network itself runs.',
  truth:
    'This map is no network’s. It is drawn from the truth of the scene: what R-FCN’s channels are trained to say. The region is read by the operator that runs ThunderNet here.',
};
