import {
  honestAccuracy,
  judgementOf,
  type Leaky,
  type Matrix,
  neverCalled,
  pooled,
  precisionOf,
  type Rare,
  recallOf,
  type Size,
  specificityOf,
  staysHigh,
  trainedNumbers,
  whyFrozen,
} from '../../../../models/exercises/judging.ts';
import { exact, fixed, percent } from '../quantity.ts';
import { type LessonWords, wordsOf } from './exercise-words.ts';

const names = ['A', 'B', 'C'] as const;
const nameOf = ({ about }: Matrix) => names[about] ?? '';
/** The matrix as sentences: a row a true class. */
const matrix = ({ confusion }: Matrix) =>
  confusion
    .map(
      (row, truth) =>
        `of ${names[truth]}, ${row.map((count, called) => `${exact(count)} were called ${names[called]}`).join(', ')}`,
    )
    .join('; ');
const asked = (of: Matrix, what: string) =>
  `Thirty test pictures, ten of each class: ${matrix(of)}. What is the ${what} of class ${nameOf(of)}?`;
const own = (of: Matrix) => of.confusion[of.about]?.[of.about] ?? 0;
const column = (of: Matrix) => of.confusion.reduce((sum, row) => sum + (row[of.about] ?? 0), 0);
const row = (of: Matrix) => (of.confusion[of.about] ?? []).reduce((sum, each) => sum + each, 0);
const others = (of: Matrix) =>
  of.confusion.reduce(
    (sum, each, truth) => (truth === of.about ? sum : sum + each.reduce((a, b) => a + b, 0)),
    0,
  );
const left = (of: Matrix) => others(of) - (column(of) - own(of));
const accuracy = (of: Matrix) =>
  `That is the accuracy, ${fixed(judgementOf(of).accuracy, 3)}: of all pictures the part that was named right.`;
const measureNames: Readonly<Record<string, string>> = {
  accuracy: 'accuracy',
  recall: 'the recall of the rare class',
  precision: 'the precision of the rare class',
  f1: 'the F1 of the rare class',
};

export const judging: LessonWords = {
  title: 'Train and judge your own head',
  description:
    'What is trained and what is frozen, what each measure says and hides, and what a leak does to it.',
  exercises: {
    [trainedNumbers.id]: wordsOf<Size>({
      title: 'What is trained',
      question: ({ classes }) =>
        `B0 is frozen up to its pooling, which gives ${exact(pooled)} numbers a picture. A new dense layer names ${exact(classes)} classes. How many numbers are trained?`,
      field: 'numbers',
      right: (of) =>
        `(${exact(pooled)} + 1) × ${exact(of.classes)} = ${exact(trainedNumbers.truth(of))}: a weight for each feature and class, and a bias for each class.`,
      slips: {
        wholeNetwork: (of) =>
          `That is the whole network. Of it, ${exact(trainedNumbers.truth(of))} numbers are new and trained; the rest stays as it is.`,
        features: () => 'Those are the features. Each class has a weight for every one of them.',
        squared: () => 'Classes do not count twice: each feature has one weight for each class.',
      },
      hints: [
        () => 'A dense layer has a weight for each pair of input and output, and a bias for each output.',
        () => '(features + 1) × classes',
      ],
      worked: (of) =>
        `${exact(of.classes)} classes: (${exact(pooled)} + 1) × ${exact(of.classes)} = ${exact(trainedNumbers.truth(of))}.`,
    }),
    [precisionOf.id]: wordsOf<Matrix>({
      title: 'Precision',
      question: (of) => asked(of, 'precision'),
      field: 'precision, from 0 to 1',
      right: (of) =>
        `${exact(column(of))} were called ${nameOf(of)}, ${exact(own(of))} of them are: ${fixed(precisionOf.truth(of), 3)}.`,
      slips: {
        recall: (of) =>
          `That is the recall: it divides by the row, what ${nameOf(of)} really is. Precision divides by the column, what was called so.`,
        accuracy,
      },
      hints: [
        () => 'Of those that were called so: look down a column.',
        () => 'right ÷ all that were called so',
      ],
      worked: (of) =>
        `${matrix(of)}. Called ${nameOf(of)}: ${exact(column(of))}, right ${exact(own(of))}, so ${fixed(precisionOf.truth(of), 3)}.`,
    }),
    [recallOf.id]: wordsOf<Matrix>({
      title: 'Recall',
      question: (of) => asked(of, 'recall'),
      field: 'recall, from 0 to 1',
      right: (of) =>
        `${exact(row(of))} are ${nameOf(of)}, ${exact(own(of))} of them were found: ${fixed(recallOf.truth(of), 3)}.`,
      slips: {
        precision: (of) =>
          `That is the precision: it divides by all that were called ${nameOf(of)}. Recall divides by all that are.`,
        accuracy,
      },
      hints: [() => 'Of those that are so: look along a row.', () => 'found ÷ all that are so'],
      worked: (of) =>
        `${matrix(of)}. Are ${nameOf(of)}: ${exact(row(of))}, found ${exact(own(of))}, so ${fixed(recallOf.truth(of), 3)}.`,
    }),
    [specificityOf.id]: wordsOf<Matrix>({
      title: 'Specificity',
      question: (of) => asked(of, 'specificity'),
      field: 'specificity, from 0 to 1',
      right: (of) =>
        `${exact(others(of))} are not ${nameOf(of)}, ${exact(left(of))} of them were not called so: ${fixed(specificityOf.truth(of), 3)}.`,
      slips: {
        recall: (of) =>
          `That is the recall of ${nameOf(of)}. Specificity is about all the others: how many of them were left alone.`,
        precision: (of) =>
          `That is the precision of ${nameOf(of)}. Specificity divides by all that are not ${nameOf(of)}.`,
      },
      hints: [
        () => 'Strike out the row and the column of the class. What is left was left alone.',
        () => 'not called so ÷ all that are not so',
      ],
      worked: (of) =>
        `${matrix(of)}. Not ${nameOf(of)}: ${exact(others(of))}, of which ${exact(left(of))} were not called so: ${fixed(specificityOf.truth(of), 3)}.`,
    }),
    [staysHigh.id]: wordsOf<Rare>({
      title: 'A class of few',
      question: ({ rare, all }) =>
        `${exact(rare)} in ${exact(all)} pictures are of the rare class. A classifier calls nothing so, ever. Which measure stays high?`,
      options: measureNames,
      right: (of) =>
        `Accuracy is ${percent(100 * neverCalled(of).judgement.accuracy, 0)}, because nearly everything is common. Nothing of the rare class is found, so its recall is 0, and its precision has no value at all.`,
      slips: {
        accuracy: () => 'It follows what is common.',
        recall: ({ rare }) => `Of the ${exact(rare)} rare ones none was found: the recall is 0.`,
        precision: () => 'Nothing was called so, so there is nothing to be precise about.',
        f1: () => 'F1 is the harmonic mean of precision and recall, and the recall is 0.',
      },
      hints: [
        () => 'How many of all pictures are named right?',
        () => 'accuracy: right ÷ all, whatever the class',
      ],
    }),
    [honestAccuracy.id]: wordsOf<Leaky>({
      title: 'Without the leak',
      question: ({ test, doubles, right }) =>
        `A test has ${exact(test)} pictures. ${exact(doubles)} of them are nearly the same as pictures that were learnt from, and all of these are named right. Of the others, ${exact(right)} are. What is the accuracy on pictures that were really new?`,
      field: 'accuracy, from 0 to 1, or in %',
      right: (of) =>
        `${exact(of.right)} of ${exact(of.test - of.doubles)}: ${fixed(honestAccuracy.truth(of), 3)}. The report would have said ${fixed((of.right + of.doubles) / of.test, 3)}.`,
      slips: {
        asReported: () => 'That is what the report says, doubles and all. Leave them out, above and below.',
        ofAll: () => 'The doubles are still among those that you divide by. Leave them out there, too.',
      },
      hints: [
        () => 'Take the doubles away from the test altogether.',
        () => 'right among the new ones ÷ new ones',
      ],
      worked: (of) =>
        `${exact(of.test)} pictures, ${exact(of.doubles)} of them doubles, ${exact(of.right)} of the others right: ${exact(of.right)} ÷ ${exact(of.test - of.doubles)} = ${fixed(honestAccuracy.truth(of), 3)}.`,
    }),
    [whyFrozen.id]: wordsOf<Size>({
      title: 'Before you go',
      question: ({ classes }) =>
        `Why can a head for ${exact(classes)} classes be trained on a few dozen pictures in a moment, and what can it never learn? Write two or three sentences.`,
      field: 'Your explanation',
      right: () =>
        `The frozen part was trained on more than a million photographs and gives the same ${exact(pooled)} numbers for a picture every time, so it runs once and what is trained is small. But what it does not see, no last layer can part.`,
      slips: {},
      hints: [
        () => 'What runs once for each picture, and what runs in every step?',
        () => 'frozen part → features, once; head ← features, many times',
      ],
      points: {
        seen: () => 'the frozen part already tells edges, textures and shapes apart',
        once: () => 'it runs once for each picture; training then works on a small table',
        limit: () => 'two classes that look alike to it cannot be parted by the head',
      },
    }),
  },
};
