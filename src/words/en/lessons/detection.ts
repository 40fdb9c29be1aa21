import { recalls, thresholds } from '../../../../models/answers/average-precision.ts';
import { postProcessing } from '../../../../models/answers/detections.ts';
import {
  allLoose,
  type Crowd,
  foundTwice,
  guessPrecision,
  keptOf,
  type Listed,
  type Loose,
  oneNumberHides,
  overlapOfSquares,
  type Shift,
  shiftOfSquares,
  type TwoLists,
  thinned,
  type Wanted,
  whichList,
} from '../../../../models/exercises/detection.ts';
import {
  bestCut,
  type Detector,
  detectorCost,
  type Kept,
  type Sure,
  secondLooks,
  sureOfIt,
} from '../../../../models/exercises/second-looks.ts';
import { releasedCost } from '../../../../models/facts/scaling.ts';
import { exact, fixed, listed, percent, rounded, upTo } from '../quantity.ts';
import { type LessonWords, said, wordsOf } from './exercise-words.ts';

const isLeast = ({ wrong, allowed }: Kept) => allowed === wrong;
function counted(right: number, wrong: number): string {
  if (right === 0)
    return wrong === 1 ? 'The one box that is left is wrong.' : `None of the ${exact(wrong)} boxes is right.`;
  return `${right === 1 ? 'One' : exact(right)} of the ${exact(right + wrong)} boxes ${right === 1 ? 'is' : 'are'} right.`;
}
/** A list as it is read aloud: what each box is, the surest first. */
function read({ found }: Listed): string {
  const seen = new Set<number>();
  return found
    .map((object) => {
      if (object === null) return 'wrong';
      if (seen.has(object)) return 'the same object again';
      seen.add(object);
      return 'right';
    })
    .join(', ');
}
const objects = ({ objects: count }: Listed) => (count === 1 ? 'one object' : `${exact(count)} objects`);
const passed = ({ overlap }: Loose) => thresholds.filter((least) => overlap >= least - 1e-9).length;
const b0 = () => releasedCost('B0').multiplyAdds;
const called = ({ detector }: Detector) =>
  detector === 'ours' ? 'Our detector of stickers, a D0,' : `EfficientDet-${detector}`;
const places = ({ shifts }: Crowd) => listed(shifts.map((shift) => upTo(shift, 2)));

export const detection: LessonWords = {
  title: 'One look, two looks, and what AP measures',
  description:
    'When a box is right, what its rank is worth, what AP hides, and what a second look at each box costs.',
  exercises: {
    [guessPrecision.id]: wordsOf<Listed>({
      title: 'Guess first',
      question: (of) =>
        `A picture holds ${objects(of)}. A detector gives ${exact(of.found.length)} boxes; the surest first, they are ${read(of)}. How high is its AP50, from 0 to 1?`,
      field: 'AP50',
      right: (of) =>
        `It is ${fixed(guessPrecision.truth(of), 3)}. COCO reads the precision at ${exact(recalls.length)} recalls: at each, the best that is reached there or further down the list. The mean of them is the average precision.`,
      slips: {},
      hints: [
        () => 'Which part of the boxes is right when the last object is found?',
        () => 'precision: right ÷ taken; recall: right ÷ objects',
      ],
    }),
    [overlapOfSquares.id]: wordsOf<Shift>({
      title: 'Two squares',
      question: ({ shift }) =>
        `A box is as large as the square object that it is meant for, and ${upTo(shift, 2)} of its side too far to the right. What is their intersection over union?`,
      field: 'IoU, from 0 to 1',
      right: (of) =>
        `They share ${upTo(1 - of.shift, 2)} of a square, and together cover ${upTo(1 + of.shift, 2)}: ${fixed(overlapOfSquares.truth(of), 3)}.`,
      slips: {
        oneArea: () => 'That divides by one of the two. The union is what either of them covers.',
        bothAreas: () => 'That divides by the sum of both areas, which counts the shared part twice.',
      },
      hints: [
        () => 'Take the side as one. How much do they share, and how much do they cover together?',
        () => '(1 − shift) ÷ (1 + shift)',
      ],
      worked: (of) =>
        `Shifted by ${upTo(of.shift, 2)}: ${upTo(1 - of.shift, 2)} ÷ ${upTo(1 + of.shift, 2)} = ${fixed(overlapOfSquares.truth(of), 3)}.`,
    }),
    [shiftOfSquares.id]: wordsOf<Wanted>({
      title: 'How far off is still right',
      question: ({ least }) =>
        `Two equal squares side by side on one line are to have an IoU of ${fixed(least, 2)}. By which part of its side is one of them shifted?`,
      field: 'of the side',
      right: (of) =>
        `By ${fixed(shiftOfSquares.truth(of), 3)}: then they share ${fixed(1 - shiftOfSquares.truth(of), 3)} and cover ${fixed(1 + shiftOfSquares.truth(of), 3)}. Off by more, and at this threshold the box is wrong.`,
      slips: {
        oneArea: () => 'That much of one square is lost, and the union grows by as much. IoU falls twice.',
      },
      hints: [
        () => 'Set (1 − s) ÷ (1 + s) equal to the IoU and solve for s.',
        () => 's = (1 − IoU) ÷ (1 + IoU)',
      ],
      worked: (of) =>
        `IoU ${fixed(of.least, 2)}: ${upTo(1 - of.least, 2)} ÷ ${upTo(1 + of.least, 2)} = ${fixed(shiftOfSquares.truth(of), 3)} of the side.`,
    }),
    [whichList.id]: wordsOf<TwoLists>({
      title: 'What rank is worth',
      question: ({ first, second }) =>
        `There are ${objects(first)} to find. One list says, the surest first: ${read(first)}. Another says: ${read(second)}. Which has the higher AP50?`,
      options: { first: 'the first', second: 'the second', same: 'both have the same' },
      right: ({ first, second }) =>
        `The first has ${fixed(guessPrecision.truth(first), 3)}, the second ${fixed(guessPrecision.truth(second), 3)}. A wrong box pulls down all that is found after it, and nothing that was found before.`,
      slips: {
        first: ({ second }) =>
          `The second has ${fixed(guessPrecision.truth(second), 3)}. Look at what stands before each right box.`,
        second: ({ first }) =>
          `The first has ${fixed(guessPrecision.truth(first), 3)}. Look at what stands before each right box.`,
        same: () =>
          'They hold as many right boxes, but not at the same ranks. AP reads the list from the top.',
      },
      hints: [
        () => 'At each right box: which part of the list down to it is right?',
        () => 'A wrong box behind the last right one changes nothing.',
      ],
    }),
    [foundTwice.id]: wordsOf<Listed>({
      title: 'Found twice',
      question: (of) =>
        `A picture holds ${objects(of)}. The boxes of a detector, the surest first: ${read(of)}. All of them sit well. What is its AP50?`,
      field: 'AP50, from 0 to 1',
      right: (of) =>
        `${fixed(foundTwice.truth(of), 3)}. An object can be found once; a second box on it is as wrong as one on nothing. And a recall that is never reached counts as zero.`,
      slips: {
        countsTwice: () =>
          'That counts a second box on the same object as right. It is wrong, and one object more stays unfound.',
      },
      hints: [
        () => 'Write “wrong” in the place of each double, then read the list.',
        () =>
          'the mean over all recalls of the best precision there or later; zero where the recall is never reached',
      ],
      worked: (of) => `${objects(of)}; ${read(of)}: AP50 is ${fixed(foundTwice.truth(of), 3)}.`,
    }),
    [allLoose.id]: wordsOf<Loose>({
      title: 'Right, but loose',
      question: ({ overlap }) =>
        `A detector finds every object, and nothing else, under the right name. Each of its boxes has an IoU of ${upTo(overlap, 2)} with its object. What is its AP, the mean over the ten thresholds ${listed(thresholds.map((each) => fixed(each, 2)))}?`,
      field: 'AP, from 0 to 1',
      right: (of) =>
        `${fixed(allLoose.truth(of), 2)}: at ${exact(passed(of))} of ${exact(thresholds.length)} thresholds every box is right, at the others none is. AP50 is 1 and tells nothing of it.`,
      slips: {
        meanIou: () =>
          'That is the IoU of the boxes. AP asks ten times whether they are right, and takes the mean.',
        ap50: () => 'That is AP50: at the first threshold all are right. What happens at the others?',
      },
      hints: [
        () => 'At each threshold, either all boxes are right or none is.',
        () => 'thresholds that the IoU reaches ÷ all thresholds',
      ],
      worked: (of) =>
        `IoU ${upTo(of.overlap, 2)} reaches ${exact(passed(of))} of the ${exact(thresholds.length)} thresholds, so AP is ${fixed(allLoose.truth(of), 2)}.`,
    }),
    [thinned.id]: wordsOf<Crowd>({
      title: 'Thinning',
      question: (of) =>
        `${exact(of.shifts.length)} equal square boxes of one class stand in a row. The surest first, they are shifted to the right by these parts of their side: ${places(of)}. Suppression drops a box that a kept, surer one overlaps by more than ${upTo(postProcessing.overlap, 2)}. How many are kept?`,
      field: 'boxes',
      right: (of) =>
        `${exact(thinned.truth(of))}: those shifted by ${listed(keptOf(of).map((index) => upTo(of.shifts[index] ?? 0, 2)))}. A box that was dropped drops no other.`,
      slips: {
        chained: () => 'That lets boxes that are gone drop others. Only a box that was kept can drop one.',
        none: () =>
          'Nothing would be dropped then. How far may two squares be shifted before their IoU is a half?',
      },
      hints: [
        () => 'Two squares with a shift below a third of their side have an IoU above a half.',
        () => 'Go down the list: compare each box with those that were kept.',
      ],
      worked: (of) =>
        `Shifts ${places(of)}: kept are those at ${listed(keptOf(of).map((index) => upTo(of.shifts[index] ?? 0, 2)))}.`,
    }),
    [secondLooks.id]: wordsOf<Detector>({
      title: 'The price of a second look',
      question: (of) =>
        `${called(of)} takes ${rounded(detectorCost(of), 3)} multiply-adds for a picture, however many things are in it. A second look hands each box to a B0, ${rounded(b0(), 3)} multiply-adds a time. From how many boxes on do the second looks cost more than the detector?`,
      field: 'boxes',
      right: (of) =>
        `From ${exact(secondLooks.truth(of))}: the detector’s ${rounded(detectorCost(of), 3)} multiply-adds are ${fixed(detectorCost(of) / b0(), 2)} times the ${rounded(b0(), 3)} of a B0. R-CNN, the first of the two-stage detectors, paid so for every box. Its successors share one map among all boxes.`,
      slips: {
        upsideDown: () => 'One look of a B0 is far cheaper than the detector: divide the other way round.',
        notYet: (of) => `So many still cost less: the quotient is ${fixed(detectorCost(of) / b0(), 2)}.`,
      },
      hints: [
        () => 'How often does a B0 go into the detector?',
        () => 'detector ÷ second look, then the next whole number',
      ],
      worked: (of) =>
        `${called(of).replace(/,$/, '')}: ${fixed(detectorCost(of) / b0(), 2)} times a B0, so from ${exact(secondLooks.truth(of))} boxes on.`,
    }),
    [bestCut.id]: wordsOf<Kept>({
      title: 'Where to cut',
      question: (kept) =>
        `Set the least score in the figure so that ${kept.right === 1 ? 'the one right box is' : `all ${exact(kept.right)} right boxes are`} still drawn, with ${isLeast(kept) ? 'as few wrong ones as can be' : `at most ${exact(kept.allowed)} wrong ones`}.`,
      conditions: {
        right: {
          asked: ({ right }) => `right boxes: ${exact(right)}`,
          now: (value) => exact(Number(value)),
        },
        wrong: {
          asked: (kept) =>
            isLeast(kept)
              ? 'wrong boxes: as few as there can be beside it'
              : `wrong boxes: at most ${exact(kept.allowed)}`,
          now: (value) => exact(Number(value)),
        },
      },
      right: ({ wrong }) =>
        `${wrong === 1 ? 'A wrong box is surer of itself' : `${exact(wrong)} wrong boxes are surer of themselves`} than the right one. No cut parts them: the scores were learned on stickers.`,
      slips: {
        sureIsRight: () => 'Now the right box is gone: the highest score of all is a wrong box’s.',
        tooMany: () => 'The right box is there, and more wrong ones than may be. Cut higher.',
      },
      hints: [
        () => 'Which box sits on a thing of its name?',
        () => 'the score of the right box is the highest cut that keeps it',
      ],
    }),
    [sureOfIt.id]: wordsOf<Sure>({
      title: 'How sure it is',
      question: ({ score }) =>
        `Set the figure to a score of ${upTo(score, 2)}. Which part of this claim about our detector of stickers and the photographs is wrong, and why?`,
      claim: {
        source: ({ told }) => said(told === 'asMany'),
        text: ({ score, told }) => [
          ['order', 'The higher the score that is asked for, the fewer boxes are drawn.'],
          ' ',
          ['left', `With a score of ${upTo(score, 2)} or more some are left.`],
          ' ',
          [
            'sure',
            told === 'asMany'
              ? `The detector is that sure of the thing in each of them: at least ${percent(100 * score, 0)} are right.`
              : `Fewer than ${percent(100 * score, 0)} of these are right, whatever their scores say.`,
          ],
        ],
        parts: {
          order: {
            label: 'That fewer boxes are drawn at a higher score',
            needs: () =>
              'For that fewer boxes would have to be drawn at this score than at the lowest, and so it is.',
          },
          left: {
            label: 'That some are left',
            needs: ({ right, wrong }) =>
              `For that at least one box would have to be drawn: ${right + wrong === 1 ? 'one is' : `${exact(right + wrong)} are`}.`,
          },
          sure: {
            label: 'How many of them it says are right',
            needs: ({ told, score, right, wrong }) =>
              `For that ${told === 'asMany' ? 'at least' : 'fewer than'} ${percent(100 * score, 0)} of them would have to be right. ${counted(right, wrong)}`,
          },
        },
        reasons: {
          none: 'Not one of the boxes is on a thing of its name',
          some: 'Some are on a thing of their name, but a smaller part of them than the score says',
          fit: 'A score says how well a box fits, and not what is in it',
          higher: 'The score asked for is too low: at a higher one more of them are right',
        },
      },
      right: () =>
        'The score was learned on stickers, and nothing in it says “I have never seen a picture like this”. Even at home AP reads the order of the scores alone, not whether they are chances.',
      slips: {
        none: ({ right }) =>
          `${exact(right)} of them ${right === 1 ? 'is' : 'are'} on a thing of ${right === 1 ? 'its' : 'their'} name, well enough for an IoU of a half.`,
        some: () => 'Look at each of them: is any on a thing of its name?',
        fit: () => 'It is the score of a class. No output of this detector says how well a box fits.',
        higher: () => 'Try it: at no higher score are more of them right.',
      },
      hints: [
        () => 'Right is a box on a thing of its name, with an IoU of at least a half.',
        () => 'The line below the figure counts them.',
      ],
    }),
    [oneNumberHides.id]: wordsOf<Loose>({
      title: 'Before you go',
      question: (of) =>
        `On its test pictures a detector has an AP50 of 1 and an AP of ${fixed(allLoose.truth(of), 2)}. What do you know of its boxes, and what does neither number tell you? Write two or three sentences.`,
      field: 'Your explanation',
      right: () =>
        'Every object of the test is found before anything wrong, and the boxes are loose: at the stricter thresholds they fail. Neither number says where to cut the list, for only its order counts, nor how the classes differ, for it is a mean over them, nor what happens on pictures of another kind.',
      slips: {},
      hints: [
        () => 'What changes from the first threshold to the tenth?',
        () => 'AP: a mean over thresholds, recalls and classes, on the pictures of the test',
      ],
      points: {
        loose: () => 'the boxes find their objects and fit them loosely',
        rank: () => 'only the order of the scores counts, so nothing says which score is safe',
        classes: () => 'a mean over classes hides the bad ones',
        pictures: () => 'it belongs to the pictures of the test',
      },
    }),
  },
};
