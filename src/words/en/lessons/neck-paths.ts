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
import { exact, listed, rounded } from '../quantity.ts';
import { type LessonWords, wordsOf } from './exercise-words.ts';

/** What the necks are called. */
export const neckWords: Readonly<Record<string, string>> = {
  fpn: 'FPN',
  panet: 'PANet',
  nasFpn: 'NAS-FPN',
  fullyConnected: 'the fully connected network',
  bifpn: 'BiFPN',
};
const nameOf = ({ network }: { readonly network: string }) => neckWords[network] ?? network;
const span = ({ from, to }: CellOf) => `P${from} to P${to}`;
const cellOf = (of: CellOf) => `one cell of ${nameOf(of)} over the levels ${span(of)}`;
const levels = (all: readonly number[]) => listed(all.map((level) => `P${level}`));
const nodesDrawn = (step: number) =>
  step === 0 ? 'no node is drawn' : step === 1 ? 'one node is drawn' : `${exact(step)} nodes are drawn`;

/** What is said of the exercises about nodes, edges, and what each output has heard. */
export const neckPaths: LessonWords['exercises'] = {
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
    item: (id) => neckWords[id]?.replace('the fully', 'Fully') ?? id,
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
};
