import type { LoadProgress } from '../../engine/protocol/progress.ts';
import type { Rich } from '../rich.ts';
import { bytes, fixed } from './quantity.ts';

export const starting = 'Starting';
export const running = 'Running';

/** How long a run takes: milliseconds, the median of so many runs. */
export const latency = (milliseconds: number, runs: number, runtime: string, adapter: string): Rich => [
  ['b', `${fixed(milliseconds, milliseconds < 10 ? 1 : 0)} ms`],
  ` a picture, ${runs === 1 ? 'the only run so far' : `the median of the last ${runs}`}, ${fixed(1000 / milliseconds, milliseconds > 500 ? 1 : 0)} a second, on ${runtime}: ${adapter}.`,
];

/** A step of getting a network ready. `network`: “EfficientNet-B3”. */
export function loading(progress: LoadProgress, network: string): string {
  switch (progress.phase) {
    case 'starting':
      return 'Choosing what to run on';
    case 'downloading':
      return progress.cached ? `Reading ${network} from this browser’s store` : `Downloading ${network}`;
    case 'checking':
      return `Checking ${network} against its published hash`;
    case 'reading':
      return `Reading the weights of ${network}`;
    case 'uploading':
      return 'Handing the weights over';
    case 'compiling':
      return 'Compiling: the first run takes longer';
  }
}

export const loaded = (part: number, all: number) => `${bytes(part)} of ${bytes(all)}`;
