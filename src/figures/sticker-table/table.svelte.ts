import type { Painted } from '../../../models/scenes/paint.ts';
import type { OpenOptions } from '../../parts/runs/opener.svelte.ts';
import { sentenceOf } from '../../parts/runs/sentence-of.ts';
import { Task } from '../../parts/runs/task.svelte.ts';
import { type Look, LookedAtTable, type TableNow } from '../../parts/stickers/looked-at-table.svelte.ts';
import type { TableSticker } from '../../parts/stickers/stickers.ts';
import type { TableDetector } from './detectors.ts';
import type { Found } from './found.ts';
import { grown, growSizes, type Sweep } from './grow.ts';
import type { Session } from './session.ts';

/** What is to be seen now. */
interface DetectorTableNow extends TableNow {
  readonly score: number;
  /** Shows the network's own pixels. */
  readonly coarse: boolean;
}

const nextFrame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));

/** A table on which a detector finds the stickers, and one of them grown through all sizes. */
export class Table extends LookedAtTable<TableDetector, Session, DetectorTableNow> {
  /** The last answer; null before the first. */
  found: Found | null = $state.raw(null);
  sweep: Sweep | null = $state.raw(null);
  /** The sticker of the sweep under way, as it is now. */
  growing: TableSticker | null = $state.raw(null);

  readonly #sweeping = new Task();

  protected override async begin(detector: TableDetector, options: OpenOptions): Promise<Session> {
    const { Session } = await import('./session.ts');
    return Session.open(detector, options);
  }

  protected override async lookAt(session: Session, painted: Painted, now: DetectorTableNow): Promise<Look> {
    const { found, milliseconds } = await session.look(painted, now.score);
    return {
      milliseconds,
      show: () => {
        this.found = found;
      },
    };
  }

  protected override get busy(): boolean {
    return this.growing !== null;
  }

  protected override stickersOf(now: DetectorTableNow): readonly TableSticker[] {
    return this.growing === null ? now.stickers : [this.growing];
  }

  protected override sideOf(now: DetectorTableNow): number {
    return now.coarse && this.session !== null ? this.session.network.side : super.sideOf(now);
  }

  /** Ends what is under way: a download or a sweep. */
  override stop(): void {
    super.stop();
    this.#sweeping.cancel();
  }

  /** Shows the boxes of the last look from another score on. */
  async rescore(score: number): Promise<void> {
    if (this.session === null || this.looking !== null) return;
    try {
      this.found = (await this.session.rescore(score)) ?? this.found;
    } catch (error) {
      this.error = sentenceOf(error);
    }
  }

  /** Shows one sticker alone at all sizes and notes what each level makes of it. Stopped in between, it keeps what it has. */
  async grow(sticker: TableSticker, detector: TableDetector): Promise<void> {
    this.stop();
    await this.#sweeping.run(async ({ signal }) => {
      if (!(await this.open(detector)) || signal.aborted || this.session === null) return;
      try {
        await this.#grow(sticker, this.session, signal);
      } finally {
        this.growing = null;
        void this.touch();
      }
    });
    if (this.#sweeping.error !== null) this.error = this.#sweeping.error;
  }

  async #grow(sticker: TableSticker, session: Session, signal: AbortSignal): Promise<void> {
    await this.ready([sticker.artist]);
    this.growing = sticker;
    await this.looking;
    const { artist, name } = sticker;
    const { id, side } = session.network;
    const about = {
      sticker: { artist, name },
      detector: id,
      side,
      levels: session.levels,
      spans: session.spans,
    };
    for (const size of growSizes) {
      this.growing = grown(sticker, size);
      this.paint();
      const { background, score } = this.now();
      const painted = this.painter?.paint([this.growing], background, side);
      if (painted === undefined) break;
      const { step, found } = await session.step(painted, size, score, signal);
      this.found = found;
      const steps = size === growSizes[0] ? [step] : [...(this.sweep?.steps ?? []), step];
      this.sweep = { ...about, steps };
      await nextFrame();
      if (signal.aborted) break;
    }
  }
}
