import { type Model, numberIsPhi, type ReadBack } from '../../../../models/exercises/number-is-phi.ts';
import {
  type Alone,
  blocks,
  channels,
  counted,
  eachAlone,
  promised,
  releasedTimes,
  type Step,
  type Widened,
  whyTheCountDiffers,
} from '../../../../models/exercises/scaling.ts';
import {
  type AsWide,
  asDearAsWide,
  type Budget,
  leastUsed,
  nearness,
  withinBudget,
} from '../../../../models/exercises/scaling-views.ts';
import { costBase, paperBases } from '../../../../models/families/efficientnet/compound.ts';
import { b0Stages } from '../../../../models/published/efficientnet/stages.ts';
import { exact, fixed, listed, percent, rounded, upTo } from '../quantity.ts';
import { type LessonWords, said, wordsOf } from './exercise-words.ts';

const dimensionNames: Readonly<Record<string, string>> = {
  depth: 'depth alone',
  width: 'width alone',
  resolution: 'the picture’s side alone',
};
const { alpha, beta, gamma } = paperBases;
const bases = `α = ${alpha}, β = ${beta}, γ = ${gamma}`;
const layers = listed(
  b0Stages.filter(({ operator }) => operator.startsWith('MBConv')).map((stage) => exact(stage.layers)),
);
const readBack = ({ depth, width, resolution }: ReadBack) =>
  `The depth gives φ = ${fixed(depth, 2)}, the width ${fixed(width, 2)}, the side ${fixed(resolution, 2)}.`;

export const scaling: LessonWords = {
  title: 'Compound scaling by hand',
  description:
    'Why one knob turns three dimensions: the rule’s promise and the counted cost, what rounding does, and what the released networks did.',
  exercises: {
    [eachAlone.id]: wordsOf<Alone>({
      title: 'Dearest first',
      question: ({ factor }) =>
        `B0 gets ${upTo(factor, 1)} times the depth, or ${upTo(factor, 1)} times the width, or a picture of ${upTo(factor, 1)} times the side. Put the three in order by the work that comes of it, the most first.`,
      item: (id) => dimensionNames[id] ?? id,
      amount: (value) => `${fixed(value, 2)} times the work`,
      right: ({ factor }) =>
        `Depth is a factor, width and side are squares: about ${upTo(factor, 1)}, ${upTo(factor ** 2, 2)} and ${upTo(factor ** 2, 2)}. Width stays a little below its square, for depthwise convolutions, the first layer and the last one grow with the channels once, not twice.`,
      slips: {},
      hints: [
        () => 'Which of the three are in the product of a layer’s cost twice?',
        () => 'cells × window × channels in × channels out, for each layer',
      ],
    }),
    [promised.id]: wordsOf<Step>({
      title: 'What the rule promises',
      question: ({ phi }) =>
        `With ${bases}: depth grows by α^φ, width by β^φ, the side by γ^φ. If the cost were exactly d · w² · r², how many times B0’s work would φ = ${upTo(phi, 1)} take?`,
      field: 'times the work',
      right: (of) =>
        `α · β² · γ² = ${fixed(alpha * beta ** 2 * gamma ** 2, 4)}, to the power ${upTo(of.phi, 1)}: ${fixed(promised.truth(of), 2)}.`,
      slips: {
        exactlyTwo: () =>
          `That takes 2 for α · β² · γ². The paper asks for about 2; its numbers give ${fixed(alpha * beta ** 2 * gamma ** 2, 3)}.`,
        asFactor: ({ phi }) =>
          `That makes every dimension ${upTo(phi, 1)} times as large. φ is an exponent, not a factor.`,
        squaresForgotten: () => 'That is α · β · γ. Width and side count twice in the cost.',
      },
      hints: [() => 'Multiply first, then raise to the power.', () => '(α · β² · γ²)^φ'],
      worked: (of) =>
        `φ = ${upTo(of.phi, 1)}: α · β² · γ² = ${alpha} · ${fixed(beta ** 2, 2)} · ${fixed(gamma ** 2, 4)} = ${fixed(alpha * beta ** 2 * gamma ** 2, 4)}; to the power ${upTo(of.phi, 1)} that is ${fixed(promised.truth(of), 2)}.`,
    }),
    [counted.id]: wordsOf<Step>({
      title: 'What the count says',
      question: ({ phi }) =>
        `Set φ = ${upTo(phi, 1)} in the figure. How many times B0’s multiply-adds does the counted network take?`,
      field: 'times the work, counted',
      right: (of) =>
        `${fixed(counted.truth(of), 2)} times, where the rule promised ${fixed(promised.truth(of), 2)}. Depths are rounded up and channels to eights, and a network cannot have two and a half blocks.`,
      slips: {
        promise: () =>
          'That is the promise. The figure counts the network that there really is, blocks and channels rounded.',
      },
      hints: [
        () => 'The figure says the work in multiply-adds: divide by that of φ = 0.',
        () => 'counted multiply-adds at φ ÷ counted multiply-adds of B0',
      ],
      worked: (of) =>
        `φ = ${upTo(of.phi, 1)}: the network that the rounded rule gives has ${fixed(counted.truth(of), 2)} times B0’s multiply-adds.`,
    }),
    [withinBudget.id]: wordsOf<Budget>({
      title: 'Within a budget',
      question: ({ budget }) =>
        `Set the φ figure to a network that takes at most ${rounded(budget, 3)} multiply-adds, and at least ${percent(100 * leastUsed, 0)} of that.`,
      conditions: {
        family: {
          asked: () => 'the figure shows EfficientNet, on ImageNet',
          now: (value) =>
            value === 'imagenet' ? 'EfficientNet' : value === 'coco' ? 'EfficientDet' : 'our own networks',
        },
        atMost: {
          asked: ({ budget }) => `at most ${rounded(budget, 3)} multiply-adds`,
          now: (value) => rounded(Number(value), 3),
        },
        atLeast: {
          asked: () => `at least ${percent(100 * leastUsed, 0)} of the budget`,
          now: (value) => percent(100 * Number(value), 1),
        },
      },
      right: ({ budget }) =>
        `${rounded(budget, 3)} multiply-adds are reached there. Between two steps of the rounded depths and channels the cost stands nearly still, and then it jumps: of some budgets no φ uses so much.`,
      slips: {
        flops: () =>
          'That counts a multiplication and an addition as two. The figure’s unit can be set; the budget here is of multiply-adds, which the papers call FLOPs.',
      },
      hints: [
        () => 'Each step of φ takes about twice the work: begin with the whole φ that comes nearest.',
        ({ budget }) =>
          `φ is about log(budget ÷ B0’s cost) ÷ log ${fixed(alpha * beta ** 2 * gamma ** 2, 2)}, with a budget of ${rounded(budget, 3)}; then look what the count says`,
      ],
      worked: ({ budget }) => {
        const { phi } = withinBudget.accepted({ budget }, () => 0.5);
        return `${rounded(budget, 3)} multiply-adds: φ = ${fixed(phi, 2)} does it.`;
      },
    }),
    [asDearAsWide.id]: wordsOf<AsWide>({
      title: 'As dear by other means',
      question: ({ width }) =>
        `In the figure with d, w and r, leave the width at 1 and make B0 as dear by depth and side alone as ${upTo(width, 1)} times the width would make it, to within ${percent(100 * nearness, 0)}.`,
      conditions: {
        width: {
          asked: () => 'the width is 1',
          now: (value) => upTo(Number(value), 3),
        },
        cost: {
          asked: ({ width }) => `the counted cost is that of ${upTo(width, 1)} times the width`,
          now: (value) => `${fixed(Number(value), 3)} times it`,
        },
      },
      right: ({ width }) =>
        `There are many such networks, deep ones and sharp ones, all as dear as one that is ${upTo(width, 1)} times as wide. What they cost is the same; how well each sees is not, and no count tells it.`,
      slips: {
        widthMoved: () => 'The cost is right, but the width was moved. Only depth and side may be.',
        promise: ({ width }) =>
          `By d · w² · r² that is as dear. Counted it is not: depths and channels are rounded, and not every layer grows with the square. Hold it against the count of ${upTo(width, 1)} times the width.`,
      },
      hints: [
        ({ width }) =>
          `Set the width to ${upTo(width, 1)} first and note the counted cost; then bring it back to 1 and use the others.`,
        ({ width }) => `d · r² should be about ${upTo(width ** 2, 2)}; the rest is up to the count`,
      ],
      worked: (of) => {
        const { depth, resolution } = asDearAsWide.accepted(of, () => 0.5);
        return `${upTo(of.width, 1)} times the width: ${upTo(depth, 3)} times the depth with ${upTo(resolution, 3)} times the side is as dear.`;
      },
    }),
    [blocks.id]: wordsOf<Step>({
      title: 'Blocks',
      question: ({ phi }) =>
        `B0’s seven stages of blocks have ${layers} of them. How many blocks are there at φ = ${upTo(phi, 1)}, where depth is α^φ = ${fixed(alpha ** phi, 3)}?`,
      field: 'blocks',
      right: (of) =>
        `${exact(blocks.truth(of))}. Each stage is rounded up by itself, so that none is ever lost.`,
      slips: {
        sumRounded: () => 'That rounds the sum. Each stage is rounded by itself, and upward.',
        down: () => 'That rounds down. No stage may lose a block, so each is rounded up.',
      },
      hints: [
        () => 'Stage by stage, not all at once.',
        ({ phi }) => `⌈blocks of the stage × ${fixed(alpha ** phi, 3)}⌉, then the sum`,
      ],
      worked: (of) =>
        `φ = ${upTo(of.phi, 1)}: ${listed(b0Stages.filter(({ operator }) => operator.startsWith('MBConv')).map((stage) => `⌈${fixed(stage.layers * alpha ** of.phi, 2)}⌉`))} give ${exact(blocks.truth(of))}.`,
    }),
    [channels.id]: wordsOf<Widened>({
      title: 'Channels',
      question: ({ stage, channels: own, width }) =>
        `Stage ${exact(stage)} has ${exact(own)} channels in B0. How many has it with width ${width}, where channels are rounded to a multiple of eight?`,
      field: 'channels',
      right: (of) =>
        `${exact(of.channels)} × ${of.width} = ${upTo(of.channels * of.width, 1)}, and ${exact(channels.truth(of))} is the multiple of eight that is taken: the nearest, unless it were less than nine tenths of what was asked for; then the next one.`,
      slips: {
        unrounded: () => 'That is not rounded yet: channels come in eights.',
        nearest: ({ channels: own, width }) =>
          `That is the nearest multiple of eight, but it is less than nine tenths of ${upTo(own * width, 1)}. Then the next one is taken.`,
      },
      hints: [
        () => 'Round to the nearest multiple of eight, then look whether too much was lost.',
        ({ channels: own, width }) =>
          `nine tenths of ${upTo(own * width, 1)} is ${upTo(0.9 * own * width, 2)}`,
      ],
      worked: (of) =>
        `${exact(of.channels)} channels, width ${of.width}: ${upTo(of.channels * of.width, 1)}, nine tenths of it ${upTo(0.9 * of.channels * of.width, 2)}, so ${exact(channels.truth(of))}.`,
    }),
    [releasedTimes.id]: wordsOf<Model>({
      title: 'A name and a cost',
      question: ({ model }) => `How many times B0’s multiply-adds does the released ${model} take?`,
      field: 'times the work',
      right: (of) =>
        `${fixed(releasedTimes.truth(of), 2)} times. The numbers in the names are names: 2^${exact(of.number)} = ${exact(2 ** of.number)} is another number.`,
      slips: {
        byNumber: ({ number }) =>
          `That is 2^${exact(number)}, the promise for φ = ${exact(number)}. Look at the released network.`,
      },
      hints: [
        () => 'The figure shows the released networks beside the formula’s.',
        ({ model }) => `multiply-adds of ${model} ÷ multiply-adds of B0`,
      ],
      worked: (of) => `${of.model} takes ${fixed(releasedTimes.truth(of), 2)} times B0’s multiply-adds.`,
    }),
    [numberIsPhi.id]: wordsOf<ReadBack>({
      title: 'A number in a name',
      question: () =>
        'Which part of this claim is wrong, and why? The figure above has the coefficients as they were released.',
      claim: {
        source: ({ told, number }) => said(told === number),
        text: ({ model, number, told }) => [
          [
            'steps',
            number === 1
              ? `One released network is cheaper than ${model}`
              : `${exact(number)} released networks are cheaper than ${model}`,
          ],
          ', ',
          ['doubles', 'each step of φ about doubles the work'],
          ', and ',
          ['phi', `${model} is the network with φ = ${exact(told)}`],
          '.',
        ],
        parts: {
          steps: {
            label: 'How many networks it says are cheaper',
            needs: ({ number }) =>
              number === 1
                ? 'For that B0 alone would have to be cheaper, and it is so.'
                : `For that B0 to B${exact(number - 1)} would have to be cheaper, and no other. It is so.`,
          },
          doubles: {
            label: 'That a step of φ about doubles the work',
            needs: () =>
              `For that α · β² · γ² would have to be near 2: it is ${fixed(costBase(paperBases), 2)}.`,
          },
          phi: {
            label: 'Which φ it says the network has',
            needs: (found) =>
              `For that all three coefficients would have to read back as about ${exact(found.told)}. ${readBack(found)}`,
          },
        },
        reasons: {
          one: 'Read back, all three coefficients give about one φ, smaller than its number',
          three: 'Read back, the coefficients give φ that differ by more than a half',
          rounding: 'Whole blocks and channels by eights move every φ a little',
          fromOne: 'The names begin at 0, so φ is one more than the number',
        },
      },
      right: () =>
        'The number in a name is a place in a row of sizes. What a network has of the rule is read off its depth, its width and its side.',
      slips: {
        one: (found) => `${readBack(found)} That is more than one φ.`,
        three: (found) => `${readBack(found)} They are nearer together than that.`,
        rounding: () =>
          'Rounding moves the blocks and channels that are built. The coefficients that were released stay what they are.',
        fromOne: () => 'B0 has φ = 0, by all three of its coefficients: they are 1.',
      },
      hints: [
        () => 'Take the released depth and ask which power of α it is.',
        () => 'φ = ln(depth) ÷ ln(α), and so for the others',
      ],
    }),
    [whyTheCountDiffers.id]: wordsOf<Step>({
      title: 'Before you go',
      question: (of) =>
        `For φ = ${upTo(of.phi, 1)} the rule promises ${fixed(promised.truth(of), 2)} times the work, and the network that is built takes ${fixed(counted.truth(of), 2)} times. Why do the two differ? Write two or three sentences.`,
      field: 'Your explanation',
      right: () =>
        'The rule speaks of any depth and width; a network has whole blocks and channels by eights. Depths are rounded up stage by stage, channels to the nearest eight and up where that would lose more than a tenth. So the count goes in steps, mostly above the promise.',
      slips: {},
      hints: [
        () => 'What can a network not have a half of?',
        () => '⌈depth × blocks⌉ for each stage; channels ÷ 8, rounded, × 8',
      ],
      points: {
        blocks: () => 'each stage’s number of blocks is rounded up, by itself',
        eights: () => 'channels are rounded to multiples of eight, and never lose more than a tenth',
        product: () => 'd · w² · r² is a product of the three knobs; not every layer grows with all of it',
      },
    }),
  },
};
