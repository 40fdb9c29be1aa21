import { bytes } from '../../components/quantity.ts';
import type { LoadProgress } from '../../engine/protocol.ts';

/** A piece of work as `Progress` shows it. */
export interface Shown {
  readonly label: string;
  readonly value?: number | undefined;
  readonly detail?: string;
}

/** How far the opening of a network is, in words. `name`: “EfficientNet-B3”. */
export function progressText(progress: LoadProgress, name: string): Shown {
  switch (progress.phase) {
    case 'starting':
      return { label: 'Choosing what to run on' };
    case 'downloading': {
      const { loaded, total, cached } = progress;
      return {
        label: cached ? `Reading ${name} from this browser’s store` : `Downloading ${name}`,
        value: total > 0 ? Math.min(1, loaded / total) : undefined,
        detail: `${bytes(loaded)} of ${bytes(total)}`,
      };
    }
    case 'checking':
      return { label: `Checking ${name} against its published hash` };
    case 'reading':
      return { label: `Reading the weights of ${name}` };
    case 'uploading':
      return { label: 'Handing the weights over' };
    case 'compiling':
      return { label: 'Compiling: the first run takes longer' };
  }
}
