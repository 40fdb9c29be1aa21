import {
  byIntensity,
  type Contrary,
  type Epochs,
  lostToAnother,
  type Networks,
  type Race,
  rangeOf,
  type SameName,
  type TwoNecks,
  threeSuspects,
  toldApart,
  whatChanged,
  whoIsAhead,
} from '../../../../models/exercises/honesty.ts';
import {
  medianOfRuns,
  type OnDevice,
  ownRatio,
  type Runs,
  workTimes,
} from '../../../../models/exercises/measuring.ts';
import type { OwnNeck, TwoArtists } from '../../../../models/exercises/own-detectors.ts';
import {
  guessTime,
  type Pair,
  type Timed,
  timeRatio,
  workRatio,
} from '../../../../models/exercises/ratios.ts';
import { upTo as upToClaim } from '../../../../models/exercises/up-to.ts';
import { amount } from '../printed.ts';
import { exact, fixed, listed, percent, times, upTo } from '../quantity.ts';
import { type LessonWords, wordsOf } from './exercise-words.ts';
import { upToWords } from './up-to.ts';

const short = (name: string) => name.replace(/^Efficient(Net|Det)-/, '');
const timing = {
  xeon: { paper: 'EfficientNet', table: 'Table 4 of the EfficientNet paper', on: 'one core of a Xeon' },
  titanV: { paper: 'EfficientDet', table: 'Table 2 of the EfficientDet paper', on: 'a GPU, a Titan V' },
} as const satisfies Readonly<Record<Timed['on'], object>>;
const seconds = (value: number) => `${upTo(value, 3)} s`;
const milliseconds = (value: number) => `${fixed(value, 1)} ms`;
const neckNames: Readonly<Record<string, string>> = {
  panet: 'PANet, three times',
  fpn: 'FPN, three times',
  sum: 'BiFPN, plain sum',
  softmax: 'BiFPN, softmax fusion',
  fast: 'BiFPN, fast normalized fusion',
};
const neck = ({ name }: OwnNeck) => neckNames[name] ?? name;
const precisions = (of: OwnNeck) => listed(of.seeds.map((ap) => fixed(ap, 3)));
const range = (of: OwnNeck) => {
  const [low, high] = rangeOf(of);
  return `${fixed(low, 3)} to ${fixed(high, 3)}`;
};
const trained = ({ training: { presented, distinct } }: OwnNeck) =>
  `each presented with ${exact(presented)} scenes, drawn from ${exact(distinct)} different ones`;
const network = (id: string) => {
  const [dimension, factor] = id.split('-');
  if (factor === undefined) return id;
  return `B0 with ${factor} times the ${dimension === 'resolution' ? 'side of the picture' : dimension}`;
};
const race = ({ epochs, d1, retinaNet }: Race) =>
  `after ${exact(epochs)} epochs D1 has an AP of ${fixed(d1, 1)} and RetinaNet one of ${fixed(retinaNet, 1)}`;

export const honesty: LessonWords = {
  title: 'How honest is a benchmark?',
  description:
    'Ratios of work and of time, measuring with spread, why a number does not travel, and what would change a conclusion.',
  exercises: {
    [guessTime.id]: wordsOf<Timed>({
      title: 'Guess first',
      question: ({ on, peer, own, work }) =>
        `The ${timing[on].paper} paper prints the multiply-adds of ${peer} and of ${short(own)}: ${peer} takes ${times(work ?? 0)} as many. The authors timed both on ${timing[on].on}. How many times as long did ${peer} take?`,
      field: 'times as long',
      right: (of) =>
        `${times(guessTime.truth(of))}. A multiply-add of ${short(of.own)} took longer there than one of ${of.peer}. The table does not say why.`,
      slips: {},
      hints: [
        () => 'Is time proportional to multiply-adds?',
        () => 'time = multiply-adds ÷ multiply-adds a second, and the second differs between networks',
      ],
    }),
    [workRatio.id]: wordsOf<Pair>({
      title: 'A ratio of work',
      question: ({ peer, own, peerWork, ownWork, peerWeights, ownWeights }) =>
        `Table 2 of the paper prints ${amount(peerWork)} multiply-adds and ${amount(peerWeights)} parameters for ${peer}; ${amount(ownWork)} and ${amount(ownWeights)} for ${short(own)}. How many times the work does ${peer} take?`,
      field: 'times the work',
      right: (of) =>
        `${amount(of.peerWork)} ÷ ${amount(of.ownWork)} = ${times(workRatio.truth(of))}. The amounts are printed to two digits at most, so the ratio is no surer than that.`,
      slips: {
        weights: () => 'That is the ratio of the parameters. Each is used many times in a picture.',
        upsideDown: () => 'Upside down: that is the part of the work that is left.',
      },
      hints: [() => 'Multiply-adds over multiply-adds.', () => 'the peer’s ÷ the EfficientNet’s'],
      worked: (of) =>
        `${of.peer} and ${short(of.own)}: ${amount(of.peerWork)} ÷ ${amount(of.ownWork)} = ${times(workRatio.truth(of))}.`,
    }),
    [timeRatio.id]: wordsOf<Timed>({
      title: 'A ratio of time',
      question: ({ on, peer, own, peerTime, ownTime }) =>
        `${timing[on].table} prints ${seconds(peerTime)} a picture for ${peer} and ${seconds(ownTime)} for ${short(own)}, on ${timing[on].on}. How many times as long does ${peer} take?`,
      field: 'times as long',
      right: (of) =>
        `${times(timeRatio.truth(of))}.${of.work === null ? '' : ` In multiply-adds it is ${times(of.work)}: time on that machine is another measure.`}`,
      slips: {
        work: () =>
          'That is the ratio of the work. The seconds stand in the question: time is another measure.',
        upsideDown: () => 'Upside down: that is the part of the time that is left.',
      },
      hints: [() => 'Seconds over seconds.', () => 'the peer’s ÷ the other’s'],
      worked: (of) =>
        `${of.peer} and ${short(of.own)}: ${seconds(of.peerTime)} ÷ ${seconds(of.ownTime)} = ${times(timeRatio.truth(of))}.`,
    }),
    [medianOfRuns.id]: wordsOf<Runs>({
      title: 'One number for nine runs',
      question: (of) =>
        `Suppose a network was run ${exact(of.times.length)} times on a laptop, and took so many milliseconds: ${listed(of.times.map((each) => fixed(each, 1)))}. Which number would you report? Give the median.`,
      field: 'ms',
      right: (of) =>
        `${milliseconds(medianOfRuns.truth(of))}. In the first run something was still being made ready, and in another the machine was busy elsewhere. The median stays; report it with its quartiles, the device, and whether the first run counts.`,
      slips: {
        mean: () => 'That is the mean. Two runs in which the machine did something else pull it up.',
        best: () => 'That is the best run. Whoever reports it does not say so, usually.',
        first: () => 'That is the first run, in which things are still being made ready.',
        unsorted: () => 'That is the run in the middle of the list as it came. Sort it first.',
      },
      hints: [() => 'Put them in order.', () => 'the one that as many lie below as above'],
      worked: (of) =>
        `In order: ${listed(of.times.toSorted((a, b) => a - b).map((each) => fixed(each, 1)))}. In the middle stands ${fixed(medianOfRuns.truth(of), 1)}.`,
    }),
    [ownRatio.id]: wordsOf<OnDevice>({
      title: 'Your own ratio',
      question: (of) =>
        `${of.network} takes ${times(workTimes(of))} the multiply-adds of B0. Measure both on your device, below. How many times as long does ${of.network} take, by the medians?`,
      field: 'times as long',
      amount: (value) => times(value),
      right: (of, value) =>
        `${value == null ? '' : `Your medians say ${times(value)}, where the work says ${times(workTimes(of))}. `}Report it with the quartiles, the device and the program that ran it: your neighbour has another number.`,
      slips: {
        work: () => 'That is the ratio of the multiply-adds. Time is to be measured.',
        upsideDown: () => 'That is upside down: B0 over the larger one.',
      },
      hints: [
        () => 'Start the measurement below and wait until both networks have run.',
        ({ network: name }) => `median of ${name} ÷ median of B0`,
      ],
    }),
    [byIntensity.id]: wordsOf<Networks>({
      title: 'Work for each byte',
      question: () =>
        'A device that waits for memory does not care for multiply-adds. Put these networks in order by multiply-adds for each byte that is moved (weights once, each map written and read), the most first.',
      item: (id) => network(id),
      amount: (value) => `${fixed(value, 2)} multiply-adds a byte`,
      right: () =>
        'More channels mean more work for each byte, for a 1×1 convolution reads a value once and uses it for every output channel. More layers or more cells of the same kind leave it nearly as it was. So a small network of this family waits for memory more readily than a large one.',
      slips: {
        smallFirst: () =>
          'That is upside down. A large network moves more bytes, and does far more work with each.',
      },
      hints: [
        () => 'What grows with the square of the channels, and what only with the channels?',
        () => 'work: cells × in × out; bytes: cells × (in + out), and the weights',
      ],
    }),
    [lostToAnother.id]: wordsOf<TwoArtists>({
      title: 'Another artist',
      question: ({ size, known, unseen }) =>
        `Our D0 was trained on stickers of some artists. On test scenes by the same artists, pictures of ${exact(size)} pixels, it has an AP of ${fixed(known, 3)}; with the drawings of an artist that it never saw, ${fixed(unseen, 3)}. Which part of its AP is lost?`,
      field: 'part, from 0 to 1, or in %',
      right: (of) =>
        `${percent(100 * lostToAnother.truth(of), 0)}: the difference, ${fixed(of.known - of.unseen, 3)}, over the ${fixed(of.known, 3)} that there were. It is one training and one unseen artist; another of either would give another number.`,
      slips: {
        points: () => 'That is the difference in points of AP. A part is a part of what there was.',
        kept: () => 'That is the part that is left.',
        ofTheLower: () => 'That divides by what is left. Lost is a part of what there was.',
      },
      hints: [() => 'How much is missing, and of how much?', () => '(known − unseen) ÷ known'],
      worked: (of) =>
        `${exact(of.size)} pixels: (${fixed(of.known, 3)} − ${fixed(of.unseen, 3)}) ÷ ${fixed(of.known, 3)} = ${percent(100 * lostToAnother.truth(of), 0)}.`,
    }),
    [whatChanged.id]: wordsOf<SameName>({
      title: 'One name, several numbers',
      question: ({ network: name, checkpoints }) =>
        `The authors released several checkpoints of ${name}. Their top-1 accuracies on ImageNet are told as ${listed(checkpoints.map(({ top1 }) => percent(top1)))}. What changed from one to the next?`,
      options: {
        architecture: 'the architecture',
        training: 'the training, and for some its data',
        test: 'the pictures that they are tested on',
        chance: 'nothing: it is chance',
      },
      right: ({ checkpoints }) =>
        `The network is the same, number for number. Its training was, in this order: ${checkpoints.map(({ recipe }) => recipe).join('; ')}. A table that sets one network’s best recipe against another’s first compares trainings.`,
      slips: {
        architecture: ({ network: name }) => `${name} is a name for one architecture, to the last channel.`,
        training: () => 'Look at what the authors call these checkpoints.',
        test: () => 'All were tested on the validation set of ImageNet.',
        chance: ({ checkpoints }) =>
          `There are ${exact(checkpoints.length)} recipes behind them, each with a name.`,
      },
      hints: [
        () =>
          'The authors’ list of checkpoints has one column for each network, and one row for each of something else.',
        () => 'accuracy = architecture + training + data + test',
      ],
    }),
    [toldApart.id]: wordsOf<TwoNecks>({
      title: 'Apart, or not?',
      question: ({ one, other }) =>
        `We trained D0 with two necks from three seeds each, ${trained(one)}. ${neck(one)}: AP ${precisions(one)}. ${neck(other)}: AP ${precisions(other)}. Which is better here?`,
      options: {
        one: 'the first',
        other: 'the second',
        open: 'these trainings leave it open',
      },
      right: ({ one, other }) => {
        const [a, b] = [rangeOf(one), rangeOf(other)];
        const open = a[0] <= b[1] && b[0] <= a[1];
        return open
          ? `Their ranges, ${range(one)} and ${range(other)}, overlap: another seed could turn them round.`
          : `Their ranges, ${range(one)} and ${range(other)}, do not touch. Three seeds are few, and it holds for this training, these scenes and this size alone.`;
      },
      slips: {
        one: ({ one, other }) =>
          `Compare the ranges: ${range(one)} for the first, ${range(other)} for the second.`,
        other: ({ one, other }) =>
          `Compare the ranges: ${range(one)} for the first, ${range(other)} for the second.`,
        open: ({ one, other }) =>
          `The worst seed of one is better than the best of the other: ${range(one)} and ${range(other)}.`,
      },
      hints: [
        () => 'Does the worst of one stand above the best of the other?',
        () => 'from the least to the largest AP of each; do the two overlap?',
      ],
    }),
    [whoIsAhead.id]: wordsOf<Epochs>({
      title: 'Who is ahead?',
      question: ({ short: before, long }) =>
        `Figure 7 of the EfficientDet paper: ${race(before)}; ${race(long)}. Which of the two is the better detector by these numbers?`,
      options: {
        d1: 'D1',
        retinaNet: 'RetinaNet',
        depends: 'it depends on how long they are trained',
      },
      right: ({ short: before, long }) =>
        (before.d1 - before.retinaNet) * (long.d1 - long.retinaNet) < 0
          ? 'The order turns round. A comparison needs a protocol, and the protocol decides.'
          : 'D1 is ahead at both. With fewer epochs it is not: look at the shortest training of the figure.',
      slips: {
        d1: ({ short: before }) => `At ${exact(before.epochs)} epochs it is behind.`,
        retinaNet: ({ long }) => `At ${exact(long.epochs)} epochs it is behind.`,
        depends: () => 'At these two lengths the same one is ahead.',
      },
      hints: [
        () => 'Compare the two at each length by itself.',
        () => 'Does the sign of the difference change?',
      ],
    }),
    [upToClaim.id]: upToWords,
    [threeSuspects.id]: wordsOf<Contrary>({
      title: 'Before you go',
      question: ({ one, other, theirOne, theirOther }) =>
        `Over three seeds each, two of our necks have these mean APs. ${neck(one)}: ${fixed(one.mean, 3)}. ${neck(other)}: ${fixed(other.mean, 3)}. Table 5 of the EfficientDet paper has such necks the other way round, in percent. Repeated FPN+PANet: ${fixed(theirOne, 2)}. Repeated top-down FPN: ${fixed(theirOther, 2)}. Name three suspects, and say for each what would clear or convict it.`,
      field: 'Your explanation',
      right: ({ one, other }) =>
        `The training: ours was short (${trained(one)}), alike for all necks and tuned for none; train longer. The data: stickers on painted scenes, not COCO; train on other pictures. The necks: the paper does not say how often it repeated each; count its cost. Chance alone is an unlikely one, for the ranges of the seeds, ${range(one)} and ${range(other)}, do not touch. Neither “the paper is wrong” nor “ours is broken” follows.`,
      slips: {},
      hints: [
        () => 'What differs between the two experiments, besides the result?',
        () => 'network, training, data, test, seeds',
      ],
      points: {
        training: () => 'the training: short, and tuned for neither; train longer, or tune both',
        data: () => 'the data: stickers against photographs; train on others',
        chance: () => 'chance: the ranges of the seeds are apart, so not that alone; train more seeds',
      },
    }),
  },
};
