import type { Box } from '../../../../models/answers/box.ts';
import { candidatesAbove, scoreOf } from '../../../../models/answers/candidates.ts';
import { detectAmong, postProcessing } from '../../../../models/answers/detections.ts';
import { anchorPlace } from '../../../../models/blocks/anchors.ts';
import type { DetectorOutputs } from '../../../../models/families/efficientdet/outputs.ts';
import type { Selection } from '../../executors/selection.ts';
import type { Detected, FittedPicture, HeatMap, Suppressing, Told } from '../../protocol/detection.ts';

/** The candidates of one run, kept so that other thresholds need no other run. */
export interface Kept {
  readonly run: number;
  readonly selection: Selection;
  readonly fitted: FittedPicture;
}

/** How an input lies in itself: for one that was given already prepared. */
export function unfitted({ input }: DetectorOutputs): FittedPicture {
  return { picture: input, scaled: input, input, imageScale: 1 };
}

/** Decodes the candidates above the threshold, thins them out and says of each box where it comes from. */
export function suppress(
  kept: Kept,
  outputs: DetectorOutputs,
  labels: readonly (string | null)[],
  options: Suppressing,
): Told<Detected> {
  const started = performance.now();
  const { scoreThreshold = postProcessing.scoreThreshold } = options;
  const { run, selection, fitted } = kept;
  const { anchors, input, levels } = outputs;
  const { picture, imageScale } = fitted;
  const candidates = candidatesAbove(selection.candidates, scoreThreshold);
  const frame = { anchors, input, picture, imageScale };
  const { detections, skipped } = detectAmong(candidates, selection.regressions, frame, options);
  const boxes = detections.map(({ anchor, label, score, box }) => {
    const own = anchors.subarray(anchor * 4, anchor * 4 + 4);
    const anchorBox = Array.from(own, (edge) => edge * imageScale) as [number, number, number, number];
    const name = labels[label] ?? null;
    return { label, name, score, box, anchor, anchorBox: anchorBox as Box, ...anchorPlace(levels, anchor) };
  });
  const suppressMilliseconds = performance.now() - started;
  return { run, boxes, candidates: candidates.anchors.length, skipped, fitted, suppressMilliseconds };
}

/** The largest scores of each level's cells, where the run was asked for them. */
export function heatMaps({ cellLogits }: Selection, { levels }: DetectorOutputs): readonly HeatMap[] {
  return (cellLogits ?? []).map((logits, i) => {
    const { level = 0, cells = [0, 0] } = levels[i] ?? {};
    return { level, cells, scores: logits.map(scoreOf) };
  });
}
