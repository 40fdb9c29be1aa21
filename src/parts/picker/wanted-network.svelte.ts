import * as words from '../../words/en/picker.ts';
import { isRunId } from '../study/run-id.ts';
import { idOf, type Picked, sideOf } from './picked.ts';
import type { Wanted } from './wanted.ts';

/** Which network a figure's reader or its address asks for. It is fetched at a press of a button, and never before. */
export class WantedNetwork {
  now: Wanted = $state.raw() as Wanted;
  /** The address names one that neither the site nor the catalogue has. */
  unknown = $state(false);
  /** It names a training that this browser does not keep. */
  unknownRun = $state(false);
  readonly task: 'classification' | 'detection';
  readonly #shipped: readonly Wanted[];

  /** @param shipped What comes with the site; the first one is shown without an address. There is at least one. */
  constructor(task: 'classification' | 'detection', shipped: readonly Wanted[]) {
    this.task = task;
    this.#shipped = shipped;
    this.now = this.first;
  }

  get first(): Wanted {
    return this.#shipped[0]!;
  }

  /**
   * Turns to what an address names. `still` says whether it names this one yet when the catalogue has come; `side`: for pictures of
   * this size, if it is one of ours.
   */
  async follow(id: string, still: () => boolean, side?: number): Promise<void> {
    this.unknown = false;
    this.unknownRun = false;
    const own = this.#shipped.find(({ picked }) => idOf(picked) === id);
    if (id === idOf(this.now.picked) && (own === undefined || side === sideOf(this.now.picked))) return;
    if (own !== undefined) {
      this.now = side === undefined ? own : { ...own, picked: { kind: 'shipped', id, side } };
      return;
    }
    const { wantedOf, wantedRun } = await import('./wanted.ts');
    const ofReader = this.task === 'classification' && isRunId(id);
    const found = await (ofReader ? wantedRun(id) : wantedOf(id, this.task));
    if (!still()) return;
    this.unknown = found === undefined && !ofReader;
    this.unknownRun = found === undefined && ofReader;
    this.now = found ?? this.first;
  }

  /** What the reader picked from the list, in words. */
  of(picked: Picked): Wanted {
    switch (picked.kind) {
      case 'shipped': {
        const found = this.#shipped.find((each) => idOf(each.picked) === picked.id) ?? this.first;
        return picked.side === undefined ? found : { ...found, picked };
      }
      case 'published': {
        const { long: name, short } = picked.names;
        return { picked, name, short, cost: words.cost.stored };
      }
      case 'own':
        return { picked, name: words.yourCheckpoint, short: words.yourNetwork, cost: '' };
    }
  }
}
