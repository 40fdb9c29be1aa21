import { type Area, rightAt, thresholds } from '../../../models/answers/average-precision.ts';
import type { Box } from '../../../models/answers/box.ts';
import type { Measured } from './view.ts';

/** A detector's average precision at each of the ten thresholds, by size of the object. */
export interface MeasuredDetector {
  readonly name: string;
  readonly title: string;
  readonly byThreshold: Readonly<Record<Area, readonly (number | null)[]>>;
}

/** As `npm run figure-data` measures it. */
export interface Measurements {
  readonly size: number;
  readonly scenes: number;
  readonly firstSeed: number;
  readonly detectors: readonly MeasuredDetector[];
}

/** A card's measurements, as far as scenes are counted. */
interface MeasuredCard {
  readonly measured: readonly {
    readonly partition: string;
    readonly artist: string | null;
    readonly size: number;
    readonly scenes: number;
  }[];
}

/**
 * Test scenes that a card is measured over at the size of these measurements.
 * @throws RangeError where it was not measured at that size.
 */
export function cardScenes({ measured }: MeasuredCard, { size }: Pick<Measurements, 'size'>): number {
  const found = measured.find(
    (each) => each.partition === 'test' && each.artist === null && each.size === size,
  );
  if (found === undefined) throw new RangeError(`The card has no measurement at ${size} pixels.`);
  return found.scenes;
}

/** The boxes of one scene that ships, in its pixels. */
export interface SceneBoxes {
  readonly scene: string;
  readonly detector: string;
  /** Side of the picture that the detector saw. */
  readonly size: number;
  readonly objects: readonly { readonly label: number; readonly box: Box }[];
  readonly detections: readonly { readonly label: number; readonly score: number; readonly box: Box }[];
}

export const areas = ['all', 'small', 'medium', 'large'] as const satisfies readonly Area[];

/** A line of the chart: average precision at the ten thresholds, and their mean, which is AP. */
export interface PrecisionLine {
  readonly area: Area;
  readonly points: readonly (readonly [threshold: number, ap: number])[];
  readonly mean: number;
}

export function linesOf({ detectors }: Pick<Measurements, 'detectors'>, which: Measured): PrecisionLine[] {
  const own = detectors[which === 'best' ? 0 : 1];
  return areas.flatMap((area): PrecisionLine[] => {
    const values = (own?.byThreshold[area] ?? []).filter((value) => value !== null);
    if (values.length < thresholds.length) return [];
    return [
      {
        area,
        points: values.map((value, t) => [thresholds[t]!, value]),
        mean: values.reduce((a, b) => a + b, 0) / values.length,
      },
    ];
  });
}

/** A box of the scene, judged. */
export interface Judged {
  readonly label: number;
  readonly score: number;
  readonly box: Box;
  readonly right: boolean;
}

/**
 * Which boxes of the scene are right at a threshold.
 * @param classes how many there are
 */
export function judge(scene: SceneBoxes, t: number, classes: number): Judged[] {
  const bits = rightAt(scene, classes);
  return scene.detections.map((each, index) => ({ ...each, right: (((bits[index] ?? 0) >> t) & 1) === 1 }));
}

/** The place of an IoU among the ten thresholds. */
export function thresholdIndex(least: number): number {
  return Math.min(thresholds.length - 1, Math.max(0, Math.round((least - 0.5) / 0.05)));
}
