import { averagePrecision, type Examined } from '../../../models/answers/average-precision.ts';
import { labels } from '../../../models/scenes/art.ts';
import { type Painted, paint } from '../../../models/scenes/paint.ts';
import { scene } from '../../../models/scenes/scene.ts';
import { partitions } from '../../../models/scenes/seeds.ts';
import type { DetectedBox, LoadProgress } from '../../engine/client/engine.ts';
import { runtimeName } from '../../words/en/runtime-name.ts';

/** The scene that was measured last: its pixels, what the detector found and what is there. */
export interface MeasuredScene extends Painted {
  readonly found: readonly DetectedBox[];
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

/**
 * Average precision of one of our detectors on scenes that no training and no card has seen, measured in the reader's browser.
 * Reports after every scene; an abort ends it and what was reported stands.
 */
export async function remeasure(request: RemeasureRequest): Promise<void> {
  const { checkpoint, size, count, from, signal } = request;
  const [{ sharedEngine }, { loadArt }] = await Promise.all([
    import('../../engine/client/engine.ts'),
    import('../../parts/stickers/load-art.ts'),
  ]);
  const options = { signal, onProgress: request.onLoad };
  const detector = await sharedEngine().loadDetector({ checkpoint, size: [size, size] }, options);
  request.onArt();
  const art = await loadArt(trainedArt, signal);
  const examined: Examined[] = [];
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    signal.throwIfAborted();
    const painted = paint(scene(partitions.visitor.first + from + i, art), size, art);
    const found = await detector.detect({ width: size, height: size, rgb: painted.rgb }, { signal });
    examined.push({ detections: found.boxes, objects: painted.boxes });
    times.push(found.timing.runMilliseconds);
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
