import type { Block } from '../../../../models/exercises/blocks-of-b0.ts';
import { inverted, type Told } from '../../../../models/exercises/inverted.ts';
import {
  belowHalf,
  farCorner,
  fieldSide,
  gateWeights,
  gateWeightsOfExpanded,
  type Looked,
  meanGate,
  type OwnRun,
  type partNames,
  partsInOrder,
  pictureSide,
  quarterOfExpanded,
  type Size,
  seenPixels,
  skips,
  squeezedWidth,
  storedOrNot,
  type Thing,
} from '../../../../models/exercises/mbconv.ts';
import { exact, fixed, listed } from '../quantity.ts';
import { type LessonWords, said, wordsOf } from './exercise-words.ts';

const parts: Readonly<Record<string, string>> = {
  expand: 'expand (1×1)',
  depthwise: 'depthwise (the window)',
  se: 'squeeze and excite (the gates)',
  project: 'project (1×1)',
} satisfies Readonly<Record<(typeof partNames)[number], string>>;
const partCosts = (one: Block) => {
  const items = partsInOrder.items(one).toSorted((a, b) => b.value - a.value);
  return listed(items.map(({ id, value }) => `${parts[id]} ${exact(value)}`));
};
const pictured: Readonly<Record<Looked['picture'], string>> = {
  coffee: 'the cup',
  cat: 'the cat',
  raccoon: 'the raccoon',
  dahlia: 'the dahlia',
  pagoda: 'the pagoda',
  astronaut: 'the astronaut',
  'dog-bicycle-truck': 'the dog and the bicycle',
};
const windowOf = ({ kernel }: Block) => `${exact(kernel)}×${exact(kernel)}`;
const things: Readonly<Record<Thing['is'], string>> = {
  gate: 'the gates, one a channel',
  kernel: 'the kernel of the squeezing layer',
  map: 'the map behind the depthwise convolution and its swish',
  statistic: 'the means that the batch norm behind the depthwise convolution subtracts',
  pooled: 'the averages that the squeeze begins with',
  bias: 'the biases of the layer that makes the gates',
};

export const mbconv: LessonWords = {
  title: 'MBConv and squeeze-excite',
  description:
    'The five steps of the block that all EfficientNets repeat, what each costs, what the gates do, and what is inverted.',
  exercises: {
    [belowHalf.id]: wordsOf<Looked>({
      title: 'Guess first',
      question: ({ picture, block }) =>
        `Block ${block.name} ends its filtering with ${exact(block.expanded)} gates between 0 and 1, one a channel. For the picture of ${pictured[picture]} below, how many of them let less than half of their channel through?`,
      field: 'gates less than half open',
      right: ({ block }, value) =>
        `${value == null ? 'The figure says it' : `It is ${exact(value)} of ${exact(block.expanded)}`}. Gates are no switches: most stand somewhere between, and for another picture they stand elsewhere.`,
      slips: {},
      hints: [
        () => 'The gates are drawn as bars at the foot of the figure, with a line at one half.',
        () => 'Choose the picture, then the block under “Inside”; the sentence below the bars counts them.',
      ],
    }),
    [squeezedWidth.id]: wordsOf<Block>({
      title: 'The squeezed width',
      question: ({ name, from, expanded }) =>
        `Block ${name} gets a map of ${exact(from)} channels and widens it to ${exact(expanded)}. How many channels are left after the squeeze of its gates?`,
      field: 'channels',
      right: ({ from, squeezed }) =>
        `${exact(squeezed)}: a quarter of the ${exact(from)} channels that enter the block, not of those that it widens them to.`,
      slips: {
        ofExpanded: ({ expanded }) =>
          `That is a quarter of the ${exact(expanded)} expanded channels, the commonest mistake of those who write the network anew: the gates then have about six times the weights.`,
        notSqueezed: () => 'That many are averaged. The layer after the averages narrows them.',
      },
      hints: [
        () =>
          'Open the block in the drawing and look at the shape behind the first of the two small layers of its gates.',
        () => 'a quarter of the channels that enter the block',
      ],
      worked: ({ name, from, squeezed }) =>
        `${name}: ${exact(from)} channels enter, ${exact(from)} ÷ 4 = ${exact(squeezed)}.`,
    }),
    [quarterOfExpanded.id]: wordsOf<Size>({
      title: 'The common mistake, weighed',
      question: ({ size }) =>
        `If the gates of every block of ${size} were squeezed to a quarter of the expanded width, how many times as many weights would all gates have? Give two decimals.`,
      field: 'times the weights',
      right: (of) =>
        `${fixed(quarterOfExpanded.truth(of), 2)} times: ${exact(gateWeightsOfExpanded(of))} in the place of ${exact(gateWeights(of))}.`,
      slips: {
        kernelsOnly: () =>
          'Six is right for the kernels of blocks that expand by six. Biases do not grow so, and the first blocks do not expand at all.',
      },
      hints: [
        () => 'Two layers a block, each with a kernel and a bias, and not every block expands.',
        () => 'for each block: expanded × squeezed + squeezed, then squeezed × expanded + expanded',
      ],
      worked: (of) =>
        `${of.size}: summed over all blocks ${exact(gateWeightsOfExpanded(of))} against ${exact(gateWeights(of))}, which is ${fixed(quarterOfExpanded.truth(of), 2)} times.`,
    }),
    [partsInOrder.id]: wordsOf<Block>({
      title: 'Which step is dear',
      question: ({ name, side, from, expanded, to }) =>
        `Block ${name} gets ${exact(side)}×${exact(side)} cells of ${exact(from)} channels, works with ${exact(expanded)} and gives ${exact(to)}. Put its four steps in order by multiply-adds, the most first.`,
      item: (id) => parts[id] ?? id,
      amount: (value) => `${exact(value)} multiply-adds`,
      right: (one) =>
        `${partCosts(one)}. The two 1×1 layers mix channels at every cell, the window works on one channel at a time, and the gates are computed once, not once a cell.`,
      slips: {
        gateFirst: () =>
          'The gates hear of the whole map, but through averages: after those their two layers run once, not at every cell.',
        windowFirst: ({ kernel }) =>
          `The window takes ${exact(kernel ** 2)} multiply-adds a value, a 1×1 layer as many as channels enter it.`,
      },
      hints: [
        () => 'Set the bars of the drawing to multiply-adds and open the block.',
        () =>
          'expand: cells before × in × expanded; depthwise: cells after × window × expanded; project: cells after × expanded × out',
      ],
      worked: (one) => `${one.name}: ${partCosts(one)}.`,
    }),
    [meanGate.id]: wordsOf<OwnRun>({
      title: 'Your own gates',
      question: () =>
        'Give the classifier a picture of your own, or another of those that are there, run it, and choose a block. How far open are its gates on average?',
      field: 'mean gate, from 0 to 1',
      amount: (value) => fixed(value, 2),
      right: (_, value) =>
        `${value == null ? 'Your run says so.' : `Your run says ${fixed(value, 2)}.`} Compare with your neighbour: the weights are the same, the gates are not.`,
      slips: {
        asBuilt: () =>
          'That is the mean of the run that this page was built with, of the cup. Press the button and read your own.',
      },
      hints: [
        () => 'The sentence below the bars says it.',
        () => 'sum of all gates of the block ÷ their number',
      ],
    }),
    [seenPixels.id]: wordsOf<Block>({
      title: 'How far it sees',
      question: (one) =>
        `One cell behind the depthwise convolution of ${one.name}, whose window is ${windowOf(one)}: how many pixels of the picture, along one side, can change it through convolutions alone?`,
      field: 'pixels',
      right: (one) =>
        `${exact(fieldSide(one))}: all windows and strides before it add up.${
          fieldSide(one) < pictureSide / 2 ? ' That is a small part of the picture.' : ''
        }`,
      slips: {
        window: () =>
          'That is its own window, in cells of the map that it reads. Each of those cells saw a window, too.',
        whole: () =>
          'The whole picture comes in through the gates of earlier blocks, and through nothing else. Convolutions alone see less.',
      },
      hints: [
        () =>
          'Begin at the first layer. Each later window adds its side less one, times the pixels from one cell to the next.',
        () => 'pixels = 1 + sum of (side of the window − 1) × product of the strides before it',
      ],
      worked: (one) => `${one.name}: the sum is ${exact(fieldSide(one))} pixels.`,
    }),
    [storedOrNot.id]: wordsOf<Thing>({
      title: 'Weight or gate',
      question: ({ block, is }) =>
        `In ${block.name}: ${things[is]}. Stored with the network, or computed from the picture?`,
      options: {
        stored: 'stored: the same for every picture',
        picture: 'computed from the picture, one value for all cells of a channel',
        cell: 'computed from the picture, another value at every cell',
      },
      right: ({ is }) =>
        ({
          gate: 'Gates are computed anew for each picture and hold for a whole channel. What is learned are the weights of the two layers that make them.',
          kernel: 'A kernel is learned once. It makes other gates of every picture, and stays as it is.',
          map: 'A map has a value at every cell, and each depends on what is in the picture.',
          statistic:
            'The means were gathered in training and stored. When the network answers, they are the same for every picture.',
          pooled: 'One average a channel, over all cells of this picture’s map.',
          bias: 'A bias is learned once and stored, as a kernel is.',
        })[is],
      slips: {
        stored: ({ is }) =>
          is === 'gate' || is === 'pooled'
            ? 'Then they would be weights. Run two pictures and look at the bars: they differ.'
            : 'A map is no weight: it is what comes out for this picture.',
        picture: ({ is }) =>
          is === 'map'
            ? 'It differs from cell to cell, too.'
            : 'It is among the parameters of the network, which no picture changes.',
        cell: ({ is }) =>
          is === 'gate' || is === 'pooled'
            ? 'There is one a channel: the map was averaged first.'
            : 'It is among the parameters of the network, which no picture changes.',
      },
      hints: [
        () => 'What is in the file of the network before it has seen a picture?',
        () => 'weights: kernels, biases, batch norm’s numbers; the rest is computed',
      ],
    }),
    [skips.id]: wordsOf<Size>({
      title: 'Skips',
      question: ({ size }) => `How many blocks of ${size} add their input to their output?`,
      field: 'blocks',
      right: (of) =>
        `${exact(skips.truth(of))}: all but the first of each stage, since that one changes the channels or the side, and maps of two shapes cannot be added.`,
      slips: {
        all: () => 'Those are all its blocks. The first of each stage changes the map’s shape.',
        without: () => 'Those are the blocks that cannot: the first of each stage. Count the others.',
      },
      hints: [() => 'When can two maps be added?', () => 'blocks − stages of blocks'],
      worked: (of) => `${of.size} has ${exact(skips.truth(of))} of them.`,
    }),
    [inverted.id]: wordsOf<Told>({
      title: 'What is inverted',
      question: () => 'Which part of this claim is wrong, and why?',
      claim: {
        source: ({ middle, joins }) => said(middle === 'wide' && joins === 'wide'),
        text: ({ name, middle, joins }) => [
          ['middle', `${name} is ${middle} in the middle`],
          ', ',
          ['depthwise', 'its depthwise convolution works on the widest of its maps'],
          ', and it is called inverted because ',
          ['joined', `its skip joins the ${joins} maps`],
          '.',
        ],
        parts: {
          middle: {
            label: 'What it says of the middle',
            needs: ({ middle, from, expanded }) =>
              `For that the middle would have to be ${middle === 'wide' ? 'wider' : 'narrower'} than the ends: ${exact(from)} channels become ${exact(expanded)}.`,
          },
          depthwise: {
            label: 'What it says of the depthwise convolution',
            needs: ({ expanded }) =>
              `For that no map of the block may have more channels than the ${exact(expanded)} of its depthwise convolution, and none has.`,
          },
          joined: {
            label: 'What it says of the skip',
            needs: ({ joins, from, expanded }) =>
              `For that the maps that are added would have to be the ${joins} ones: they have ${exact(from)} channels, the middle ${exact(expanded)}.`,
          },
        },
        reasons: {
          ends: 'The two maps that are added are the block’s ends, with the channels that it takes in',
          opens: 'The first 1×1 makes more channels, not fewer',
          shapes: 'Narrow, wide, narrow, and a skip from end to end: the shapes say so',
          gate: 'The gate makes the map narrow before it is added',
        },
      },
      right: () =>
        'A ResNet’s skip joins wide ends around a narrow middle; here the ends are narrow and the middle is wide. This is what is inverted.',
      slips: {
        ends: () => 'They are, and the claim says so.',
        opens: () => 'It does, and the claim says so.',
        shapes: () => 'Then nothing would be wrong. Read the claim once more.',
        gate: () =>
          'A gate multiplies each channel by a number; there are as many channels after it as before.',
      },
      hints: [
        () => 'Open the addition at the end of the block and read the shapes of what it adds.',
        () => 'channels in → channels of the depthwise convolution → channels out',
      ],
    }),
    [farCorner.id]: wordsOf<Block>({
      title: 'Before you go',
      question: (one) =>
        `Through its convolutions a cell of ${one.name} sees ${exact(fieldSide(one))} pixels a side. How can something in a far corner of the picture change it all the same? Write two or three sentences.`,
      field: 'Your explanation',
      right: () =>
        'The squeeze averages each channel over the whole map, so every corner is in the averages; two small layers make one gate a channel of them; and each cell is multiplied by the gate of its channel. Where in the picture something was, the gate does not know.',
      slips: {},
      hints: [
        () => 'Which step of the block looks at all cells at once?',
        () => 'whole map → one average a channel → one gate a channel → every cell',
      ],
      points: {
        pooled: () => 'the squeeze averages over all cells of the map',
        gates: () => 'the gates that come of it multiply every cell of their channel',
        channel: () => 'there is one gate a channel, so it says that something is there, not where',
      },
    }),
  },
};
