import type { Painted } from '../../../models/scenes/paint.ts';
import type { OpenOptions } from '../../parts/runs/opener.svelte.ts';
import { layoutOf } from '../../parts/stickers/backgrounds.ts';
import { type Look, LookedAtTable, type TableNow } from '../../parts/stickers/looked-at-table.svelte.ts';
import type { PixelNetwork } from './networks.ts';
import type { Answer, PixelSession } from './pixel-session.ts';

/** A table whose pixels a network names. */
export class PixelTable extends LookedAtTable<PixelNetwork, PixelSession, TableNow> {
  /** The last answer; null before the first. */
  answer: Answer | null = $state.raw(null);

  protected override async begin(network: PixelNetwork, options: OpenOptions): Promise<PixelSession> {
    const { PixelSession } = await import('./pixel-session.ts');
    return PixelSession.open(network, options);
  }

  protected override async lookAt(session: PixelSession, painted: Painted, now: TableNow): Promise<Look> {
    // What lies in a picture, nobody knows.
    const layout = this.behind === 'painted' ? layoutOf(now.stickers, now.background) : null;
    const answer = await session.look(painted, layout);
    return {
      milliseconds: answer.milliseconds,
      show: () => {
        this.answer = answer;
      },
    };
  }
}
