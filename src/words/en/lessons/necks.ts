import { attends } from '../../../../models/exercises/attends.ts';
import {
  anchorShare,
  cells,
  cellsIn,
  fastShare,
  fusionWeights,
  type LevelOf,
  levelBySize,
  ownLevel,
  type Raw,
  type Sticker,
  smallSum,
  softmaxShare,
  squareAnchors,
  type ToOne,
  type Weights,
  whichLevel,
} from '../../../../models/exercises/necks.ts';
import { releasedDetector } from '../../../../models/families/efficientdet/sizes.ts';
import { exact, fixed, percent, upTo } from '../quantity.ts';
import { attendsWords } from './attends.ts';
import { type LessonWords, wordsOf } from './exercise-words.ts';
import { neckPaths } from './neck-paths.ts';

const side = ({ picture, level }: LevelOf) => Math.ceil(picture / 2 ** level);
const part = (size: number) =>
  size === 1 ? 'as large as the whole picture' : `${upTo(size, 2)} of the picture’s side`;
const raw = ({ first, second }: Raw) => `${upTo(first, 1)} and ${upTo(second, 1)}`;
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
        `A sticker is ${part(size)}, on a picture of ${exact(picture)} pixels. D0 has five levels, P3 to P7. Which of them will find it? Write its number; then lay one such sticker on the table below, and let the network answer.`,
      field: 'number of the level',
      amount: (value) => `P${exact(value)}`,
      right: (of, value) =>
        `${value == null ? '' : `On your table it was found on P${exact(value)}. `}By the sizes of its square anchors it fits P${exact(levelBySize(of))}: they are ${anchorsOf(levelBySize(of))} a side, and the sticker is ${exact(of.size * of.picture)}. A trained network may say otherwise: only the figure knows.`,
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
    ...neckPaths,
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
    [attends.id]: attendsWords,
  },
};
