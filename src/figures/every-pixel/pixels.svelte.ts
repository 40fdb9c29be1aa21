import type { Camera } from '../../engine/client/camera.ts';
import type { RuntimeReport } from '../../engine/client/engine.ts';
import { readyPicture, releasePicture } from '../../parts/pictures/own-picture.svelte.ts';
import { loadingText, type ShownProgress } from '../../parts/runs/loading.ts';
import { sentenceOf } from '../../parts/runs/sentence-of.ts';
import { type BackgroundName, layoutOf } from '../../parts/stickers/backgrounds.ts';
import type { Painter } from '../../parts/stickers/painter.ts';
import { showOn } from '../../parts/stickers/show-on.ts';
import type { TableSticker } from '../../parts/stickers/stickers.ts';
import type { PixelNetwork } from './networks.ts';
import type { Answer, PixelSession } from './pixel-session.ts';

/** What lies on the table now. */
export interface TableNow {
  readonly stickers: readonly TableSticker[];
  readonly background: BackgroundName;
}

/** Side of the painting that is shown. */
const shownSide = 512;

/** Paints the table and has a network name its pixels, again and again: the newest state wins, and none waits in a queue. */
export class PixelTable {
  /** The last answer; null before the first. */
  answer: Answer | null = $state.raw(null);
  work: ShownProgress | null = $state.raw(null);
  error: string | null = $state(null);
  notice: string | null = $state(null);
  /** The network that is here. */
  network: PixelNetwork | null = $state.raw(null);
  runtime: RuntimeReport | null = $state.raw(null);
  /** Milliseconds of the last looks. */
  times: readonly number[] = $state.raw([]);
  /** The canvas shows the table. */
  painted = $state(false);
  behind: 'painted' | 'picture' | 'camera' = $state('painted');

  readonly #now: () => TableNow;
  #canvas: HTMLCanvasElement | null = null;
  #painter: Painter | null = null;
  #session: PixelSession | null = null;
  #camera: Camera | null = null;
  #loading: AbortController | null = null;
  #frame = 0;
  #version = 0;
  #looked = -1;
  #looking: Promise<void> | null = null;

  constructor(now: () => TableNow) {
    this.#now = now;
  }

  attach(canvas: HTMLCanvasElement): () => void {
    this.#canvas = canvas;
    return () => {
      cancelAnimationFrame(this.#frame);
      this.stop();
      this.setPainted();
      this.#canvas = null;
      void this.#session?.dispose();
      this.#session = null;
    };
  }

  /** Something changed: paints and looks as soon as a frame is due. The drawings that it needs are fetched. */
  async touch(): Promise<void> {
    if (this.#frame !== 0) return;
    this.#frame = -1;
    try {
      // Others may be wanted by the time that these have come.
      do await this.#ready();
      while (!this.#has(this.#now()));
      this.#frame = requestAnimationFrame(() => {
        this.#frame = 0;
        this.#paint();
        void this.#look();
      });
    } catch (error) {
      this.#frame = 0;
      this.error = sentenceOf(error);
    }
  }

  /** Downloads and readies a network, then looks. */
  async open(network: PixelNetwork): Promise<void> {
    if (this.#session?.network.id === network.id) return;
    this.#loading?.abort();
    const loading = new AbortController();
    this.#loading = loading;
    this.error = null;
    this.work = { label: 'Starting' };
    try {
      void this.touch();
      const { PixelSession } = await import('./pixel-session.ts');
      const session = await PixelSession.open(network, {
        signal: loading.signal,
        onProgress: (progress) => {
          if (!loading.signal.aborted) this.work = loadingText(progress, network.title);
        },
        onNotice: (message) => {
          this.notice = message;
        },
      });
      await this.#looking;
      void this.#session?.dispose();
      this.#session = session;
      this.network = network;
      this.runtime = session.runtime;
      this.notice = session.notice;
      this.times = [];
      this.#version++;
      void this.touch();
    } catch (error) {
      if (!loading.signal.aborted) this.error = sentenceOf(error);
    } finally {
      if (this.#loading === loading) {
        this.#loading = null;
        this.work = null;
      }
    }
  }

  /** Ends a download that is under way. */
  stop(): void {
    this.#loading?.abort();
  }

  setPainted(): void {
    this.#camera?.stop();
    this.#camera = null;
    this.behind = 'painted';
    this.#painter?.setPicture(null);
  }

  /** Puts a reader's picture behind the stickers. One that cannot be read leaves everything as it was. */
  async setPicture(file: Blob): Promise<void> {
    this.error = null;
    try {
      const own = await readyPicture(file);
      const picture = await createImageBitmap(own.decoded).finally(() => releasePicture(own));
      await this.#ready();
      this.setPainted();
      this.#painter?.setPicture(picture);
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
      await this.#ready();
      const { openCamera } = await import('../../engine/client/camera.ts');
      const camera = await openCamera({
        facing: 'environment',
        onFrame: async (frame) => {
          if (this.#camera === null) {
            frame.close();
            return;
          }
          this.#painter?.setPicture(frame);
          this.#paint();
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

  /** Has the painter, the drawings and the background of the table here. */
  async #ready(): Promise<void> {
    if (this.#painter === null) {
      const { Painter } = await import('../../parts/stickers/painter.ts');
      this.#painter ??= new Painter();
    }
    const { stickers, background } = this.#now();
    await this.#painter.load(stickers.map(({ artist }) => artist));
    if (this.behind === 'painted') await this.#painter.loadBackground(background);
  }

  #has({ stickers, background }: TableNow): boolean {
    return this.#painter?.has(stickers, this.behind === 'painted' ? background : null) ?? false;
  }

  #paint(): void {
    const now = this.#now();
    if (this.#painter === null || this.#canvas === null || !this.#has(now)) return;
    showOn(this.#canvas, this.#painter.paint(now.stickers, now.background, shownSide));
    this.painted = true;
    this.#version++;
  }

  /** Looks until nothing is newer than what was looked at. */
  #look(): Promise<void> {
    if (this.#session === null) return Promise.resolve();
    this.#looking ??= this.#lookOn(this.#session).finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  async #lookOn(session: PixelSession): Promise<void> {
    try {
      while (this.#looked !== this.#version && this.#painter !== null) {
        this.#looked = this.#version;
        const now = this.#now();
        if (!this.#has(now)) return;
        const { stickers, background } = now;
        const painted = this.#painter.paint(stickers, background, session.network.side);
        const layout = this.behind === 'painted' ? layoutOf(stickers, background) : null;
        const answer = await session.look(painted, layout);
        if (session !== this.#session) return;
        this.answer = answer;
        this.times = [...this.times, answer.milliseconds].slice(-20);
      }
    } catch (error) {
      this.error = sentenceOf(error);
    }
  }
}
