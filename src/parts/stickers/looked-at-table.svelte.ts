import type { ArtistId } from '../../../models/scenes/art.ts';
import type { Painted } from '../../../models/scenes/paint.ts';
import type { Camera } from '../../engine/client/camera.ts';
import type { RuntimeReport } from '../../engine/client/engine.ts';
import { starting } from '../../words/en/runs.ts';
import { readyPicture, releasePicture } from '../pictures/own-picture.svelte.ts';
import type { ShownProgress } from '../runs/loading.ts';
import type { OpenOptions } from '../runs/opener.svelte.ts';
import { sentenceOf } from '../runs/sentence-of.ts';
import { Task } from '../runs/task.svelte.ts';
import type { BackgroundName } from './backgrounds.ts';
import type { Painter } from './painter.ts';
import { showOn } from './show-on.ts';
import type { TableSticker } from './stickers.ts';

/** What lies on the table now. */
export interface TableNow {
  readonly stickers: readonly TableSticker[];
  readonly background: BackgroundName;
}

/** A network that can look at the table. */
export interface LookingNetwork {
  readonly id: string;
  readonly title: string;
  /** Side of the square that it looks at, in pixels. */
  readonly side: number;
  /** Bytes of its own weights, and of the backbone that it stands on. */
  readonly bytes: number;
  readonly backboneBytes: number;
}

/** What a page does with a table and knows of it, whatever looks at it. */
export interface OpenTable<Network extends LookingNetwork> {
  readonly painted: boolean;
  readonly behind: 'painted' | 'picture' | 'camera';
  readonly network: Network | null;
  readonly work: ShownProgress | null;
  readonly error: string | null;
  readonly notice: string | null;
  attach(canvas: HTMLCanvasElement): () => void;
  touch(): Promise<void>;
  open(network: Network): Promise<boolean>;
  stop(): void;
  setPainted(): void;
  setPicture(file: Blob): Promise<void>;
  startCamera(): Promise<void>;
}

/** A network that is loaded. */
export interface LookingSession<Network extends LookingNetwork> {
  readonly network: Network;
  readonly runtime: RuntimeReport;
  readonly notice: string | null;
  dispose(): Promise<void>;
}

/** What came of a look: what it took, and how it gets on screen, unless it comes too late. */
export interface Look {
  readonly milliseconds: number;
  show(): void;
}

/** Milliseconds of the last looks, with this one. */
export function recent(times: readonly number[], { milliseconds }: Look): readonly number[] {
  return [...times, milliseconds].slice(-20);
}

/** Side of the painting that is shown. */
const shownSide = 512;

/**
 * Paints a table of stickers and has a network look at it, again and again: the newest state wins, and none waits in a queue. A picture or
 * the camera may lie behind the stickers. What is seen is told by whoever extends it.
 */
export abstract class LookedAtTable<
  Network extends LookingNetwork,
  Session extends LookingSession<Network>,
  Now extends TableNow,
> implements OpenTable<Network>
{
  notice: string | null = $state(null);
  /** The network that is here. */
  network: Network | null = $state.raw(null);
  runtime: RuntimeReport | null = $state.raw(null);
  /** Milliseconds of the last looks. */
  times: readonly number[] = $state.raw([]);
  /** The canvas shows the table. */
  painted = $state(false);
  behind: 'painted' | 'picture' | 'camera' = $state('painted');

  protected readonly now: () => Now;
  protected painter: Painter | null = null;
  protected session: Session | null = null;
  /** The look under way. */
  protected looking: Promise<void> | null = null;
  #canvas: HTMLCanvasElement | null = null;
  #camera: Camera | null = null;
  readonly #loading = new Task();
  #frame = 0;
  #version = 0;
  #looked = -1;

  constructor(now: () => Now) {
    this.now = now;
  }

  /** How far a network is that is being loaded. */
  get work(): ShownProgress | null {
    return this.#loading.progress;
  }

  get error(): string | null {
    return this.#loading.error;
  }

  protected set error(sentence: string | null) {
    this.#loading.error = sentence;
  }

  /** Downloads, checks and compiles a network. Rejects with a sentence for the reader. */
  protected abstract begin(network: Network, options: OpenOptions): Promise<Session>;
  /** Looks once at a table painted at the network's own size. */
  protected abstract lookAt(session: Session, painted: Painted, now: Now): Promise<Look>;

  /** What else looks at a table, once the network has. */
  protected async afterLook(_now: Now): Promise<void> {}

  /** What is to be painted; all that lies on the table, where nothing else is under way. */
  protected stickersOf(now: Now): readonly TableSticker[] {
    return now.stickers;
  }

  /** Something else paints and looks for a while. */
  protected get busy(): boolean {
    return false;
  }

  /** Side of the painting that is shown. */
  protected sideOf(_now: Now): number {
    return shownSide;
  }

  attach(canvas: HTMLCanvasElement): () => void {
    this.#canvas = canvas;
    return () => {
      cancelAnimationFrame(this.#frame);
      this.stop();
      this.setPainted();
      this.#canvas = null;
      void this.session?.dispose();
      this.session = null;
    };
  }

  /** Something changed: paints and looks as soon as a frame is due. The drawings that it needs are fetched. */
  async touch(): Promise<void> {
    if (this.#frame !== 0 || this.busy) return;
    this.#frame = -1;
    try {
      // Others may be wanted by the time that these have come.
      do await this.ready(this.now().stickers.map(({ artist }) => artist));
      while (!this.#has(this.now().stickers, this.now().background));
      this.#frame = requestAnimationFrame(() => {
        this.#frame = 0;
        this.paint();
        void this.#look();
      });
    } catch (error) {
      this.#frame = 0;
      this.error = sentenceOf(error);
    }
  }

  /** Downloads and readies a network, then looks. True where it is here. */
  async open(network: Network): Promise<boolean> {
    if (this.session?.network.id === network.id) return true;
    return this.#loading.run(async ({ signal, show, loading }) => {
      show({ label: starting });
      void this.touch();
      const session = await this.begin(network, {
        signal,
        onProgress: (progress) => loading(progress, network.title),
        onNotice: (message) => {
          this.notice = message;
        },
      });
      await this.looking;
      void this.session?.dispose();
      this.session = session;
      this.network = network;
      this.runtime = session.runtime;
      this.notice = session.notice;
      this.times = [];
      this.#version++;
      void this.touch();
    });
  }

  /** Ends a download that is under way. */
  stop(): void {
    this.#loading.cancel();
  }

  setPainted(): void {
    this.#camera?.stop();
    this.#camera = null;
    this.behind = 'painted';
    this.painter?.setPicture(null);
  }

  /** Puts a reader's picture behind the stickers. One that cannot be read leaves everything as it was. */
  async setPicture(file: Blob): Promise<void> {
    this.error = null;
    try {
      const own = await readyPicture(file);
      const picture = await createImageBitmap(own.decoded).finally(() => releasePicture(own));
      await this.ready([]);
      this.setPainted();
      this.painter?.setPicture(picture);
      this.behind = 'picture';
      void this.touch();
    } catch (error) {
      this.error = sentenceOf(error);
    }
  }

  /** Puts the camera behind the stickers: each frame is painted and looked at, the newest first. */
  async startCamera(): Promise<void> {
    this.error = null;
    try {
      await this.ready(this.now().stickers.map(({ artist }) => artist));
      const { openCamera } = await import('../../engine/client/camera.ts');
      const camera = await openCamera({
        facing: 'environment',
        onFrame: async (frame) => {
          if (this.#camera === null || this.busy) {
            frame.close();
            return;
          }
          this.painter?.setPicture(frame);
          this.paint();
          await this.#look();
        },
        onEnd: (error) => {
          this.#camera = null;
          this.behind = 'picture';
          this.error = error.message;
        },
      });
      this.setPainted();
      this.#camera = camera;
      this.behind = 'camera';
    } catch (error) {
      this.error = sentenceOf(error);
    }
  }

  /** Has the painter, these artists' drawings and the background here. */
  protected async ready(artists: readonly ArtistId[]): Promise<void> {
    if (this.painter === null) {
      const { Painter } = await import('./painter.ts');
      this.painter ??= new Painter();
    }
    await this.painter.load(artists);
    if (this.behind === 'painted') await this.painter.loadBackground(this.now().background);
  }

  /** Whether all is here that is to be painted; what lies over a background stands for it. */
  #has(stickers: readonly TableSticker[], background: BackgroundName): boolean {
    return this.painter?.has(stickers, this.behind === 'painted' ? background : null) ?? false;
  }

  protected paint(): void {
    const now = this.now();
    const stickers = this.stickersOf(now);
    if (this.painter === null || this.#canvas === null || !this.#has(stickers, now.background)) return;
    showOn(this.#canvas, this.painter.paint(stickers, now.background, this.sideOf(now)));
    this.painted = true;
    this.#version++;
  }

  /** Looks until nothing is newer than what was looked at. */
  #look(): Promise<void> {
    if (this.session === null || this.busy) return Promise.resolve();
    this.looking ??= this.#lookOn(this.session).finally(() => {
      this.looking = null;
    });
    return this.looking;
  }

  async #lookOn(session: Session): Promise<void> {
    try {
      while (this.#looked !== this.#version && !this.busy && this.painter !== null) {
        this.#looked = this.#version;
        const now = this.now();
        if (!this.#has(now.stickers, now.background)) return;
        const painted = this.painter.paint(now.stickers, now.background, session.network.side);
        const look = await this.lookAt(session, painted, now);
        if (session !== this.session || this.busy) return;
        look.show();
        this.times = recent(this.times, look);
        await this.afterLook(now);
      }
    } catch (error) {
      this.error = sentenceOf(error);
    }
  }
}
