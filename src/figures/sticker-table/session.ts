import type { Painted } from '../../../models/scenes/paint.ts';
import type { DetectorNet, DetectResult, RuntimeReport, Suppressing } from '../../engine/client/engine.ts';
import { openDetector } from '../../parts/runs/open-detector.ts';
import type { OpenOptions } from '../../parts/runs/opener.svelte.ts';
import type { TableDetector } from './detectors.ts';
import { type Found, type FoundBox, toFractions } from './found.ts';
import { type AnchorSpan, anchorSpans, type GrowStep, levelScores } from './grow.ts';

/** What one look at the table gave. */
export interface Look {
  readonly found: Found;
  /** Milliseconds of the network and of what comes before and after it. */
  readonly milliseconds: number;
}

/** A loaded detector and all that the table asks of it. Imported when a reader first runs it, and not before. */
export class Session {
  readonly network: TableDetector;
  readonly #net: DetectorNet;
  readonly #deafen: () => void;
  #last: { readonly painted: Painted } | null = null;

  private constructor(detector: TableDetector, net: DetectorNet, deafen: () => void) {
    this.network = detector;
    this.#net = net;
    this.#deafen = deafen;
  }

  /** Downloads, checks and compiles. Rejects with a sentence for the reader. */
  static async open(detector: TableDetector, options: OpenOptions): Promise<Session> {
    const source = { checkpoint: detector.id, size: [detector.side, detector.side] } as const;
    const { net, deafen } = await openDetector(source, options);
    return new Session(detector, net, deafen);
  }

  get runtime(): RuntimeReport {
    return this.#net.runtime;
  }

  get notice(): string | null {
    return this.#net.notice;
  }

  get levels(): readonly number[] {
    return this.#net.outputs.levels.map(({ level }) => level);
  }

  get spans(): readonly AnchorSpan[] {
    return anchorSpans(this.#net.outputs);
  }

  /** Boxes of a table painted at the detector's own size. */
  async look(painted: Painted, score: number): Promise<Look> {
    const result = await this.#detect(painted, { scoreThreshold: score });
    return { found: this.#found(painted, result.boxes), milliseconds: result.timing.runMilliseconds };
  }

  /** Boxes of the last look from another score on, without another run. */
  async rescore(score: number): Promise<Found | null> {
    if (this.#last === null) return null;
    const { painted } = this.#last;
    const { boxes } = await this.#net.suppress({ scoreThreshold: score });
    return this.#found(painted, boxes);
  }

  /** One step of a sweep: the table holds one sticker, of this size. */
  async step(painted: Painted, size: number, score: number, signal: AbortSignal) {
    const taps = this.levels.map((level) => `classHead/P${level}`);
    const result = await this.#detect(painted, { scoreThreshold: score }, taps, signal);
    const maps = this.levels.flatMap((level) => {
      const map = result.taps[`classHead/P${level}`];
      return map ? [{ level, ...map }] : [];
    });
    const [truth] = painted.boxes;
    const scores =
      truth === undefined ? maps.map(() => 0) : levelScores(maps, truth.label, truth.box, painted.size);
    const step: GrowStep = { size, scores };
    return { step, found: this.#found(painted, result.boxes) };
  }

  async dispose(): Promise<void> {
    this.#deafen();
    await this.#net.dispose();
  }

  async #detect(
    painted: Painted,
    suppressing: Suppressing,
    taps: readonly string[] = [],
    signal?: AbortSignal,
  ): Promise<DetectResult> {
    const { size, rgb } = painted;
    const picture = { width: size, height: size, rgb };
    const result = await this.#net.detect(picture, { ...suppressing, taps, ...(signal && { signal }) });
    this.#last = { painted };
    return result;
  }

  #found({ size, boxes: truth }: Painted, boxes: readonly FoundBox[]): Found {
    const scaled = boxes.map(
      ({ label, name, score, box, level, cell, anchorBox }): FoundBox => ({
        label,
        name,
        score,
        box: toFractions(box, size),
        level,
        cell,
        anchorBox: toFractions(anchorBox, size),
      }),
    );
    return {
      side: size,
      boxes: scaled,
      truth: truth.map(({ label, box }) => ({ label, box: toFractions(box, size) })),
    };
  }
}
