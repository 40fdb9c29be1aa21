import type { Painted } from '../../../models/scenes/paint.ts';
import type { OpenOptions } from '../../parts/runs/opener.svelte.ts';
import type { Look, TableNow } from '../../parts/stickers/looked-at-table.svelte.ts';
import { PairedTable } from '../../parts/stickers/paired-table.svelte.ts';
import type { Looked, LooksSession } from './looks-session.ts';
import type { TwoLooksNetwork } from './networks.ts';
import type { OnceLooked, OnceNetwork } from './once.ts';
import type { OnceSession } from './once-session.ts';

/** What lies on the table, and how many regions of it are looked at again. */
export interface LooksNow extends TableNow {
  readonly kept: number;
}

/** A table that a network looks at twice, and another one once. */
export class LooksTable extends PairedTable<
  TwoLooksNetwork,
  LooksSession,
  LooksNow,
  OnceNetwork,
  OnceSession
> {
  /** The last answers; null before the first. */
  answer: Looked | null = $state.raw(null);
  once: OnceLooked | null = $state.raw(null);

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

  protected override async beginOther(network: OnceNetwork, options: OpenOptions): Promise<OnceSession> {
    const { OnceSession } = await import('./once-session.ts');
    return OnceSession.open(network, options);
  }

  protected override async lookOther(session: OnceSession, painted: Painted): Promise<Look> {
    const { looked, milliseconds } = await session.look(painted);
    return {
      milliseconds,
      show: () => {
        this.once = looked;
      },
    };
  }

  protected override forget(): void {
    this.once = null;
  }
}
