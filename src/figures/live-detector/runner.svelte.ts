import type { RuntimeReport, Suppressing } from '../../engine/client/engine.ts';
import type { Fit, ShownBox } from '../../parts/drawn-boxes/found.ts';
import type { OwnPicture } from '../../parts/pictures/own-picture.svelte.ts';
import { LiveRunner } from '../../parts/runs/runner.svelte.ts';
import type { LevelScores } from './logic.ts';
import type { Session } from './session.ts';

/** What the last run found. */
export interface Found {
  readonly session: Session;
  readonly boxes: readonly ShownBox[];
  readonly candidates: number;
  readonly fit: Fit;
  readonly levels: readonly LevelScores[];
  readonly milliseconds: number;
  readonly runtime: RuntimeReport;
}

/** Runs detectors; thresholds act on the candidates of the last run. */
export class DetectorRunner extends LiveRunner<Session, Found> {
  /** Milliseconds of the last change of a threshold; null after a run. */
  suppressMilliseconds: number | null = $state(null);

  /** @param suppressing The thresholds as they stand when a run begins. */
  constructor(suppressing: () => Suppressing) {
    super(
      async (source, options) => (await import('./session.ts')).Session.open(source, options),
      async (session, picture, options) => {
        const { boxes, candidates, fitted, heatMaps, timing, runtime } = await session.detect(
          picture,
          suppressing(),
          options,
        );
        const milliseconds = timing.prepareMilliseconds + timing.runMilliseconds;
        return { session, boxes, candidates, fit: fitted, levels: heatMaps, milliseconds, runtime };
      },
    );
  }

  protected override show(found: Found, picture?: OwnPicture | null): void {
    super.show(found, picture);
    this.suppressMilliseconds = null;
  }

  /** Other thresholds for the candidates of the last run; no run. */
  async suppress(suppressing: Suppressing): Promise<void> {
    const before = this.shown;
    if (before === null || before.session !== this.session) return;
    try {
      const { boxes, candidates, suppressMilliseconds } = await before.session.suppress(suppressing);
      if (this.shown !== before) return;
      this.answerAnew({ ...before, boxes, candidates });
      this.suppressMilliseconds = suppressMilliseconds;
    } catch (error) {
      this.error = error instanceof Error ? error.message : String(error);
    }
  }
}
