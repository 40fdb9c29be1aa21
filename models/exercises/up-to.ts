import { cocoTable2, detectorCpuFigure4 } from '../published/efficientdet/coco.ts';
import { imageNetTable2 } from '../published/efficientnet/imagenet.ts';
import { cpuLatencyTable4 } from '../published/efficientnet/latency.ts';
import { type Printed, printed } from '../published/row.ts';
import { type Fault, once } from './exercise.ts';
import { wrongPart } from './fault.ts';

/** Of the lesson “How honest is a benchmark?”: what papers say of their own tables. */

/** A ratio that a sentence of a paper says is the largest, and the largest that its table holds, with the network that has it. */
export interface Ratio {
  readonly claimed: Printed;
  readonly held: Printed;
  readonly peer: string;
}
/** A sentence with two of them: of parameters, and of work or of time. */
export interface Claimed {
  readonly sentence: 'caption' | 'abstract' | 'detectors' | 'detectorTimes';
  readonly size: Ratio;
  readonly cost: Ratio;
  /** The ratios of times that the second one is about; none where it is about work. */
  readonly times: readonly Timed[];
}
/** How many times faster than a peer. */
export interface Timed {
  readonly peer: string;
  readonly ratio: Printed;
}

interface Row {
  readonly peer: string;
  readonly ratio: Printed | null;
}
function largest(claimed: string, rows: readonly Row[]): Ratio {
  const [first] = rows
    .flatMap(({ peer, ratio }) => (ratio === null ? [] : [{ peer, held: ratio }]))
    .sort((a, b) => b.held.value - a.held.value);
  if (first === undefined) throw new RangeError('There is no ratio in the table.');
  return { claimed: printed(claimed), ...first };
}

const sizesOf = (rows: readonly { readonly model: string; readonly parametersRatio: Printed | null }[]) =>
  rows.map(({ model, parametersRatio }) => ({ peer: model, ratio: parametersRatio }));
const worksOf = (rows: readonly { readonly model: string; readonly multiplyAddsRatio: Printed | null }[]) =>
  rows.map(({ model, multiplyAddsRatio }) => ({ peer: model, ratio: multiplyAddsRatio }));
/** A time with a speedup stands below the one that it is set against. */
const times = cpuLatencyTable4.flatMap(({ speedup }, i): Timed[] => {
  const above = cpuLatencyTable4[i - 1];
  return speedup === null || above === undefined ? [] : [{ peer: above.model, ratio: speedup }];
});
const detectorTimes = detectorCpuFigure4.map(({ peer, speedup }): Timed => ({ peer, ratio: speedup }));
/** Those that were timed on the machine of the paper. */
const timedPeers = cocoTable2.filter(({ titanV }) => titanV !== null);

/** As many digits as a sentence gives are compared. */
const agrees = ({ claimed, held }: Ratio): boolean => {
  const digits = /\.(\d+)/.exec(claimed.printed)?.[1]?.length ?? 0;
  return held.value.toFixed(digits) === claimed.value.toFixed(digits);
};

export const upTo: Fault<Claimed> = {
  kind: 'fault',
  id: 'up-to',
  goal: 'conclude',
  variants: once(() => [
    // EfficientNet, version 5, caption of Table 2.
    {
      sentence: 'caption',
      size: largest('8.4x', sizesOf(imageNetTable2)),
      cost: largest('16x', worksOf(imageNetTable2)),
      times: [],
    },
    // EfficientDet, version 7, abstract and Section 5.1.
    {
      sentence: 'detectors',
      size: largest('9x', sizesOf(cocoTable2)),
      cost: largest('42x', worksOf(cocoTable2)),
      times: [],
    },
    // EfficientNet, version 5, abstract.
    {
      sentence: 'abstract',
      size: largest('8.4x', sizesOf(imageNetTable2)),
      cost: largest('6.1x', times),
      times,
    },
    // EfficientDet, version 7, caption of Figure 4.
    {
      sentence: 'detectorTimes',
      size: largest('9x', sizesOf(timedPeers)),
      cost: largest('11x', detectorTimes),
      times: detectorTimes,
    },
  ]),
  parts: { size: ({ size }) => agrees(size), cost: ({ cost }) => agrees(cost) },
  reasons: ['more', 'less', 'same', 'twice'],
  reason: (claim) => {
    const ratios: Readonly<Record<string, Ratio>> = { size: claim.size, cost: claim.cost };
    const wrong = ratios[wrongPart(upTo, claim)];
    if (wrong === undefined) return 'same';
    return wrong.held.value > wrong.claimed.value ? 'more' : 'less';
  },
};
