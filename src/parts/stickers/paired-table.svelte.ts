import type { Painted } from '../../../models/scenes/paint.ts';
import { starting } from '../../words/en/runs.ts';
import type { ShownProgress } from '../runs/loading.ts';
import type { OpenOptions } from '../runs/opener.svelte.ts';
import { Task } from '../runs/task.svelte.ts';
import {
  type Look,
  LookedAtTable,
  type LookingNetwork,
  type LookingSession,
  recent,
  type TableNow,
} from './looked-at-table.svelte.ts';

/** A table that a second network looks at, too, each time after the first: so that two answers of one scene stand side by side. */
export abstract class PairedTable<
  Network extends LookingNetwork,
  Session extends LookingSession<Network>,
  Now extends TableNow,
  Other extends LookingNetwork,
  OtherSession extends LookingSession<Other>,
> extends LookedAtTable<Network, Session, Now> {
  /** The second network, if it is here. */
  other: Other | null = $state.raw(null);
  /** Milliseconds of its last looks. */
  otherTimes: readonly number[] = $state.raw([]);
  #session: OtherSession | null = null;
  readonly #opening = new Task();

  protected abstract beginOther(network: Other, options: OpenOptions): Promise<OtherSession>;
  protected abstract lookOther(session: OtherSession, painted: Painted, now: Now): Promise<Look>;
  /** What the second network answered stands no longer. */
  protected abstract forget(): void;

  override get work(): ShownProgress | null {
    return super.work ?? this.#opening.progress;
  }

  override stop(): void {
    super.stop();
    this.#opening.cancel();
  }

  override attach(canvas: HTMLCanvasElement): () => void {
    const leave = super.attach(canvas);
    return () => {
      leave();
      this.leaveOther();
    };
  }

  /** Downloads and readies a second network, which then looks as well. True where it is here. */
  async openOther(network: Other): Promise<boolean> {
    if (this.#session?.network.id === network.id) return true;
    const opened = await this.#opening.run(async ({ signal, show, loading }) => {
      show({ label: starting });
      const session = await this.beginOther(network, {
        signal,
        onProgress: (progress) => loading(progress, network.title),
        onNotice: (message) => {
          this.notice = message;
        },
      });
      await this.looking;
      this.#drop();
      this.#session = session;
      this.other = network;
      this.otherTimes = [];
      void this.touch();
    });
    if (this.#opening.error !== null) this.error = this.#opening.error;
    return opened;
  }

  /** The first network looks alone again. */
  leaveOther(): void {
    this.#opening.cancel();
    this.#drop();
  }

  #drop(): void {
    void this.#session?.dispose();
    this.#session = null;
    this.other = null;
    this.forget();
  }

  protected override async afterLook(now: Now): Promise<void> {
    const session = this.#session;
    if (session === null || this.painter === null) return;
    const painted = this.painter.paint(now.stickers, now.background, session.network.side);
    const look = await this.lookOther(session, painted, now);
    if (session !== this.#session || this.busy) return;
    look.show();
    this.otherTimes = recent(this.otherTimes, look);
  }
}
