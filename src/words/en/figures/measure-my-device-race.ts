import { exact, listed, rounded, times } from '../quantity.ts';
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

const asked = ({ dispatches, submits }: Asks) =>
  `${exact(dispatches)} dispatches in ${submits === 1 ? 'one submit' : `${exact(submits)} submits`}`;

export const race = {
  start: (networks: number) =>
    `Race our own engine against TF.js on ${networks} network${networks === 1 ? '' : 's'}`,
  terms:
    'Both get the same network and the same random weights, and run in turn. Their answers are compared before any clock runs.',
  starting: 'Starting both programs',
  /** `at` counts from 1. */
  racing: (network: string, at: number, of: number) => `Racing ${network}, ${at} of ${of}`,
  round: (round: number) => `round ${round}`,
  compiling: 'compiling on both',
  stopped: 'Stopped; whole rounds are kept.',
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
