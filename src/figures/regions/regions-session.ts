import { weighedClasses } from '../../../models/answers/judged-regions.ts';
import { labels } from '../../../models/scenes/art.ts';
import type { RuntimeReport, Tap } from '../../engine/client/engine.ts';
import { fetchPicture } from '../../parts/pictures/own-picture.svelte.ts';
import type { OpenOptions } from '../../parts/runs/opener.svelte.ts';
import { TwoStages } from '../../parts/runs/two-stages.ts';
import { type NetworkFile, onStage, readMapOf, type SceneLook, type Weighed } from './network.ts';

/** What the network made of the scene, here and now. */
export interface HereLook extends SceneLook {
  readonly milliseconds: number;
}

/** The network that the page was made with, loaded, and its map of the scene. Imported when a reader first runs it. */
export class RegionsSession {
  readonly #file: NetworkFile;
  readonly #stages: TwoStages;
  #map: Tap | null = null;

  private constructor(file: NetworkFile, stages: TwoStages) {
    this.#file = file;
    this.#stages = stages;
  }

  /** Downloads, checks and compiles. Rejects with a sentence for the reader. */
  static async open(file: NetworkFile, options: OpenOptions): Promise<RegionsSession> {
    return new RegionsSession(file, await TwoStages.open(file.checkpoint, options));
  }

  get runtime(): RuntimeReport {
    return this.#stages.runtime;
  }

  get notice(): string | null {
    return this.#stages.notice;
  }

  /**
   * Looks at the scene twice.
   * @param address of the scene as the network is given it
   */
  async look(address: string, stageSide: number): Promise<HereLook> {
    const { picture, group, channels, proposals } = this.#file;
    const first = await this.#stages.first(await fetchPicture(address), picture, { kept: proposals.length });
    const { logits, milliseconds } = await this.#stages.second(first.map, first.regions);
    this.#map = first.map;
    return {
      read: readMapOf(
        { shape: first.map.shape, data: Float64Array.from(first.map.data) },
        { group, channels },
        stageSide,
      ),
      proposals: first.regions.map(({ box, score }, region) => ({
        box: onStage(box, stageSide / picture),
        score,
        weighed: this.#weighed(logits, region, first.regions.length),
      })),
      milliseconds: first.milliseconds + first.choosing + milliseconds,
    };
  }

  /** Looks again at one region of the scene, in pixels of the stage. Nothing before `look`. */
  async judge(box: Parameters<typeof onStage>[0], stageSide: number): Promise<readonly Weighed[]> {
    if (this.#map === null) return [];
    const { logits } = await this.#stages.second(this.#map, [
      { box: onStage(box, this.#file.picture / stageSide) },
    ]);
    return this.#weighed(logits, 0, 1);
  }

  dispose(): Promise<void> {
    return this.#stages.dispose();
  }

  #weighed(logits: Float32Array, region: number, regions: number): readonly Weighed[] {
    const wide = logits.length / regions;
    const row = logits.subarray(region * wide, (region + 1) * wide);
    const most = this.#file.proposals[0]?.weighed.length ?? 0;
    return weighedClasses(this.#stages.classes, row)
      .slice(0, most)
      .map(({ label, probability }) => [label === null ? null : (labels[label] ?? ''), probability] as const);
  }
}
