import type { NetworkOptions } from '../../../models/families/family.ts';
import { findNetwork } from '../../../models/families/index.ts';
import type { Graph } from '../../../models/graph/graph.ts';
import { studyGraph, studyNetworkCalled } from '../../../models/study/graph.ts';
import {
  findStickerDetector,
  anchorScaleOf as ownAnchorScale,
  stickerGraph,
} from '../../../models/training/detectors.ts';
import { findStickerSegmenter, segmenterGraph } from '../../../models/training/segmenters.ts';
import { findStickerTwoStage, twoStageGraphs } from '../../../models/training/two-stage.ts';

/** Height and width of a network's pictures. */
type Size = readonly [height: number, width: number];

/** A network of this project's own: its graph, and of a detector that looks twice what it does for each region. */
export interface TrainedNetwork {
  readonly graph: Graph;
  readonly regions?: Graph;
}

/**
 * A network that this project trained itself, for pictures of its own size or another one. No family lists it, so that no table of
 * networks shows what nobody else has: it is one of a family, or two joined, with knobs that were chosen for our own pictures.
 */
export function trainedNetwork(name: string): ((size?: Size) => TrainedNetwork) | undefined {
  const sticker = findStickerDetector(name);
  if (sticker !== undefined) return (size) => ({ graph: stickerGraph(sticker, sticker.resolution, size) });
  const twoStage = findStickerTwoStage(name);
  if (twoStage !== undefined)
    return (size) => {
      const { picture, region } = twoStageGraphs(twoStage, twoStage.resolution, size);
      return { graph: picture, regions: region };
    };
  const segmenter = findStickerSegmenter(name);
  if (segmenter !== undefined)
    return (size) => ({ graph: segmenterGraph(segmenter, segmenter.resolution, size) });
  const ofStudy = studyNetworkCalled(name);
  return ofStudy && ((size) => ({ graph: studyGraph(ofStudy, 'whole', size) }));
}

/** Any network that a card may name: one of a family, or one that this project trained itself. */
export function networkNamed(name: string, options: NetworkOptions = {}): Graph | undefined {
  return trainedNetwork(name)?.(options.size).graph ?? findNetwork(name)?.member.network(options);
}

/** What a detector that looks twice does for each region, of those that a card may name; undefined for any other network. */
export const regionGraphNamed = (name: string, size?: Size): Graph | undefined =>
  trainedNetwork(name)?.(size).regions;

/** Side of a network's smallest anchors in strides of their level; the released detectors' usual one where it has none of its own. */
export function anchorScaleOf(name: string): number {
  return findNetwork(name)?.member.anchorScale ?? ownAnchorScale(name);
}
