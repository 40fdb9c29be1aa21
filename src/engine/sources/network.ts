import type { CheckpointProperties } from '../../../models/checkpoints/naming/naming.ts';
import { efficientDet } from '../../../models/families/efficientdet/network.ts';
import { findReleasedDetector, releasedDetector } from '../../../models/families/efficientdet/sizes.ts';
import { efficientNet } from '../../../models/families/efficientnet/network.ts';
import { findReleased, released } from '../../../models/families/efficientnet/sizes.ts';
import type { Graph } from '../../../models/graph/graph.ts';
import { anchorScale, findStickerDetector, stickerGraph } from '../../../models/training/detectors.ts';

export interface NetworkSize extends Partial<CheckpointProperties> {
  /** Height and width of the picture; by default the released resolution. */
  readonly size?: readonly [height: number, width: number];
  readonly classes?: number;
}

/** The released network of this name (`efficientnet-b0`, `efficientdet_d0`), batch norms and all; undefined where there is none. */
export function releasedNetwork(name: string, options: NetworkSize = {}): Graph | undefined {
  const wanted = name.replaceAll('_', '-');
  const classifier = findReleased(wanted);
  if (classifier !== undefined) return efficientNet({ ...classifier, ...options });
  const detector = findReleasedDetector(wanted);
  return detector === undefined ? undefined : efficientDet({ ...detector, ...options });
}

/** Any network that a card may name: a released one, or a detector that this project trained itself. */
export function networkNamed(name: string, options: NetworkSize = {}): Graph | undefined {
  const sticker = findStickerDetector(name);
  if (sticker === undefined) return releasedNetwork(name, options);
  return stickerGraph(sticker, sticker.resolution, options.size);
}

/** Side of a network's smallest anchors in strides of their level; the released detectors' usual one where it has none of its own. */
export function anchorScaleOf(name: string): number {
  return findReleasedDetector(name.replaceAll('_', '-'))?.anchorScale ?? anchorScale;
}

/** Every released network's name. */
export function releasedNames(): string[] {
  return [...Object.values(released), ...Object.values(releasedDetector)].map(({ name }) => name);
}
