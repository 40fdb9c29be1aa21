import type { CheckpointDescription, LoadProgress, NetworkSource } from '../../engine/client/engine.ts';
import { starting } from '../../words/en/runs.ts';
import { idOf, type Picked, samePicked, sourceOf } from '../picker/picked.ts';
import { loadingText, type ShownProgress } from './loading.ts';
import { Task } from './task.svelte.ts';

/** What to open, and its name for sentences. */
export interface Choice {
  readonly picked: Picked;
  readonly name: string;
}

/** A network that is ready, with what a figure asks of it. */
export interface OpenSession {
  /** What a reader should know about what it runs on; null where there is nothing. */
  readonly notice: string | null;
  readonly checkpoint: CheckpointDescription;
  /** Frees the network. */
  dispose(): Promise<void>;
}

export interface OpenOptions {
  readonly onProgress: (progress: LoadProgress) => void;
  readonly onNotice: (message: string) => void;
  readonly signal: AbortSignal;
}

/** Opens networks when asked, one in the place of the other. What fails or is cancelled leaves the one that is there. */
export class Opener<Session extends OpenSession> {
  notice: string | null = $state(null);
  /** What runs now. */
  session: Session | null = $state.raw(null);
  picked: Picked | null = $state.raw(null);
  /** Id of what is being opened. */
  opening: string | null = $state(null);
  /** Id of what could not be stored because the browser's store is full. */
  full: string | null = $state(null);
  readonly #open: (source: NetworkSource, options: OpenOptions) => Promise<Session>;
  readonly #task = new Task();

  /** @param open Brings the engine's end on the page with it: called when a reader asks for a network, and not before. */
  constructor(open: (source: NetworkSource, options: OpenOptions) => Promise<Session>) {
    this.#open = open;
  }

  get progress(): ShownProgress | null {
    return this.#task.progress;
  }

  protected set progress(progress: ShownProgress | null) {
    this.#task.progress = progress;
  }

  get error(): string | null {
    return this.#task.error;
  }

  set error(sentence: string | null) {
    this.#task.error = sentence;
  }

  cancel(): void {
    this.#task.cancel();
  }

  dispose(): void {
    this.cancel();
    void this.session?.dispose().catch(() => {});
    this.session = null;
    this.picked = null;
  }

  /** Whether this is what runs now. */
  runs(picked: Picked): boolean {
    return this.picked !== null && samePicked(this.picked, picked);
  }

  /** Opens a network without running it. True where it is ready. */
  load(what: Choice): Promise<boolean> {
    return this.attempt(async (signal) => {
      await this.open(what, signal);
    });
  }

  /** Does what may fail or be cancelled; a newer call takes the place of an unfinished one. True where it was done. */
  protected async attempt(work: (signal: AbortSignal) => Promise<void>): Promise<boolean> {
    this.full = null;
    const done = await this.#task.run(({ signal }) => work(signal));
    if (!this.#task.running) this.opening = null;
    return done;
  }

  /** The session of this network: the one that is there, or a new one in its place. */
  protected async open({ picked, name }: Choice, signal: AbortSignal): Promise<Session> {
    if (this.session !== null && this.runs(picked)) return this.session;
    this.opening = idOf(picked);
    this.progress = { label: starting };
    const session = await this.#open(sourceOf(picked), {
      signal,
      onProgress: (progress) => {
        if (!signal.aborted) this.progress = loadingText(progress, name);
      },
      onNotice: (message) => {
        this.notice = message;
      },
    }).catch((error: unknown) => {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'storage') this.full = idOf(picked);
      throw error;
    });
    const before = this.session;
    this.session = session;
    this.picked = picked;
    this.notice = session.notice;
    this.opened();
    // Closed only now, so that a backbone that both stand on never leaves the device.
    void before?.dispose().catch(() => {});
    return session;
  }

  /** Another network has come. */
  protected opened(): void {}
}
