import type { DetectResult, NetworkSource } from '../../engine/client/engine.ts';
import { type Choice, Opener } from '../../parts/runs/opener.svelte.ts';
import { running } from '../../words/en/figures/inside-neck.ts';
import { runtimeName } from '../../words/en/runtime-name.ts';
import type { Changes } from './changes.ts';
import type { NeckSession } from './session.ts';

/** What a run is to do: on which picture, with which weights, and the maps of which node come back. */
export interface Asked {
  readonly picture: { readonly id: string; readonly find: () => Promise<Blob> };
  readonly key: string;
  readonly taps: readonly string[];
  readonly changes: Changes;
  readonly threshold: number;
}

/** What one run with the reader's weights, and the one with the learned weights before it, answered. */
export interface NeckRun {
  readonly session: NeckSession;
  readonly learned: DetectResult;
  readonly changed: DetectResult;
  readonly key: string;
}

/** Opens detectors, runs one with any fusion weights, and holds what is on screen. */
export class NeckRunner extends Opener<NeckSession> {
  shown: NeckRun | null = $state.raw(null);
  readonly #ask: (session: NeckSession) => Asked;
  #learned: {
    readonly session: NeckSession;
    readonly picture: string;
    readonly blob: Blob;
    readonly result: DetectResult;
  } | null = null;
  /** The run that is under way, and what the last one was asked. */
  #current: AbortSignal | null = null;
  #asked = '';

  /**
   * @param sized The source as this figure wants it.
   * @param ask What to run, as it stands when a run begins.
   */
  constructor(sized: (source: NetworkSource) => NetworkSource, ask: (session: NeckSession) => Asked) {
    super(async (source, options) => (await import('./session.ts')).NeckSession.open(sized(source), options));
    this.#ask = ask;
  }

  get runtimeName(): string {
    return this.shown === null ? '' : runtimeName(this.shown.changed.runtime);
  }

  /** Opens a network if it is not there, says so, and runs it. True where it answered. */
  async run(what: Choice, onopened: () => void = () => {}): Promise<boolean> {
    const done = await this.attempt(async (signal) => {
      const session = await this.open(what, signal);
      onopened();
      this.opening = null;
      this.progress = { label: running };
      await this.#answer(session, signal);
    });
    // What runs now may have been asked something else in the meantime.
    if (!done) this.refresh();
    return done;
  }

  /** Something has changed: runs again, once the run that is under way has ended. */
  refresh(): void {
    const { session } = this;
    if (session === null || this.#current !== null || this.opening !== null) return;
    if (this.#asked === keyOf(this.#ask(session))) return;
    void this.attempt((signal) => this.#answer(session, signal));
  }

  /** Another picture has taken the place of the one on screen. */
  clear(): void {
    this.shown = null;
    this.error = null;
  }

  protected override opened(): void {
    this.shown = null;
    this.#asked = '';
  }

  async #answer(session: NeckSession, signal: AbortSignal): Promise<void> {
    this.#current = signal;
    try {
      // While a run is under way only the newest wish is kept.
      for (let asked = ''; asked !== keyOf(this.#ask(session)) && !signal.aborted; ) {
        const wish = this.#ask(session);
        const { picture, key, taps, changes, threshold } = wish;
        asked = keyOf(wish);
        this.#asked = asked;
        const options = { signal, scoreThreshold: threshold };
        if (this.#learned?.session !== session || this.#learned.picture !== picture.id) {
          const blob = await picture.find();
          const result = await session.detect(blob, options);
          this.#learned = { session, picture: picture.id, blob, result };
        }
        const { blob, result: learned } = this.#learned;
        const changed = await session.detect(blob, { ...options, taps, fusion: changes });
        if (this.#ask(session).picture.id === picture.id) this.shown = { session, learned, changed, key };
      }
    } finally {
      if (this.#current === signal) this.#current = null;
    }
  }
}

const keyOf = ({ picture, key, changes }: Asked) => JSON.stringify([picture.id, key, changes]);
