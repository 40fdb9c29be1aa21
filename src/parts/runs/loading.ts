import type { LoadProgress } from '../../engine/client/engine.ts';
import { bytes } from '../../words/en/quantity.ts';

/** A step of getting a network ready, in words. */
export interface ShownProgress {
  readonly label: string;
  readonly value?: number | undefined;
  readonly detail?: string | undefined;
}

/** What the engine reports while it loads a network, for the reader. `network`: “EfficientNet-B3”. */
export function loadingText(progress: LoadProgress, network: string): ShownProgress {
  switch (progress.phase) {
    case 'starting':
      return { label: 'Choosing what to run on' };
    case 'downloading': {
      const { loaded, total, cached } = progress;
      const label = cached ? `Reading ${network} from this browser’s store` : `Downloading ${network}`;
      return {
        label,
        value: total > 0 ? Math.min(1, loaded / total) : undefined,
        detail: `${bytes(loaded)} of ${bytes(total)}`,
      };
    }
    case 'checking':
      return { label: `Checking ${network} against its published hash` };
    case 'reading':
      return { label: `Reading the weights of ${network}` };
    case 'uploading':
      return { label: 'Handing the weights over' };
    case 'compiling':
      return { label: 'Compiling: the first run takes longer' };
  }
}
