import type { ArtistId } from '../../../models/scenes/art.ts';
import type { Camera } from '../../engine/client/camera.ts';
import type { RuntimeReport } from '../../engine/client/engine.ts';
import { readyPicture, releasePicture } from '../../parts/pictures/own-picture.svelte.ts';
import { loadingText, type ShownProgress } from '../../parts/runs/loading.ts';
import { sentenceOf } from '../../parts/runs/sentence-of.ts';
import type { BackgroundName } from '../../parts/stickers/backgrounds.ts';
import type { Painter } from '../../parts/stickers/painter.ts';
import { showOn } from '../../parts/stickers/show-on.ts';
import type { TableSticker } from '../../parts/stickers/stickers.ts';
import { starting } from '../../words/en/figures/sticker-table.ts';
import type { TableDetector } from './detectors.ts';
import type { Found } from './found.ts';
import { grown, growSizes, type Sweep } from './grow.ts';
import type { Session } from './session.ts';

/** What is to be seen now. */
export interface TableNow {
  readonly stickers: readonly TableSticker[];
  readonly background: BackgroundName;
  readonly score: number;
  /** Shows the network's own pixels. */
  readonly coarse: boolean;
}

/** Side of the painting that is shown. */
const shownSide = 512;
const nextFrame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));

/** Paints the table and has the network look at it, again and again: the newest state wins, and none waits in a queue. */
export class Table {
  /** The last answer; null before the first. */
  found: Found | null = $state.raw(null);
  work: ShownProgress | null = $state.raw(null);
  error: string | null = $state(null);
  notice: string | null = $state(null);
  /** The detector that is here. */
  detector: TableDetector | null = $state.raw(null);
  runtime: RuntimeReport | null = $state.raw(null);
  /** Milliseconds of the last looks. */
  times: readonly number[] = $state.raw([]);
  /** The canvas shows the table. */
  painted = $state(false);
  behind: 'painted' | 'picture' | 'camera' = $state('painted');
  sweep: Sweep | null = $state.raw(null);
  /** The sticker of the sweep under way, as it is now. */
  growing: TableSticker | null = $state.raw(null);

  readonly #now: () => TableNow;
  #canvas: HTMLCanvasElement | null = null;
  #painter: Painter | null = null;
  #session: Session | null = null;
  #camera: Camera | null = null;
  #loading: AbortController | null = null;
  #sweeping: AbortController | null = null;
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
    if (this.#frame !== 0 || this.growing !== null) return;
    this.#frame = -1;
    try {
      // Others may be wanted by the time that these have come.
      do await this.#ready(this.#now().stickers.map(({ artist }) => artist));
      while (!this.#has(this.#now().stickers, this.#now().background));
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

  /** Downloads and readies a detector, then looks. True where it is here. */
  async open(detector: TableDetector): Promise<boolean> {
    if (this.#session?.detector.id === detector.id) return true;
    this.#loading?.abort();
    const loading = new AbortController();
    this.#loading = loading;
    this.error = null;
    this.work = { label: starting };
    try {
      void this.touch();
      const { Session } = await import('./session.ts');
      const session = await Session.open(detector, {
        signal: loading.signal,
        onProgress: (progress) => {
          if (!loading.signal.aborted) this.work = loadingText(progress, detector.title);
        },
        onNotice: (message) => {
          this.notice = message;
        },
      });
      await this.#looking;
      void this.#session?.dispose();
      this.#session = session;
      this.detector = detector;
      this.runtime = session.runtime;
      this.notice = session.notice;
      this.times = [];
      this.work = null;
      this.#version++;
      void this.touch();
      return true;
    } catch (error) {
      if (!loading.signal.aborted) this.error = sentenceOf(error);
      return false;
    } finally {
      if (this.#loading === loading) {
        this.#loading = null;
        this.work = null;
      }
    }
  }

  /** Ends what is under way: a download or a sweep. */
  stop(): void {
    this.#loading?.abort();
    this.#sweeping?.abort();
  }

  /** Shows the boxes of the last look from another score on. */
  async rescore(score: number): Promise<void> {
    if (this.#session === null || this.#looking !== null) return;
    try {
      this.found = (await this.#session.rescore(score)) ?? this.found;
    } catch (error) {
      this.error = sentenceOf(error);
    }
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
      await this.#ready([]);
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
      await this.#ready(this.#now().stickers.map(({ artist }) => artist));
      const { openCamera } = await import('../../engine/client/camera.ts');
      const camera = await openCamera({
        facing: 'environment',
        onFrame: async (frame) => {
          if (this.#camera === null || this.growing !== null) {
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

  /** Shows one sticker alone at all sizes and notes what each level makes of it. Stopped in between, it keeps what it has. */
  async grow(sticker: TableSticker, detector: TableDetector): Promise<void> {
    this.stop();
    const sweeping = new AbortController();
    this.#sweeping = sweeping;
    if (!(await this.open(detector)) || sweeping.signal.aborted) return;
    const session = this.#session;
    if (session === null) return;
    try {
      await this.#ready([sticker.artist]);
      this.growing = sticker;
      await this.#looking;
      const { artist, name } = sticker;
      const { id, side } = session.detector;
      const about = {
        sticker: { artist, name },
        detector: id,
        side,
        levels: session.levels,
        spans: session.spans,
      };
      for (const size of growSizes) {
        this.growing = grown(sticker, size);
        this.#paint();
        const { background, score } = this.#now();
        const painted = this.#painter?.paint([this.growing], background, side);
        if (painted === undefined) break;
        const { step, found } = await session.step(painted, size, score, sweeping.signal);
        this.found = found;
        const steps = size === growSizes[0] ? [step] : [...(this.sweep?.steps ?? []), step];
        this.sweep = { ...about, steps };
        await nextFrame();
        if (sweeping.signal.aborted) break;
      }
    } catch (error) {
      if (!sweeping.signal.aborted) this.error = sentenceOf(error);
    } finally {
      this.growing = null;
      if (this.#sweeping === sweeping) this.#sweeping = null;
      void this.touch();
    }
  }

  /** Has the painter, these artists' drawings and the background here. */
  async #ready(artists: readonly ArtistId[]): Promise<void> {
    if (this.#painter === null) {
      const { Painter } = await import('../../parts/stickers/painter.ts');
      this.#painter ??= new Painter();
    }
    await this.#painter.load(artists);
    if (this.behind === 'painted') await this.#painter.loadBackground(this.#now().background);
  }

  #stickers(now: TableNow): readonly TableSticker[] {
    return this.growing === null ? now.stickers : [this.growing];
  }

  /** Whether all is here that is to be painted; what lies over a background stands for it. */
  #has(stickers: readonly TableSticker[], background: BackgroundName): boolean {
    return this.#painter?.has(stickers, this.behind === 'painted' ? background : null) ?? false;
  }

  #paint(): void {
    const now = this.#now();
    const stickers = this.#stickers(now);
    if (this.#painter === null || this.#canvas === null || !this.#has(stickers, now.background)) return;
    const side = now.coarse && this.#session !== null ? this.#session.detector.side : shownSide;
    const painted = this.#painter.paint(stickers, now.background, side);
    showOn(this.#canvas, painted);
    this.painted = true;
    this.#version++;
  }

  /** Looks until nothing is newer than what was looked at. */
  #look(): Promise<void> {
    if (this.#session === null || this.growing !== null) return Promise.resolve();
    this.#looking ??= this.#lookOn(this.#session).finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  async #lookOn(session: Session): Promise<void> {
    try {
      while (this.#looked !== this.#version && this.growing === null && this.#painter !== null) {
        this.#looked = this.#version;
        const { stickers, background, score } = this.#now();
        if (!this.#has(stickers, background)) return;
        const painted = this.#painter.paint(stickers, background, session.detector.side);
        const { found, milliseconds } = await session.look(painted, score);
        if (session !== this.#session || this.growing !== null) return;
        this.found = found;
        this.times = [...this.times, milliseconds].slice(-20);
      }
    } catch (error) {
      this.error = sentenceOf(error);
    }
  }
}
