import type { Box } from '../../../models/answers/box.ts';
import type { RuntimeReport } from '../../engine/client/engine.ts';
import { boxesText } from '../../parts/movable-boxes/boxes-property.ts';
import { sentenceOf } from '../../parts/runs/sentence-of.ts';
import { Task } from '../../parts/runs/task.svelte.ts';
import { starting } from '../../words/en/runs.ts';
import type { NetworkFile, Weighed } from './network.ts';
import type { HereLook, RegionsSession } from './regions-session.ts';
import { channelSheet } from './sheet.ts';

/** A sheet of channels as a picture's address. */
function addressOf(read: HereLook['read'], of: number): string {
  const { width, height, pixels } = channelSheet(read, of);
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  canvas.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0);
  return canvas.toDataURL();
}

/** The network of the figure, run on the reader's device, and what it says of regions of the reader's own. */
export class NetworkHere {
  look: HereLook | null = $state.raw(null);
  /** Of each channel of a region, its sheet. */
  sheets: readonly string[] = $state.raw([]);
  runtime: RuntimeReport | null = $state.raw(null);
  notice: string | null = $state(null);
  /** The last region of the reader's own that it was asked about. */
  own: { readonly box: string; readonly weighed: readonly Weighed[] } | null = $state.raw(null);
  readonly #task = new Task();
  #session: RegionsSession | null = null;
  /** Asked about next, and whether something is being asked. */
  #next: Box | null = null;
  #asking = false;

  get work() {
    return this.#task.progress;
  }

  get error(): string | null {
    return this.#task.error;
  }

  /** Downloads the network and looks at the scene. What fails is said in `error`, and what was there stays. */
  async run(file: NetworkFile, picture: string, stageSide: number): Promise<void> {
    await this.#task.run(async ({ signal, show, loading }) => {
      show({ label: starting });
      const { RegionsSession } = await import('./regions-session.ts');
      const session = await RegionsSession.open(file, {
        signal,
        onProgress: (progress) => loading(progress, file.title),
        onNotice: (message) => {
          this.notice = message;
        },
      });
      const look = await session.look(picture, stageSide).catch(async (error: unknown) => {
        await session.dispose();
        throw error;
      });
      if (signal.aborted) {
        await session.dispose();
        return;
      }
      this.#session = session;
      this.sheets = look.read.names.map((_, of) => addressOf(look.read, of));
      this.look = look;
      this.runtime = session.runtime;
      this.notice = session.notice;
    });
  }

  stop(): void {
    this.#task.cancel();
  }

  /** Asks about a region of the reader's own; of several that are asked about at once the last one is answered. */
  async ask(box: Box, stageSide: number): Promise<void> {
    this.#next = box;
    if (this.#asking) return;
    this.#asking = true;
    try {
      while (this.#next !== null && this.#session !== null) {
        const asked: Box = this.#next;
        this.#next = null;
        const weighed = await this.#session.judge(asked, stageSide);
        this.own = { box: boxesText([asked]), weighed };
      }
    } catch (error) {
      this.#task.error = sentenceOf(error);
    } finally {
      this.#asking = false;
    }
  }

  dispose(): void {
    this.stop();
    void this.#session?.dispose().catch(() => {});
    this.#session = null;
  }
}
