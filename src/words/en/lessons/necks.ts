import {
  bothEnds,
  type CellOf,
  edges,
  fiveNecks,
  type Heard,
  heard,
  nodes,
  outputsThatHear,
  type SizeOf,
  type Stepped,
  whyBothWays,
} from '../../../../models/exercises/neck-paths.ts';
import {
  anchorShare,
  attends,
  cells,
  cellsIn,
  fastShare,
  fusionWeights,
  type LevelOf,
  ownLevel,
  type Raw,
  type Sticker,
  smallSum,
  softmaxShare,
  squareAnchors,
  type ToOne,
  type Weighing,
  type Weights,
  whichLevel,
} from '../../../../models/exercises/necks.ts';
import { releasedDetector } from '../../../../models/families/efficientdet/sizes.ts';
import { exact, fixed, listed, percent, rounded, upTo } from '../quantity.ts';
import { type LessonWords, wordsOf } from './exercise-words.ts';

const names: Readonly<Record<string, string>> = {
  fpn: 'FPN',
  panet: 'PANet',
  nasFpn: 'NAS-FPN',
  fullyConnected: 'the fully connected network',
  bifpn: 'BiFPN',
};
const nameOf = ({ network }: { readonly network: string }) => names[network] ?? network;
const span = ({ from, to }: CellOf) => `P${from} to P${to}`;
const cellOf = (of: CellOf) => `one cell of ${nameOf(of)} over the levels ${span(of)}`;
const side = ({ picture, level }: LevelOf) => Math.ceil(picture / 2 ** level);
const part = (size: number) =>
  size === 1 ? 'as large as the whole picture' : `${upTo(size, 2)} of the picture’s side`;
const levels = (all: readonly number[]) => listed(all.map((level) => `P${level}`));
const raw = ({ first, second }: Raw) => `${upTo(first, 1)} and ${upTo(second, 1)}`;
const nodesDrawn = (step: number) =>
  step === 0 ? 'no node is drawn' : step === 1 ? 'one node is drawn' : `${exact(step)} nodes are drawn`;
const toOne = (ratio: number) =>
  Number.isFinite(ratio) ? `${fixed(ratio, 2)} to 1` : 'the second has no share';
const anchorsOf = (level: number) => {
  const sides = squareAnchors(level);
  return `${exact(sides[0] ?? 0)} to ${exact(sides.at(-1) ?? 0)} pixels`;
};

export const necks: LessonWords = {
  title: 'Feature pyramids and BiFPN',
  description:
    'Levels and their cells, what each neck hears and what it costs, and what the weights of a BiFPN are.',
  exercises: {
    [whichLevel.id]: wordsOf<Sticker>({
      title: 'Guess first',
      question: ({ picture, size }) =>
        `A sticker is ${part(size)}, on a picture of ${exact(picture)} pixels. D0 has five levels, P3 to P7. Which of them will find it? Write its number.`,
      field: 'number of the level',
      right: (of) =>
        `By the sizes of its square anchors, P${exact(whichLevel.truth(of))}: they are ${anchorsOf(whichLevel.truth(of))} a side, and the sticker is ${exact(of.size * of.picture)}. What a trained network says shows in the figure, where a sticker can be grown.`,
      slips: {},
      hints: [
        () => 'Fine maps have small cells, coarse ones large cells. An anchor is about four cells wide.',
        () => 'smallest anchor of a level: 4 × 2^level pixels',
      ],
    }),
    [ownLevel.id]: wordsOf<null>({
      title: 'On your table',
      question: () =>
        'Leave one sticker on the table below and let the network look. On which level stands the anchor of its surest box? The figure names it with the box. Write its number; then make the sticker small, and ask again.',
      field: 'number of the level',
      amount: (value) => `P${exact(value)}`,
      right: (_, value) =>
        `${value == null ? '' : `P${exact(value)}, on your table. `}Larger stickers are found on coarser levels, more or less: training decided that, not a rule.`,
      slips: {
        countedFromOne: () =>
          'That counts from the finest of the five. Levels carry the power of two of their stride.',
      },
      hints: [
        () => 'Each box carries its level, and the list beside the table says it again.',
        () => 'a level Pℓ has one cell for every 2^ℓ pixels along a side',
      ],
    }),
    [cells.id]: wordsOf<LevelOf>({
      title: 'Cells of a level',
      question: ({ picture, level }) =>
        `A picture has ${exact(picture)} × ${exact(picture)} pixels. A cell of level P${level} stands for 2^${level} pixels along each side. How many cells has the map of P${level}?`,
      field: 'cells',
      right: (of) =>
        `Its stride is ${exact(2 ** of.level)}, so ${exact(side(of))} × ${exact(side(of))} = ${exact(cells.truth(of))} cells.`,
      slips: {
        oneSide: () => 'Those are the cells along one side. The map has as many rows, too.',
        levelBefore: ({ level }) =>
          `That is the map of P${level - 1}, whose cells have half the side. Level ${level} has the stride 2^${level}.`,
        anchors: () => 'Those are its anchors. Each cell carries nine of them.',
      },
      hints: [() => 'Divide the side by the stride, then square.', () => '(side ÷ stride)²'],
      worked: (of) =>
        `${exact(of.picture)} pixels, P${of.level}: ${exact(of.picture)} ÷ ${exact(2 ** of.level)} = ${exact(side(of))}, and ${exact(side(of))}² = ${exact(cells.truth(of))}.`,
    }),
    [anchorShare.id]: wordsOf<LevelOf>({
      title: 'Who has the boxes',
      question: ({ picture, level }) =>
        `The detector scores nine anchors at each cell of P3 to P7. Of a picture of ${exact(picture)} × ${exact(picture)} pixels, what share of all its anchors stands on P${level}?`,
      field: 'share, from 0 to 1, or in %',
      right: (of) =>
        `${percent(100 * anchorShare.truth(of))}. From one level to the next the side halves, so the cells are a quarter.`,
      slips: {
        equal: () =>
          'That would be a fifth for each level. A fine map has many more cells than a coarse one.',
        halved: () => 'That halves from level to level. The side halves, and a map has two of them.',
        sides: () => 'That counts cells along one side. A map has rows and columns.',
      },
      hints: [
        () => 'How many cells has each level, if the coarsest counts as one?',
        () => '4^(7 − level) ÷ (1 + 4 + 4² + 4³ + 4⁴)',
      ],
      worked: (of) =>
        `${exact(of.picture)} pixels, P${of.level}: ${exact(cells.truth(of))} of ${exact(cells.truth(of) / anchorShare.truth(of))} cells, so ${percent(100 * anchorShare.truth(of))}.`,
    }),
    [nodes.id]: wordsOf<CellOf>({
      title: 'Nodes',
      question: (of) =>
        `Build ${cellOf(of)} in the figure, or on paper. How many nodes are computed in it, not counting the maps that enter?`,
      field: 'nodes',
      right: (of) =>
        of.network === 'bifpn'
          ? `${exact(nodes.truth(of))}: on the way down all levels but the coarsest, on the way up all but the finest. The two nodes that would have a single input are left out.`
          : `${exact(nodes.truth(of))}: ${of.network === 'panet' ? 'one on every level, on the way down and on the way up' : 'one on every level'}.`,
      slips: {
        counterpart: ({ network }) =>
          network === 'bifpn'
            ? 'That is PANet’s count. BiFPN leaves out the nodes with one input, which mix nothing.'
            : 'That is BiFPN’s count. PANet has a node on every level, on the way down and on the way up.',
        inputsToo: () => 'That counts the maps that enter, too. They come from the backbone.',
      },
      hints: [
        () => 'Go down the levels, then up, where the network goes up at all.',
        ({ network }) =>
          network === 'bifpn'
            ? 'no node with a single input: so none at the start of the way down, and none at the start of the way up'
            : network === 'panet'
              ? 'a node on every level, twice'
              : 'a node on every level',
      ],
      worked: (of) => `${cellOf(of).replace(/^o/, 'O')} has ${exact(nodes.truth(of))} nodes.`,
    }),
    [edges.id]: wordsOf<CellOf>({
      title: 'Edges',
      question: (of) => `How many inputs have the nodes of ${cellOf(of)}, all together?`,
      field: 'edges',
      right: (of) =>
        of.network === 'bifpn'
          ? `${exact(edges.truth(of))}. On the way up, the levels in between have three inputs: the one from below, the one from the way down, and the map that entered.`
          : `${exact(edges.truth(of))} into ${exact(nodes.truth(of))} nodes.`,
      slips: {
        twoEach: ({ network }) =>
          network === 'bifpn'
            ? 'That gives two to each node. BiFPN adds an edge from the map that entered to the output of its level, where there is a node in between.'
            : network === 'fullyConnected'
              ? 'That gives two to each node. Here each reads all the maps that entered.'
              : 'That gives two to each node. Where a pass begins there is nothing to join yet.',
      },
      hints: [
        () => 'Go from node to node and count what goes in.',
        ({ network }) =>
          network === 'bifpn'
            ? 'way down: two each; way up: three each, and two at the coarsest level'
            : network === 'fullyConnected'
              ? 'nodes × levels'
              : 'two each, and a single one where a pass begins',
      ],
      worked: (of) =>
        `${cellOf(of).replace(/^o/, 'O')} has ${exact(edges.truth(of))} edges into ${exact(nodes.truth(of))} nodes.`,
    }),
    [heard.id]: wordsOf<Heard>({
      title: 'Who has heard it',
      question: (of) =>
        `One cell of ${nameOf(of)} over five levels, P3 to P7. Follow the map that enters at P${of.level}. How many of the five outputs have something of it in them?`,
      field: 'outputs',
      right: (of) => {
        const all = outputsThatHear(of);
        return `${exact(all.length)}: ${levels(all)}.${of.network === 'fpn' ? ' An FPN hands down, and nothing up.' : ''}`;
      },
      slips: {
        otherWay: () => 'That follows it up. An FPN hands down: from coarse to fine.',
        all: ({ network }) =>
          network === 'fpn'
            ? 'That would need a way up. An FPN has none; PANet added it.'
            : 'Not in one cell. Look for the nodes that read it, and for those that read these.',
      },
      hints: [
        () => 'Choose the network in the figure and step through its nodes.',
        () => 'An output has heard what its node reads, and whatever had been heard there.',
      ],
      worked: (of) =>
        `${nameOf(of)}, the map that enters at P${of.level}: it is heard at ${levels(outputsThatHear(of))}.`,
    }),
    [bothEnds.id]: wordsOf<Stepped>({
      title: 'The first to hear both ends',
      question: (of) =>
        `In the figure, step through ${nameOf(of)} to the first node whose map has heard the finest level and the coarsest.`,
      conditions: {
        network: {
          asked: (of) => `the network is ${nameOf(of)}`,
          now: (value) => nameOf({ network: String(value) }),
        },
        hears: {
          asked: () => 'the last node that is drawn has heard both ends',
          now: (value) => nodesDrawn(Number(value)),
        },
        first: {
          asked: () => 'no node before it has',
          now: (value) => nodesDrawn(Number(value)),
        },
      },
      right: ({ network }) =>
        network === 'nasFpn'
          ? 'The search left the coarsest input out until late.'
          : 'The way down brings what the coarsest level knows to the finest one. There the two meet for the first time.',
      slips: {
        oneEnd: () =>
          'Too early. Follow its edges back to the maps that entered: one end is not among them yet.',
        later: () => 'A node before it has heard both already.',
      },
      hints: [
        () => 'Go back from a node along its edges, as far as they lead.',
        () => 'heard by a node = heard by all that it reads',
      ],
    }),
    [fiveNecks.id]: wordsOf<SizeOf>({
      title: 'What they cost',
      question: ({ size }) =>
        `Five necks for ${size}, each with as many cells and channels as its BiFPN has. Put them in order by their multiply-adds, the most first.`,
      item: (id) => names[id]?.replace('the fully', 'Fully') ?? id,
      amount: (value) => `${rounded(value, 3)} multiply-adds`,
      right: () =>
        'What costs is the convolution behind each node, and most of it at the finest level. An edge costs little: a map is resized and added. So BiFPN, with more edges than PANet and fewer nodes, is cheaper.',
      slips: {
        moreEdges: () =>
          'That is the order by edges. An edge is cheap; behind each node stands a convolution, and on a fine map it is dear.',
      },
      hints: [
        () => 'Count the nodes on P3, where the cells are.',
        () => 'a node: its cells × (its window × channels + channels × channels)',
      ],
    }),
    [softmaxShare.id]: wordsOf<Raw>({
      title: 'Shares by softmax',
      question: (of) =>
        `A node has two inputs with the raw weights ${raw(of)}. Softmax makes shares of them. What share has the first?`,
      field: 'share, from 0 to 1, or in %',
      right: (of) =>
        `e^${upTo(of.first, 1)} ÷ (e^${upTo(of.first, 1)} + e^${upTo(of.second, 1)}) = ${fixed(softmaxShare.truth(of), 3)}. Only the difference of the two counts.`,
      slips: {
        ratio: () => 'That divides the weights themselves. Softmax first takes e to their power.',
        otherInput: () => 'That is the share of the second.',
      },
      hints: [
        () => 'Powers of e, then shares of their sum.',
        () => 'e^first ÷ (e^first + e^second) = 1 ÷ (1 + e^(second − first))',
      ],
      worked: (of) =>
        `${raw(of)}: 1 ÷ (1 + e^(${upTo(of.second, 1)} − ${upTo(of.first, 1)})) = ${fixed(softmaxShare.truth(of), 3)}.`,
    }),
    [fastShare.id]: wordsOf<Raw>({
      title: 'Shares by the fast rule',
      question: (of) =>
        `The fast rule of BiFPN divides each weight by the sum of all, with a tiny ε in the sum. The raw weights are ${raw(of)}. What share has the first?`,
      field: 'share, from 0 to 1, or in %',
      right: (of) =>
        `${upTo(of.first, 1)} ÷ (${upTo(of.first, 1)} + ${upTo(of.second, 1)} + ε) = ${fixed(fastShare.truth(of), 3)}. Up to ε, only the ratio of the two counts.`,
      slips: {
        difference: () => 'That is softmax. The fast rule has no powers: it divides the weights themselves.',
        unnormalised: () => 'That is the raw weight. Shares are to add up to one, nearly.',
      },
      hints: [() => 'A weight over the sum of the weights.', () => 'first ÷ (first + second + ε)'],
      worked: (of) =>
        `${raw(of)}: ${upTo(of.first, 1)} ÷ ${upTo(of.first + of.second, 1)} = ${fixed(fastShare.truth(of), 3)}, up to ε.`,
    }),
    [smallSum.id]: wordsOf<ToOne>({
      title: 'Shares and a sum',
      question: ({ ratio }) =>
        `Set the two weights in the figure so that the fast rule gives shares of ${upTo(ratio, 1)} to 1, while their plain, unbounded sum stays below one.`,
      conditions: {
        ratio: {
          asked: ({ ratio }) => `by the fast rule, ${upTo(ratio, 1)} to 1`,
          now: (value) => toOne(Number(value)),
        },
        sum: { asked: () => 'the sum of the weights is below one', now: (value) => fixed(Number(value), 2) },
      },
      right: ({ ratio }) =>
        `Any two weights of which one is ${upTo(ratio, 1)} times the other have these shares, small ones as well. Their unbounded sum would make the map fainter; the fast rule does not care.`,
      slips: {
        sumForgotten: () => 'The shares are right. Make both weights smaller, and keep their ratio.',
        softmax: ({ ratio }) =>
          `By softmax the shares are ${upTo(ratio, 1)} to 1 now: there the difference counts. The fast rule looks at the ratio.`,
      },
      hints: [
        () => 'What happens to the shares when both weights are halved?',
        ({ ratio }) => `first = ${upTo(ratio, 1)} × second`,
      ],
    }),
    [fusionWeights.id]: wordsOf<Weights>({
      title: 'How many weights',
      question: (of) =>
        `The neck of ${of.size} has ${exact(cellsIn(of))} BiFPN cells over P3 to P7, with ${exact(releasedDetector[of.size].width)} channels. With how many numbers does it weigh the inputs of its nodes?`,
      field: 'numbers',
      right: (of) =>
        `${exact(fusionWeights.truth(of))}: one for each edge, in each of ${exact(cellsIn(of))} cells. They are parameters, the same for every picture.`,
      slips: {
        oneCell: () => 'That is one cell. Each cell has weights of its own.',
        nodes: () => 'That counts nodes. Each of a node’s inputs has a weight.',
        channels: () => 'That has one for each channel. The paper keeps to one number for a whole map.',
      },
      hints: [
        () => 'One weight for each edge. You have counted the edges of a cell above.',
        () => 'edges of a cell × cells',
      ],
      worked: (of) =>
        `${of.size}, ${exact(cellsIn(of))} cells: ${exact(fusionWeights.truth(of) / cellsIn(of))} edges in each, so ${exact(fusionWeights.truth(of))}.`,
    }),
    [attends.id]: wordsOf<Weighing>({
      title: 'Often heard',
      question: ({ network }) =>
        `“${names[network]} weighs a map alike at all its places, and its weights attend to what is in the picture.” Which part of it is wrong?`,
      options: {
        places: 'that all places of a map are weighed alike',
        picture: 'that the weights follow the picture',
        both: 'both parts',
        neither: 'none: it is right',
      },
      right: ({ network, learned, computed }) =>
        network === 'bifpn'
          ? `D0’s BiFPN has ${exact(learned)} such numbers. They stand in the checkpoint and are the same for every picture; what follows the picture are the gates of the backbone’s squeeze-and-excitation.`
          : `In NAS-FPN’s merging the coarser map makes a gate for each channel of the finer one, ${exact(computed)} times in a neck of D0’s size, anew for every picture.`,
      slips: {
        places: ({ network }) =>
          network === 'bifpn'
            ? 'Each of them is one number for a whole map. That part holds.'
            : 'A gate is one number for a whole channel of a map. That part holds.',
        picture: () => 'These are computed from the maps of the picture that is looked at. That part holds.',
        both: () => 'No place of a map has a weight of its own. At least that part holds.',
        neither: ({ learned }) =>
          `Look where the numbers come from: all ${exact(learned)} are parameters, read from the checkpoint.`,
      },
      hints: [
        () => 'Does the number change from one picture to the next?',
        () => 'weight: read from the checkpoint; gate: computed from a map',
      ],
    }),
    [whyBothWays.id]: wordsOf<CellOf>({
      title: 'Before you go',
      question: (of) =>
        `A BiFPN cell has ${exact(edges.truth(of))} edges, PANet’s has ${exact(edges.truth({ ...of, network: 'panet' }))}, and BiFPN is still the cheaper one. Where does the difference come from, and does an output of it hear less? Write two or three sentences.`,
      field: 'Your explanation',
      right: (of) =>
        `PANet has ${exact(nodes.truth({ ...of, network: 'panet' }))} nodes, BiFPN ${exact(nodes.truth(of))}: two nodes with a single input are gone, one of them on the finest map, where a convolution is dearest. The added edges cost a resize and a sum. Each output still hears every input, for a way down and a way up are left.`,
      slips: {},
      hints: [
        () => 'Compare the two drawings on P3.',
        () => 'cost: a convolution behind each node, times its cells',
      ],
      points: {
        single: () => 'two nodes with one input are left out, one of them on the finest map',
        edge: () => 'an edge costs little, a node costs a convolution',
        heard: () => 'every output still hears every input',
      },
    }),
  },
};
