import type { DetectResult, Suppressing } from '../../engine/client/engine.ts';
import type { OwnPicture } from '../../parts/pictures/own-picture.svelte.ts';
import { LiveRunner } from '../../parts/runs/runner.svelte.ts';
import type { Session } from './session.ts';

/** What the last run found. */
export interface Found extends DetectResult {
  readonly session: Session;
  readonly milliseconds: number;
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
        const result = await session.detect(picture, suppressing(), options);
        const { prepareMilliseconds, runMilliseconds } = result.timing;
        return { ...result, session, milliseconds: prepareMilliseconds + runMilliseconds };
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
