import type { LoadProgress } from '../../engine/client/engine.ts';
import * as words from '../../words/en/runs.ts';

/** A step of getting a network ready, in words. */
export interface ShownProgress {
  readonly label: string;
  readonly value?: number | undefined;
  readonly detail?: string | undefined;
}

/** What the engine reports while it loads a network, for the reader. `network`: “EfficientNet-B3”. */
export function loadingText(progress: LoadProgress, network: string): ShownProgress {
  const label = words.loading(progress, network);
  if (progress.phase !== 'downloading') return { label };
  const { loaded, total } = progress;
  return {
    label,
    value: total > 0 ? Math.min(1, loaded / total) : undefined,
    detail: words.loaded(loaded, total),
  };
}
