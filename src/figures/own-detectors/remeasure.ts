import { averagePrecision, type Examined } from '../../../models/answers/average-precision.ts';
import { judgedRegions } from '../../../models/answers/judged-regions.ts';
import { labels } from '../../../models/scenes/art.ts';
import { type Painted, paint } from '../../../models/scenes/paint.ts';
import { scene } from '../../../models/scenes/scene.ts';
import { partitions } from '../../../models/scenes/seeds.ts';
import type { DetectedBox, LoadProgress, RuntimeReport } from '../../engine/client/engine.ts';
import { unnamedClass } from '../../words/en/classes.ts';
import { runtimeName } from '../../words/en/runtime-name.ts';

/** A box that a detector found, and what it calls it. */
export type FoundBox = Pick<DetectedBox, 'label' | 'name' | 'score' | 'box'>;

/** The scene that was measured last: its pixels, what the detector found and what is there. */
export interface MeasuredScene extends Painted {
  readonly found: readonly FoundBox[];
}

/** What was measured so far. */
export interface Remeasured {
  readonly scene: MeasuredScene;
  readonly scenes: number;
  readonly ap: number | null;
  readonly ap50: number | null;
  /** Of one scene, the network and its boxes; the painting is not counted. */
  readonly milliseconds: number;
  /** `WebGPU · TF.js`. */
  readonly runsOn: string;
}

export interface RemeasureRequest {
  readonly checkpoint: string;
  readonly size: number;
  /** Regions of a second look; null for a detector that looks once. */
  readonly regions: number | null;
  /** How many scenes, and where among the visitor's seeds they begin. */
  readonly count: number;
  readonly from: number;
  readonly signal: AbortSignal;
  readonly onLoad: (progress: LoadProgress) => void;
  readonly onArt: () => void;
  readonly onScene: (so: Remeasured) => void;
}

/** The sheets that training scenes are painted with: all but those of the artists kept out. */
export const trainedArt = (file: string): boolean => /^(?!emojione|openmoji)/.test(file);

/** What one of our detectors makes of a scene, painted at its own size. */
type Find = (rgb: Uint8Array) => Promise<{
  readonly boxes: readonly FoundBox[];
  readonly milliseconds: number;
  readonly runtime: RuntimeReport;
}>;

async function lookingOnce({ checkpoint, size, signal, onLoad }: RemeasureRequest): Promise<Find> {
  const { sharedEngine } = await import('../../engine/client/engine.ts');
  const options = { signal, onProgress: onLoad };
  const detector = await sharedEngine().loadDetector({ checkpoint, size: [size, size] }, options);
  return async (rgb) => {
    const { boxes, timing, runtime } = await detector.detect({ width: size, height: size, rgb }, { signal });
    return { boxes, milliseconds: timing.runMilliseconds, runtime };
  };
}

async function lookingTwice(request: RemeasureRequest, kept: number): Promise<Find> {
  const { checkpoint, size, signal, onLoad } = request;
  const { TwoStages } = await import('../../parts/runs/two-stages.ts');
  // What the engine falls back to is told by what the result says it ran on.
  const stages = await TwoStages.open(checkpoint, { signal, onProgress: onLoad, onNotice: () => {} });
  return async (rgb) => {
    const first = await stages.first({ width: size, height: size, rgb }, size, { kept });
    const second = await stages.second(first.map, first.regions);
    const frame = { picture: [size, size], imageScale: 1 } as const;
    const { detections } = judgedRegions(stages.classes, { ...first, ...second, ...frame });
    const milliseconds = first.milliseconds + first.choosing + second.milliseconds;
    const boxes = detections.map((each) => ({
      ...each,
      name: labels[each.label] ?? unnamedClass(each.label),
    }));
    return { boxes, milliseconds, runtime: stages.runtime };
  };
}

/**
 * Average precision of one of our detectors on scenes that no training and no card has seen, measured in the reader's browser.
 * Reports after every scene; an abort ends it and what was reported stands.
 */
export async function remeasure(request: RemeasureRequest): Promise<void> {
  const { size, count, from, signal } = request;
  const { loadArt } = await import('../../parts/stickers/load-art.ts');
  const find = await (request.regions === null
    ? lookingOnce(request)
    : lookingTwice(request, request.regions));
  request.onArt();
  const art = await loadArt(trainedArt, signal);
  const examined: Examined[] = [];
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    signal.throwIfAborted();
    const painted = paint(scene(partitions.visitor.first + from + i, art), size, art);
    const found = await find(painted.rgb);
    examined.push({ detections: found.boxes, objects: painted.boxes });
    times.push(found.milliseconds);
    const { ap, ap50 } = averagePrecision(examined, labels.length);
    const milliseconds = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
    request.onScene({
      scene: { ...painted, found: found.boxes },
      scenes: i + 1,
      ap,
      ap50,
      milliseconds,
      runsOn: runtimeName(found.runtime),
    });
  }
}
