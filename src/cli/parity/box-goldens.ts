import { averagePrecision, type Examined } from '../../../models/answers/average-precision.ts';
import { type Box, decodeBox } from '../../../models/answers/box.ts';
import { type Answer, type Detection, detect, type Suppression } from '../../../models/answers/detections.ts';
import { anchorBoxes, anchorCount } from '../../../models/blocks/anchors.ts';
import { findReleasedDetector } from '../../../models/families/efficientdet/sizes.ts';
import { Complaint } from '../complaint.ts';
import { type BoxCase, boxAnswer, compareRows } from './boxes.ts';
import type { Check } from './deviation.ts';
import { seededValue } from './seeded-values.ts';

/** `anchors.json`: rows of index, level, y, x, scale, ratio, ymin, xmin, ymax, xmax. */
export interface AnchorGolden {
  readonly networks: readonly {
    readonly network: string;
    readonly size: readonly [number, number];
    readonly anchor_scale: number;
    readonly count: number;
    readonly levels: readonly { readonly level: number }[];
    readonly anchors: readonly (readonly number[])[];
  }[];
}
/** `decode.json`: rows of index, ty, tx, th, tw, ymin, xmin, ymax, xmax. */
export interface DecodeGolden {
  readonly network: string;
  readonly size: readonly [number, number];
  readonly rows: readonly (readonly number[])[];
}
/** `edges.json`. */
export type EdgeGolden = readonly { readonly name: string; readonly hard?: readonly (readonly number[])[] }[];
/** `average-precision.json`. */
export interface PrecisionGolden {
  readonly cases: readonly {
    readonly seed: number;
    readonly classes: number;
    readonly pictures: readonly Examined[];
    readonly expected: Readonly<Record<string, number | null>>;
  }[];
}

/** Rows either all hold or the first that does not is named. */
function rowsCheck(
  name: string,
  detections: readonly Detection[],
  rows: readonly (readonly number[])[],
): Check {
  const wrong = compareRows(detections, rows);
  const measure = wrong ?? 'same rows in the same order, scores within 1e-4, boxes within 1e-3 px';
  return { name, deviation: wrong === null ? 0 : 1, bound: 0, measure };
}

export function checkBoxCase(golden: BoxCase): Check[] {
  const answer = boxAnswer(golden);
  const rules: readonly (readonly [keyof BoxCase['detections'], Suppression])[] = [
    ['hard', 'hard'],
    ['soft', 'soft'],
    ['soft_global', 'softGlobal'],
  ];
  return rules.map(([key, suppression]) => {
    const { detections } = detect(answer, {
      suppression,
      maxCandidates: golden.max_candidates,
      maxDetections: golden.max_detections,
      scoreThreshold: golden.score_threshold,
    });
    return rowsCheck(key, detections, golden.detections[key]);
  });
}

export function checkAnchors(golden: AnchorGolden): Check[] {
  return golden.networks.flatMap(({ network, size, anchor_scale, count, levels, anchors }): Check[] => {
    const [minLevel, maxLevel] = [levels[0]!.level, levels.at(-1)!.level];
    const config = { size, minLevel, maxLevel, anchorScale: anchor_scale };
    const boxes = anchorBoxes(config);
    const off = anchors.map((row) =>
      Math.max(...row.slice(-4).map((edge, i) => Math.abs(boxes[row[0]! * 4 + i]! - edge))),
    );
    return [
      {
        name: `${network} count`,
        deviation: Math.abs(anchorCount(config) - count),
        bound: 0,
        measure: 'anchors',
      },
      {
        name: `${network} boxes`,
        deviation: Math.max(...off),
        bound: 1e-3,
        measure: 'largest difference, px',
      },
    ];
  });
}

export function checkDecode({ network, size, rows }: DecodeGolden): Check[] {
  const detector = findReleasedDetector(network);
  if (detector === undefined) throw new Complaint(`There is no detector called “${network}”.`);
  const anchors = anchorBoxes({ size, maxLevel: detector.maxLevel, anchorScale: detector.anchorScale });
  const off = rows.map(([index, ty, tx, th, tw, ...expected]) => {
    const anchor = [...anchors.subarray(index! * 4, index! * 4 + 4)] as unknown as Box;
    const box = decodeBox(anchor, [ty!, tx!, th!, tw!]);
    if (box === null) return Number.POSITIVE_INFINITY;
    return Math.max(
      ...box.map((edge, i) => Math.abs(edge - expected[i]!) / Math.max(1, Math.abs(expected[i]!))),
    );
  });
  return [
    { name: `${network} boxes`, deviation: Math.max(...off), bound: 1e-5, measure: 'relative, at least px' },
  ];
}

/** An answer on 128×128 with three classes, all regressions 0. */
function evenAnswer(logit: (i: number) => number): Answer {
  const config = { size: [128, 128] } as const;
  const count = anchorCount(config);
  return {
    logits: Float32Array.from({ length: count * 3 }, (_, i) => logit(i)),
    regressions: new Float32Array(count * 4),
    anchors: anchorBoxes(config),
    classes: 3,
    input: config.size,
    picture: config.size,
    imageScale: 1,
  };
}

/** The edges that have an answer in numbers; the others are sentences, held by the unit tests. */
export function checkEdges(golden: EdgeGolden): Check[] {
  const none = detect(
    evenAnswer((i) => -9 + seededValue(7, 0, i)),
    { scoreThreshold: 0.05 },
  ).detections;
  return golden.flatMap(({ name, hard }): Check[] => {
    if (hard !== undefined) return [rowsCheck(name, detect(evenAnswer(() => 0)).detections, hard)];
    return name.startsWith('none over') ? [rowsCheck(name, none, [])] : [];
  });
}

export function checkPrecision({ cases }: PrecisionGolden): Check[] {
  return cases.map(({ seed, classes, pictures, expected }) => {
    const ours: Readonly<Record<string, unknown>> = { ...averagePrecision(pictures, classes) };
    const off = ['ap', 'ap50', 'ap75', 'small', 'medium', 'large'].map((key) => {
      const [mine, wanted] = [ours[key], expected[key]];
      if (typeof mine !== 'number' || typeof wanted !== 'number') return mine === wanted ? 0 : 1;
      return Math.abs(mine - wanted);
    });
    return { name: `case ${seed}`, deviation: Math.max(...off), bound: 1e-9, measure: 'largest difference' };
  });
}
