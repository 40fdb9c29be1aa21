import type { Painted } from '../../../models/scenes/paint.ts';
import type { OpenOptions } from '../../parts/runs/opener.svelte.ts';
import { type Look, LookedAtTable, type TableNow } from '../../parts/stickers/looked-at-table.svelte.ts';
import type { Looked, LooksSession } from './looks-session.ts';
import type { TwoLooksNetwork } from './networks.ts';

/** What lies on the table, and how many regions of it are looked at again. */
export interface LooksNow extends TableNow {
  readonly kept: number;
}

/** A table that a network looks at twice. */
export class LooksTable extends LookedAtTable<TwoLooksNetwork, LooksSession, LooksNow> {
  /** The last answer; null before the first. */
  answer: Looked | null = $state.raw(null);

  protected override async begin(network: TwoLooksNetwork, options: OpenOptions): Promise<LooksSession> {
    const { LooksSession } = await import('./looks-session.ts');
    return LooksSession.open(network, options);
  }

  protected override async lookAt(session: LooksSession, painted: Painted, now: LooksNow): Promise<Look> {
    const answer = await session.look(painted, now.kept);
    const { first, choosing, second } = answer.times;
    return {
      milliseconds: first + choosing + second,
      show: () => {
        this.answer = answer;
      },
    };
  }
}
