import type { NetworkOptions } from '../../../models/families/family.ts';
import { findNetwork } from '../../../models/families/index.ts';
import type { Graph } from '../../../models/graph/graph.ts';
import { studyGraph, studyNetworkCalled } from '../../../models/study/graph.ts';
import { anchorScale, findStickerDetector, stickerGraph } from '../../../models/training/detectors.ts';
import { findStickerSegmenter, segmenterGraph } from '../../../models/training/segmenters.ts';
import { findStickerTwoStage, twoStageGraphs } from '../../../models/training/two-stage.ts';

/** Any network that a card may name: one of a family, or one that this project trained itself. */
export function networkNamed(name: string, options: NetworkOptions = {}): Graph | undefined {
  const sticker = findStickerDetector(name);
  if (sticker !== undefined) return stickerGraph(sticker, sticker.resolution, options.size);
  const twoStage = findStickerTwoStage(name);
  if (twoStage !== undefined) return twoStageGraphs(twoStage, twoStage.resolution, options.size).picture;
  const segmenter = findStickerSegmenter(name);
  if (segmenter !== undefined) return segmenterGraph(segmenter, segmenter.resolution, options.size);
  const ofStudy = studyNetworkCalled(name);
  if (ofStudy !== undefined) return studyGraph(ofStudy, 'whole', options.size);
  return findNetwork(name)?.member.network(options);
}

/** What a detector that looks twice does for each region; undefined for any other network. */
export function regionGraphNamed(
  name: string,
  size?: readonly [height: number, width: number],
): Graph | undefined {
  const twoStage = findStickerTwoStage(name);
  return twoStage && twoStageGraphs(twoStage, twoStage.resolution, size).region;
}

/** Side of a network's smallest anchors in strides of their level; the released detectors' usual one where it has none of its own. */
export function anchorScaleOf(name: string): number {
  return findNetwork(name)?.member.anchorScale ?? anchorScale;
}
