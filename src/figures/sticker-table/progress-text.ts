import { bytes } from '../../components/quantity.ts';
import type { LoadProgress } from '../../engine/client.ts';

/** A piece of work under way, in words for the reader. */
export interface Work {
  readonly label: string;
  readonly value?: number | undefined;
  readonly detail?: string | undefined;
}

/** How far a detector's loading has come, in words. */
export function workOf(progress: LoadProgress, title: string): Work {
  switch (progress.phase) {
    case 'starting':
      return { label: 'Choosing what to run on' };
    case 'downloading': {
      const { loaded, total, cached } = progress;
      return {
        label: cached ? `Reading ${title} from this browser’s store` : `Downloading ${title}`,
        value: total > 0 ? loaded / total : undefined,
        detail: `${bytes(loaded)} of ${bytes(total)}`,
      };
    }
    case 'checking':
      return { label: 'Checking it against its published hash' };
    case 'reading':
      return { label: 'Reading its weights' };
    case 'uploading':
      return { label: 'Handing the weights over' };
    case 'compiling':
      return { label: 'Compiling: the first run takes longer' };
  }
}
