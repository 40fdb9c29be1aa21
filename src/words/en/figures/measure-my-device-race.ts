import type { Failure } from '../../../engine/protocol/failure.ts';
import type { RuntimeReport } from '../../../engine/protocol/runtime.ts';
import { exact, listed, rounded, significant, times } from '../quantity.ts';
import { reasonsOf } from '../runtime.ts';
import { runtimeName } from '../runtime-name.ts';
import { duration } from './measure-my-device.ts';

type Racer = 'own' | 'tfjs';

/** What is asked of a device. */
interface Asks {
  readonly dispatches: number;
  readonly submits: number;
}

interface Lane {
  readonly runsOn: string;
  readonly asks: Asks | null;
}

interface Spread {
  readonly median: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
}

/** Why a program does not run here. */
function reasonOf(failure: Failure): string {
  if (failure.code === 'runtime') return reasonsOf(failure.refused) || 'The address asks for another device.';
  return 'said' in failure && failure.said ? `It failed: ${failure.said}` : '';
}

const asked = ({ dispatches, submits }: Asks) =>
  `${exact(dispatches)} dispatches in ${submits === 1 ? 'one submit' : `${exact(submits)} submits`}`;

export const race = {
  title: 'Two programs, one device',
  start: (networks: number) => `Race our own engine against TF.js on ${networks === 1 ? 'it' : 'these'}`,
  terms:
    'Both get the same network and the same random weights, and run in turn. Their answers are compared before any clock runs.',
  starting: 'Starting both programs',
  /** `at` counts from 1. */
  racing: (network: string, at: number, of: number) => `Racing ${network}, ${at} of ${of}`,
  round: (round: number) => `round ${round}`,
  compiling: 'compiling on both',
  stopped: 'Stopped; whole rounds are kept.',
  changed: 'The device changed while this network was raced; race it again.',
  strangers: (off: number) =>
    `The two programs’ answers are ${Number.isFinite(off) ? `${significant(off, 2)} of their size` : 'no numbers, or not the same ones'} apart, so their times would say nothing.`,
  alone: (racer: Racer, report: RuntimeReport, missing: Failure) => {
    const absent = racer === 'own' ? 'TF.js does not run here.' : 'Our own engine does not run here.';
    return `Only ${runtimeName(report)} on ${report.adapter} can run networks here, so there is nothing to race. ${absent} ${reasonOf(missing)}`.trim();
  },
  region: 'Two programs on the same networks',
  columns: [
    'network',
    'runs on',
    'dispatches',
    'submits',
    'median',
    'quartiles',
    'rounds',
    'time over our own',
  ],
  none: '–',
  count: (value: number | null) => (value === null ? '–' : exact(value)),
  quartiles: ({ lowerQuartile, upperQuartile }: Spread) =>
    `${duration(lowerQuartile)} – ${duration(upperQuartile)}`,
  ratio: (value: number) => times(value),
  /** One network in a sentence. */
  verdict: (
    network: string,
    lanes: Readonly<Record<Racer, Lane>>,
    medians: Readonly<Record<Racer, number>>,
    ratio: Spread,
    off: number,
  ) => {
    const each = (['own', 'tfjs'] as const).map((racer) => {
      const { runsOn, asks } = lanes[racer];
      return `${runsOn} takes ${duration(medians[racer])}${asks === null ? '' : ` with ${asked(asks)}`}`;
    });
    const middle = `${times(ratio.median)} (half of the rounds between ${times(ratio.lowerQuartile)} and ${times(ratio.upperQuartile)})`;
    const agree =
      off === 0 ? 'the answers are equal' : `the answers agree to one part in ${rounded(1 / off, 1)}`;
    return `${network}: ${listed(each)}. TF.js’ time over ours is ${middle}; ${agree}.`;
  },
};
