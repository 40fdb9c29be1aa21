import { cocoTable2 } from '../published/efficientdet/coco.ts';
import { imageNetTable2 } from '../published/efficientnet/imagenet.ts';
import { cpuLatencyTable4 } from '../published/efficientnet/latency.ts';
import type { Printed } from '../published/row.ts';
import { once, type Predict, type Quantity } from './exercise.ts';

/** Of the lesson “How honest is a benchmark?”: ratios of work and of time, as printed. */

/** A network of the EfficientNet paper’s Table 2 beside the EfficientNet that the table sets it against; amounts as printed. */
export interface Pair {
  readonly peer: string;
  readonly own: string;
  /** Multiply-adds and parameters. */
  readonly peerWork: Printed;
  readonly ownWork: Printed;
  readonly peerWeights: Printed;
  readonly ownWeights: Printed;
}
/** Sorts what is so before what is not. */
export const asFirst =
  <T>(is: (each: T) => boolean) =>
  (a: T, b: T) =>
    Number(is(b)) - Number(is(a));
const isResNet152 = ({ peer }: { readonly peer: string }) => peer === 'ResNet-152';
const pairs = once((): readonly Pair[] =>
  imageNetTable2
    .flatMap((row): Pair[] => {
      const own = imageNetTable2.find(({ model }) => model === `EfficientNet-${row.comparedWith}`);
      if (own === undefined || own === row || !row.multiplyAdds || !own.multiplyAdds) return [];
      return [
        {
          peer: row.model,
          own: own.model,
          peerWork: row.multiplyAdds,
          ownWork: own.multiplyAdds,
          peerWeights: row.parameters,
          ownWeights: own.parameters,
        },
      ];
    })
    .sort(asFirst(isResNet152)),
);
/** By so much what is asked and what mistakes give must differ. */
const apart = 0.05;
const unlike = (truth: number, value: number) => (Math.abs(value / truth - 1) < apart ? null : value);

const workOf = ({ peerWork, ownWork }: Pair) => peerWork.value / ownWork.value;
export const workRatio: Quantity<Pair> = {
  kind: 'number',
  id: 'work-ratio',
  goal: 'ratios',
  tolerance: 0.03,
  variants: pairs,
  truth: workOf,
  slips: {
    weights: (pair) => unlike(workOf(pair), pair.peerWeights.value / pair.ownWeights.value),
    upsideDown: (pair) => 1 / workOf(pair),
  },
};

/** Two networks that a paper timed on one machine: classifiers on a core of a processor, or detectors on a GPU. */
export interface Timed {
  readonly on: 'xeon' | 'titanV';
  readonly peer: string;
  readonly own: string;
  /** Seconds. */
  readonly peerTime: number;
  readonly ownTime: number;
  /** Ratio of the printed multiply-adds; null where none are printed. */
  readonly work: number | null;
}
const printedWork = (name: string) => imageNetTable2.find(({ model }) => model === name)?.multiplyAdds?.value;
const onXeon = (): readonly Timed[] =>
  cpuLatencyTable4.flatMap(({ model, seconds }, i): Timed[] => {
    const next = cpuLatencyTable4[i + 1];
    // Each network is followed by the one that is faster than it.
    if (next === undefined || next.speedup === null) return [];
    const [peerWork, ownWork] = [printedWork(model), printedWork(next.model)];
    const work = peerWork === undefined || ownWork === undefined ? null : peerWork / ownWork;
    return [{ on: 'xeon', peer: model, own: next.model, peerTime: seconds, ownTime: next.seconds, work }];
  });
/** Of the EfficientDet paper’s Table 2, each peer beside the detector that heads its group. */
const onTitanV = (): readonly Timed[] =>
  cocoTable2.flatMap(({ model, input, detector, comparedWith, titanV, multiplyAdds }): Timed[] => {
    const own = cocoTable2.find((row) => row.detector === comparedWith);
    if (detector !== null || !titanV || !multiplyAdds || !own?.titanV || !own.multiplyAdds) return [];
    return [
      {
        on: 'titanV',
        peer: `${model} (${input})`,
        own: own.model,
        peerTime: titanV.value / 1000,
        ownTime: own.titanV.value / 1000,
        work: multiplyAdds.value / own.multiplyAdds.value,
      },
    ];
  });
const timed = once((): readonly Timed[] => [...onXeon(), ...onTitanV()]);
export const timeRatio: Quantity<Timed> = {
  kind: 'number',
  id: 'time-ratio',
  goal: 'ratios',
  tolerance: 0.02,
  variants: timed,
  truth: ({ peerTime, ownTime }) => peerTime / ownTime,
  slips: {
    work: ({ work }) => work,
    upsideDown: ({ peerTime, ownTime }) => ownTime / peerTime,
  },
};
export const guessTime: Predict<Timed> = {
  kind: 'predict',
  id: 'guess-time',
  goal: null,
  variants: () => timed().filter(({ work }) => work !== null),
  truth: timeRatio.truth,
};
