import type { Claimed, Ratio } from '../../../../models/exercises/up-to.ts';
import { listed } from '../quantity.ts';
import { wordsOf } from './exercise-words.ts';

const rows = ({ size, cost }: Claimed) =>
  size.peer === cost.peer
    ? `Look at the row of ${size.peer}.`
    : `Look at the rows of ${size.peer} and of ${cost.peer}.`;
const held = ({ held: found, peer }: Ratio) => `it is ${found.printed}, that of ${peer}`;

/** Where each sentence is printed, what stands around its two ratios, and where the reader finds the tables. */
const sentences: Readonly<
  Record<
    Claimed['sentence'],
    {
      readonly source: string;
      readonly look: string;
      readonly text: (
        size: string,
        cost: string,
      ) => readonly [before: string, size: string, between: string, cost: string, after: string];
    }
  >
> = {
  caption: {
    source: 'EfficientNet paper, version 5, caption of Table 2',
    look: 'The squares of the figure above are that table, by multiply-adds or by parameters.',
    text: (size, cost) => [
      '… ',
      `up to ${size} parameter reduction`,
      ' and ',
      `up to ${cost} FLOPS reduction`,
      ' than existing ConvNets',
    ],
  },
  abstract: {
    source: 'EfficientNet paper, version 5, abstract',
    look: 'Set the figure above to parameters. Of times the paper’s Table 4 has',
    text: (size, cost) => [
      '… while being ',
      `${size} smaller`,
      ' and ',
      `${cost} faster on inference`,
      ' than the best existing ConvNet',
    ],
  },
  detectors: {
    source: 'EfficientDet paper, version 7, abstract',
    look: 'Set the figure above to detection: its squares are then the paper’s Table 2, by multiply-adds or by parameters.',
    text: (size, cost) => [
      '… being ',
      `4x – ${size} smaller`,
      ' and using ',
      `13x – ${cost} fewer FLOPs`,
      ' than previous detectors',
    ],
  },
  detectorTimes: {
    source: 'EfficientDet paper, version 7, caption of Figure 4',
    look: 'Set the figure above to detection and to parameters, and leave Mask R-CNN out, which was not timed on the same machine. Of times the paper’s Figure 4 has',
    text: (size, cost) => [
      '… ',
      `4x - ${size} smaller`,
      ', … and ',
      `5x - ${cost} faster on CPU`,
      ' than other detectors',
    ],
  },
};

/** What is said of the claims that papers make about their own tables. */
export const upToWords = wordsOf<Claimed>({
  title: 'As it is printed',
  question: ({ sentence, times }) => {
    const ratios = listed(times.map(({ peer, ratio }) => `${ratio.printed} against ${peer}`));
    const told = times.length === 0 ? '' : ` ${ratios}.`;
    return `Which part of this is wrong by the paper’s own tables, and how? ${sentences[sentence].look}${told}`;
  },
  claim: {
    source: ({ sentence }) => sentences[sentence].source,
    text: ({ sentence, size, cost }) => {
      const { text } = sentences[sentence];
      const [before, first, between, second, after] = text(size.claimed.printed, cost.claimed.printed);
      return [before, ['size', first], between, ['cost', second], after];
    },
    parts: {
      size: {
        label: 'The ratio of parameters',
        needs: ({ size }) =>
          `For that the table’s largest ratio of parameters would have to be ${size.claimed.printed}: ${held(size)}.`,
      },
      cost: {
        label: 'The ratio of work or of time',
        needs: ({ cost }) =>
          `For that the table’s largest ratio would have to be ${cost.claimed.printed}: ${held(cost)}.`,
      },
    },
    reasons: {
      more: 'The table holds a larger one',
      less: 'No ratio of the table is that large',
      same: 'The largest ratios of the table are the ones that it says',
      twice: 'The sentence counts a multiplication and an addition as two, the table as one',
    },
  },
  right: () =>
    'A sentence about a table is a summary, and tables get new rows from one version to the next. Quote the row, and say which.',
  slips: {
    more: () => 'No row has a larger one, as far as the sentence’s digits go.',
    less: rows,
    same: (claim) => `Of one of the two it is not. ${rows(claim)}`,
    twice: () => 'The papers count the pair as one everywhere, and a ratio would not change.',
  },
  hints: [
    () => 'The largest square of the figure is a good place to begin.',
    () => 'largest ratio of the table, beside the one in the sentence',
  ],
});
