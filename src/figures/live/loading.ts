import { bytes } from '../../components/quantity.ts';
import type { BackendName, LoadProgress } from '../../engine/client.ts';

/** A step of getting a network ready, in words. */
export interface ShownProgress {
  readonly label: string;
  readonly value?: number | undefined;
  readonly detail?: string;
}

const backendTitles: Readonly<Record<BackendName, string>> = {
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WebAssembly',
  cpu: 'plain JavaScript',
};

export function backendTitle(name: BackendName): string {
  return backendTitles[name];
}

/** What the engine reports while it loads a network, for the reader. */
export function loadingText(progress: LoadProgress, network: string): ShownProgress {
  switch (progress.phase) {
    case 'starting':
      return { label: 'Choosing what to run on' };
    case 'downloading': {
      const { loaded, total, cached } = progress;
      const label = cached ? `Reading ${network} from this browser’s store` : `Downloading ${network}`;
      return {
        label,
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
