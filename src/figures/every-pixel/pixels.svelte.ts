import type { Painted } from '../../../models/scenes/paint.ts';
import type { OpenOptions } from '../../parts/runs/opener.svelte.ts';
import { layoutOf } from '../../parts/stickers/backgrounds.ts';
import type { Look, TableNow } from '../../parts/stickers/looked-at-table.svelte.ts';
import { PairedTable } from '../../parts/stickers/paired-table.svelte.ts';
import type { PixelNetwork } from './networks.ts';
import type { Answer, PixelSession } from './pixel-session.ts';

/** A table whose pixels a network names, and a second one if that is wanted. */
export class PixelTable extends PairedTable<
  PixelNetwork,
  PixelSession,
  TableNow,
  PixelNetwork,
  PixelSession
> {
  /** The last answers; null before the first. */
  answer: Answer | null = $state.raw(null);
  otherAnswer: Answer | null = $state.raw(null);

  protected override async begin(network: PixelNetwork, options: OpenOptions): Promise<PixelSession> {
    const { PixelSession } = await import('./pixel-session.ts');
    return PixelSession.open(network, options);
  }

  protected override lookAt(session: PixelSession, painted: Painted, now: TableNow): Promise<Look> {
    return this.#look(session, painted, now, (answer) => {
      this.answer = answer;
    });
  }

  protected override beginOther(network: PixelNetwork, options: OpenOptions): Promise<PixelSession> {
    return this.begin(network, options);
  }

  protected override lookOther(session: PixelSession, painted: Painted, now: TableNow): Promise<Look> {
    return this.#look(session, painted, now, (answer) => {
      this.otherAnswer = answer;
    });
  }

  protected override forget(): void {
    this.otherAnswer = null;
  }

  async #look(
    session: PixelSession,
    painted: Painted,
    now: TableNow,
    show: (answer: Answer) => void,
  ): Promise<Look> {
    // What lies in a picture, nobody knows.
    const layout = this.behind === 'painted' ? layoutOf(now.stickers, now.background) : null;
    const answer = await session.look(painted, layout);
    return { milliseconds: answer.milliseconds, show: () => show(answer) };
  }
}
