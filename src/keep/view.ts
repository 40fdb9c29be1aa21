import * as words from '../words/en/keep.ts';
import type { KeepFailure } from './store.ts';

/** How it stands with keeping the site. */
export type State =
  | { readonly is: 'offered'; readonly after?: Ending }
  | { readonly is: 'keeping'; readonly loaded: number; readonly total: number }
  | { readonly is: 'kept'; readonly bytes: number; readonly after?: Ending }
  /** What is kept is of an older build than the server's; `bytes` are those that would be fetched. */
  | { readonly is: 'newer'; readonly bytes: number; readonly after?: Ending };

/** What has just come to an end. */
export type Ending = 'stopped' | 'removed' | KeepFailure;

/** What is shown of it. */
export interface Shown {
  readonly said: string;
  /** The button that goes on, and the one that goes back. */
  readonly go?: string;
  readonly back?: string;
  readonly progress?: { readonly value: number; readonly amount: string };
}

/**
 * What a reader sees in a state.
 *
 * @param offer the offer's own words, in which the build has put how much it is
 */
export function shown(state: State, offer: string): Shown {
  switch (state.is) {
    case 'offered':
      return { said: state.after ? ended(state.after, false) : words.offer, go: offer };
    case 'keeping': {
      const { loaded, total } = state;
      const value = total === 0 ? 1 : loaded / total;
      return {
        said: words.keeping,
        back: words.stop,
        progress: { value, amount: words.amount(loaded, total) },
      };
    }
    case 'kept':
      return { said: state.after ? ended(state.after, true) : words.kept(state.bytes), back: words.remove };
    case 'newer':
      return {
        said: state.after ? ended(state.after, true) : words.newer,
        go: words.reloadNow + words.size(state.bytes),
        back: words.remove,
      };
  }
}

function ended(ending: Ending, wasKept: boolean): string {
  if (ending === 'stopped') return wasKept ? words.renewalStopped : words.stopped;
  if (ending === 'removed') return words.removed;
  switch (ending.what) {
    case 'unreachable':
      return words.unreachable;
    case 'differs':
      return words.differs(ending.path);
    case 'no-list':
      return words.noList;
    case 'full':
      return words.full(ending.bytes);
    case 'refused':
      return words.refused;
  }
}
