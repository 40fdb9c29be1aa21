import { onesAreCheap, type Shares } from '../../../../models/exercises/cheap-ones.ts';
import {
  andTheWeights,
  asFull,
  doubleTheSide,
  type Grown,
  type Job,
  type Layer,
  layerCost,
  leftOut,
  type Places,
  type Stages,
  stagesInOrder,
  whereItLives,
} from '../../../../models/exercises/costs.ts';
import { mostOf, openTheMost, shareOf, type Wanted } from '../../../../models/exercises/opened.ts';
import { exact, fixed, listed, percent, rounded } from '../quantity.ts';
import { type LessonWords, said, wordsOf } from './exercise-words.ts';

const kernel = ({ kernel: side }: Layer) => `${side}×${side}`;
const strides = ({ stride }: Layer) => (stride === 1 ? '' : `, stride ${stride}`);
const layer = (of: Layer) =>
  `${of.name}: ${kernel(of)}${strides(of)}, from ${exact(of.from)} to ${exact(of.to)} channels, on a map of ${exact(of.side)}×${exact(of.side)} cells`;
const measures = { multiplyAdds: 'multiply-adds', parameters: 'weights' } as const;
const other = { multiplyAdds: 'parameters', parameters: 'multiplyAdds' } as const;

const part = (share: number) => percent(100 * share, 0);

const where = ({ size, stage }: Wanted) => (stage === null ? size : `stage ${stage} of ${size}`);
/** The part that the operator to be opened has of the whole network’s weights or multiply-adds. */
const share = (of: Wanted, measure: Wanted['measure']) => {
  const percents = 100 * shareOf(of, mostOf(of), measure);
  return percent(percents, percents < 1 ? 2 : 0);
};

export const costs: LessonWords = {
  title: 'What a convolution costs',
  description:
    'How much work, how many weights and how much memory a layer takes, computed by hand and held against B0.',
  exercises: {
    [doubleTheSide.id]: wordsOf<Grown>({
      title: 'Guess first',
      question: ({ side }) =>
        `A picture gets ${fixed(side, side % 1 === 0 ? 0 : 1)} times the side. How many times the work does B0 have with it?`,
      field: 'times the work',
      right: (of) =>
        `It is ${fixed(doubleTheSide.truth(of), 2)} times. Each map has ${fixed(of.side, side(of))} × ${fixed(of.side, side(of))} as many cells, and every cell is computed anew; the weights stay as they are. What is missing to ${fixed(of.side ** 2, 2)} is the part after the pooling, which sees no cells any more.`,
      slips: {},
      hints: [
        () => 'A map has a height and a width.',
        ({ side: times }) =>
          `Cells grow with the square of the side: ${fixed(times, side({ side: times }))}².`,
      ],
    }),
    [andTheWeights.id]: wordsOf<Grown>({
      title: 'And the weights?',
      question: (of) =>
        `The same picture, with ${fixed(of.side, side(of))} times the side. How many times as many weights does B0 have for it?`,
      field: 'times the weights',
      right: (of) =>
        `It has as many as before: ${fixed(andTheWeights.truth(of), 0)} times. A window’s weights are used again at every cell, so a larger map needs no more of them. Whoever says ${fixed(of.side ** 2, 2 * side(of))} has counted cells.`,
      slips: {},
      hints: [
        () => 'Does a window know how large the map is that it slides over?',
        () => 'weights of a layer: window × channels in × channels out',
      ],
    }),
    [layerCost.id]: wordsOf<Layer>({
      title: 'The product',
      question: (of) => `How many multiply-adds does this layer take? ${layer(of)}.`,
      field: 'multiply-adds',
      right: (of) =>
        `${exact(of.side)} × ${exact(of.side)} cells × ${kernel(of)} window × ${exact(of.from)} channels in × ${exact(of.to)} channels out = ${exact(of.multiplyAdds)}.`,
      slips: {
        oneInput: ({ from }) =>
          `That leaves out the ${exact(from)} input channels: each output value looks at all of them.`,
        beforeStride: ({ stride }) =>
          `That counts the cells before the stride. With stride ${stride} the window stops at every ${stride === 2 ? 'second' : `${stride}th`} cell of each row, and at every such row: count the cells of the output.`,
        flops: () =>
          'That is twice as much: a multiplication and an addition counted as two. The papers count the pair as one multiply-add and call it a FLOP.',
        weights: ({ side: cells }) =>
          `Those are the layer’s weights. Each is used once at every one of the ${exact(cells)}×${exact(cells)} output cells.`,
      },
      hints: [
        () => 'First one output value: how many numbers does its window hold, over all input channels?',
        () => 'output cells × window cells × channels in × channels out',
      ],
      worked: (of) =>
        `${layer(of)}. One output value: ${kernel(of)} × ${exact(of.from)} = ${exact(of.kernel ** 2 * of.from)} multiply-adds. There are ${exact(of.side)} × ${exact(of.side)} × ${exact(of.to)} = ${exact(of.side ** 2 * of.to)} of them: ${exact(of.multiplyAdds)}.`,
    }),
    [asFull.id]: wordsOf<Layer>({
      title: 'Depthwise against full',
      question: (of) =>
        `${of.name} is a depthwise convolution, ${kernel(of)}, on ${exact(of.to)} channels. How many times dearer would a full convolution be in its place, from ${exact(of.from)} to ${exact(of.to)} channels?`,
      field: 'times dearer',
      right: ({ to }) =>
        `${exact(to)} times: in a full convolution each output channel reads all ${exact(to)} input channels, in a depthwise one its own alone.`,
      slips: {
        window: (of) =>
          `That is the window. Both have a window of ${kernel(of)}; what depthwise saves is the sum over the input channels.`,
        squared: ({ to }) =>
          `Channels squared is too much: a depthwise convolution, too, has ${exact(to)} channels to compute. What it saves is one of the two factors.`,
        both: () => 'The window is in both of them, so it does not count in the quotient.',
      },
      hints: [
        () => 'Write both products down, one below the other, and strike out what stands in both.',
        () => 'full: cells × window × in × out; depthwise: cells × window × out',
      ],
      worked: (of) =>
        `${of.name}: as it is, ${exact(of.side)}² × ${kernel(of)} × ${exact(of.to)} = ${exact(of.multiplyAdds)}. As a full convolution it would be that times ${exact(of.from)}, the channels that each output would read.`,
    }),
    [leftOut.id]: wordsOf<Job>({
      title: 'Two jobs',
      question: ({ layer: of, channelsRead }) =>
        `A full convolution looks at neighbouring cells, and it mixes channels. ${of.name} has a window of ${kernel(of)}, and each of its output channels reads ${channelsRead === 1 ? 'one input channel' : `${exact(channelsRead)} input channels`}. Which job does it leave out?`,
      options: {
        mixing: 'mixing channels',
        neighbours: 'looking at neighbouring cells',
        both: 'both',
        neither: 'neither',
      },
      right: ({ layer: of, channelsRead }) =>
        of.kernel === 1
          ? 'A window of one cell has no neighbours in it. It mixes channels, cell by cell.'
          : channelsRead > 1
            ? `A window of ${kernel(of)} over all ${exact(channelsRead)} channels does both: that is a full convolution.`
            : 'Each channel is filtered by itself. Mixing is left to the 1×1 convolutions around it.',
      slips: {
        mixing: ({ channelsRead }) =>
          `It does mix: each output channel is a sum over ${exact(channelsRead)} input channels.`,
        neighbours: ({ layer: of }) => `It does look at neighbours: its window is ${kernel(of)}.`,
        both: () => 'Then it would do nothing. Look at its window, and at how many channels it reads.',
        neither: () =>
          'Then it would be a full convolution, with a window and a sum over all input channels.',
      },
      hints: [
        () =>
          'Window larger than one cell: it looks at neighbours. More than one input channel read: it mixes.',
        () => 'depthwise + 1×1 = the two jobs, one after the other',
      ],
    }),
    [stagesInOrder.id]: wordsOf<Stages>({
      title: 'Where the work is',
      question: ({ measure }) =>
        `Put these stages of B0 in order by their ${measures[measure]}, the most first. The bars of the drawing above can be set to them.`,
      item: (id) => `Stage ${id}`,
      amount: (value, { measure }) => `${rounded(value, 2)} ${measures[measure]}`,
      right: ({ measure }) =>
        measure === 'parameters'
          ? 'Weights gather where there are many channels: at the end.'
          : 'Work is cells × channels × channels. Cells are many at the start and channels at the end, so it is spread over the middle.',
      slips: {
        laterIsDearer: ({ measure }) =>
          measure === 'parameters'
            ? 'That is the order from last to first. Weights do grow on the way, but a stage with few blocks has few of them.'
            : 'That is the order from last to first. More channels make a layer dearer, and fewer cells make it cheaper.',
        otherMeasure: ({ measure }) => `That is the order by ${measures[other[measure]]}.`,
      },
      hints: [
        () => 'Open the drawing above and look at its bars.',
        ({ measure }) =>
          measure === 'parameters'
            ? 'weights of a layer: window × channels in × channels out; the map does not count'
            : 'work of a layer: its weights × the cells of its map',
      ],
    }),
    [openTheMost.id]: wordsOf<Wanted>({
      title: 'Open the most',
      question: (of) =>
        `In the drawing of the network, open the operator of ${where(of)} with the most ${measures[of.measure]}.`,
      conditions: {
        network: {
          asked: ({ size }) => `the drawing shows ${size}`,
          now: (value) => String(value),
        },
        operator: {
          asked: (of) => `the operator with the most ${measures[of.measure]} of ${where(of)} is open`,
          now: (value, of) => `one with ${exact(Number(value))} ${measures[of.measure]}`,
        },
      },
      right: (of) =>
        `${mostOf(of).name} has ${share(of, 'parameters')} of ${of.size}’s weights and does ${share(of, 'multiplyAdds')} of its multiply-adds.`,
      slips: {
        otherMeasure: (of) =>
          `That one has the most ${measures[other[of.measure]]}. A weight is used once at every cell of a map, so many weights on a small map are little work, and few on a large one are much.`,
        window: () =>
          'That is a depthwise convolution with a large window. Each of its channels has one window of weights and reads one channel, so the window alone makes neither many weights nor much work.',
      },
      hints: [
        ({ measure }) => `The drawing’s bars can be set to ${measures[measure]}: follow the longest.`,
        () =>
          'weights: window × channels in × channels out (depthwise: window × channels); multiply-adds: that, times the cells of the map that it makes',
      ],
      worked: (of) =>
        `${where(of)}, ${measures[of.measure]}: it is ${mostOf(of).name}, with ${share(of, of.measure)} of the whole network’s.`,
    }),
    [onesAreCheap.id]: wordsOf<Shares>({
      title: 'Cheap or dear',
      question: ({ network }) =>
        `Which part of this claim about ${network} is wrong, and why? The two layers of a gate, which see one cell, are not counted.`,
      claim: {
        source: ({ told }) => said(told === 'windows'),
        text: ({ network, told }) => [
          ['most', `Most convolutions of ${network} are 1×1s.`],
          ' ',
          ['depthwise', 'Nearly all those with a larger window are depthwise.'],
          ' ',
          [
            'cost',
            told === 'windows'
              ? '1×1s are cheap: it is the larger windows that cost.'
              : 'The larger windows are cheap: it is the 1×1s that cost.',
          ],
        ],
        parts: {
          most: {
            label: 'That most convolutions are 1×1s',
            needs: ({ ones, windows }) =>
              `For that the 1×1s would have to be more in number: they are ${exact(ones.count)}, against ${exact(windows.count)}.`,
          },
          depthwise: {
            label: 'That nearly all larger windows are depthwise',
            needs: ({ windows, depthwise }) =>
              `For that nearly all of the ${exact(windows.count)} layers with a larger window would have to be depthwise: ${exact(depthwise.count)} are.`,
          },
          cost: {
            label: 'What it says of the cost',
            needs: ({ told, ones, windows }) =>
              `For that ${told === 'windows' ? 'the larger windows' : 'the 1×1s'} would have to do more of the work: larger windows do ${part(windows.work)} of it, 1×1s ${part(ones.work)}.`,
          },
        },
        reasons: {
          channels:
            'One value of a 1×1 is made of all channels, one of a depthwise convolution of a single channel',
          full: 'Larger windows read all channels here, too, and each cell of the window multiplies that',
          number: 'There are simply more 1×1s',
          maps: 'Larger windows stand only where maps are small',
        },
      },
      right: () =>
        'What decides is how many channels one value is made of: all of them in a 1×1 and in a full convolution, one in a depthwise one. The claim comes from networks whose 3×3s are full.',
      slips: {
        channels: ({ windows, depthwise }) =>
          `Not here: ${exact(windows.count - depthwise.count)} of the ${exact(windows.count)} larger windows are no depthwise ones.`,
        full: ({ windows, depthwise }) =>
          `Of the ${exact(windows.count)} larger windows ${exact(depthwise.count)} are depthwise: each of their values reads one channel.`,
        number: ({ ones, windows }) =>
          `They are ${exact(ones.count)} against ${exact(windows.count)}. How many there are does not say what one of them reads.`,
        maps: () => 'In each block the two kinds stand side by side, on maps of like size.',
      },
      hints: [
        ({ network }) => `Which layers of ${network} with a larger window are depthwise?`,
        () => '1×1: cells × in × out; depthwise: cells × window × out. Compare “in” with “window”.',
      ],
    }),
    [whereItLives.id]: wordsOf<Places>({
      title: 'Before you go',
      question: ({ memory, parameters }) =>
        `Most of what B0 must hold in memory are the maps of stage ${exact(memory)}, and most of its weights are in stages ${listed(parameters.map(exact))}. Why not in the same place? Write two or three sentences.`,
      field: 'Your explanation',
      right: () =>
        'A map’s memory is cells × channels. The first stages have cells in plenty and already widen their channels inside each block. A layer’s weights are window × channels in × channels out, whatever the map’s size, and channels are most at the end. Work is weights × cells, so it is largest where neither is small.',
      slips: {},
      hints: [
        () => 'Follow two numbers from stage to stage: the side of the map, and the channels.',
        () => 'memory: cells × channels; weights: window × in × out; work: weights × cells',
      ],
      points: {
        maps: () => 'memory is about maps: cells times channels, and cells are most at the start',
        channels: () => 'weights are about channels only, and channels are most at the end',
        product: () => 'work is the product of weights and cells',
      },
    }),
  },
};

function side({ side: times }: Grown): number {
  return times % 1 === 0 ? 0 : 1;
}
