import { type Proposal, proposals, regionBoxes } from '../../../models/answers/proposals.ts';
import { answerOf, type RegionClassesAnswer, type RegionsAnswer } from '../../../models/graph/answers.ts';
import {
  type Net,
  type Picture,
  type RuntimeReport,
  sharedEngine,
  type Tap,
} from '../../engine/client/engine.ts';
import type { OpenOptions } from './opener.svelte.ts';

/** What the first look gave. */
export interface FirstLook {
  /** Regions that are to be looked at again, the likeliest first, in pixels of the network's picture. */
  readonly regions: readonly Proposal[];
  /** The map that regions are read from, and its name. */
  readonly map: Tap;
  readonly mapName: string;
  readonly scores: Tap;
  /** Outputs and taps by their names. */
  readonly read: (name: string) => Tap | undefined;
  /** Milliseconds of the network, and of choosing regions. */
  readonly milliseconds: number;
  readonly choosing: number;
}

/** What the second look gave, of each region, flat. */
export interface SecondLook {
  readonly logits: Float32Array;
  readonly boxes: Float32Array;
  readonly read: (name: string) => Tap | undefined;
  readonly milliseconds: number;
}

const unanswered = () => new Error('The network gave no answer. Load the page again.');

/** A detector that looks twice and is loaded: both its networks. Imported when a reader first runs one. */
export class TwoStages {
  readonly #picture: Net;
  readonly #region: Net;
  readonly #deafen: () => void;
  readonly regions: RegionsAnswer;
  readonly classes: RegionClassesAnswer;

  private constructor(
    picture: Net,
    region: Net,
    answers: readonly [RegionsAnswer, RegionClassesAnswer],
    deafen: () => void,
  ) {
    this.#picture = picture;
    this.#region = region;
    [this.regions, this.classes] = answers;
    this.#deafen = deafen;
  }

  /** Downloads, checks and compiles a checkpoint that ships. Rejects with a sentence for the reader. */
  static async open(checkpoint: string, { onNotice, ...options }: OpenOptions): Promise<TwoStages> {
    const engine = sharedEngine();
    const deafen = engine.onNotice((message) => onNotice(message));
    try {
      const picture = await engine.load({ checkpoint }, { ...options, task: 'twoStageDetection' });
      const region = await engine.load({ checkpoint, part: 'region' }, options);
      const regions = answerOf(picture.graph, 'regions');
      const classes = answerOf(region.graph, 'regionClasses');
      if (regions === undefined || classes === undefined)
        throw new Error(`${checkpoint} is no detector that looks twice.`);
      return new TwoStages(picture, region, [regions, classes], deafen);
    } catch (error) {
      deafen();
      throw error;
    }
  }

  get runtime(): RuntimeReport {
    return this.#picture.runtime;
  }

  get notice(): string | null {
    return this.#picture.notice;
  }

  /**
   * Looks at a square picture of the network's own side and chooses regions.
   * @param taps those of them that the network has come back beside the outputs
   */
  async first(
    picture: Picture,
    side: number,
    { kept, taps = [] }: { readonly kept: number; readonly taps?: readonly string[] },
  ): Promise<FirstLook> {
    const { scores, boxes, map } = this.regions;
    const known = this.#picture.graph.taps;
    const ran = await this.#picture.run(picture, {
      outputs: [scores, boxes, map],
      taps: taps.filter((name) => name in known),
      fit: 'padded',
    });
    const read = (name: string) => ran.outputs[name] ?? ran.taps[name];
    const [scoreMap, boxMap, regionMap] = [read(scores), read(boxes), read(map)];
    if (scoreMap === undefined || boxMap === undefined || regionMap === undefined) throw unanswered();
    const began = performance.now();
    const regions = proposals(this.regions, scoreMap, boxMap, [side, side], { kept });
    return {
      regions,
      map: regionMap,
      mapName: map,
      scores: scoreMap,
      read,
      milliseconds: ran.timing.runMilliseconds,
      choosing: performance.now() - began,
    };
  }

  /** Looks again, at regions of a map that `first` gave. */
  async second(
    map: Tap,
    regions: readonly Pick<Proposal, 'box'>[],
    taps: readonly string[] = [],
  ): Promise<SecondLook> {
    const { logits, boxes } = this.classes;
    const ran = await this.#region.run(
      { normalized: map.data },
      { inputs: { box: regionBoxes(this.regions, regions) }, outputs: [logits, boxes], taps },
    );
    const read = (name: string) => ran.outputs[name] ?? ran.taps[name];
    const [told, moved] = [read(logits), read(boxes)];
    if (told === undefined || moved === undefined) throw unanswered();
    return { logits: told.data, boxes: moved.data, read, milliseconds: ran.timing.runMilliseconds };
  }

  async dispose(): Promise<void> {
    this.#deafen();
    await this.#region.dispose();
    await this.#picture.dispose();
  }
}
