import type { FusionNode } from '../../../models/blocks/fusion-nodes.ts';
import data from './poster.json' with { type: 'json' };

/** A box as the figure draws it, in pixels of the scene. */
export interface PosterBox {
  readonly name: string;
  readonly score: number;
  readonly box: readonly [ymin: number, xmin: number, ymax: number, xmax: number];
}

/** One run of the detector on the scene, made by `npm run figure-data`: what the figure shows before a reader runs anything. */
export interface NeckPoster {
  readonly checkpoint: string;
  readonly title: string;
  /** Bytes of the detector's own part, and of the backbone below it. */
  readonly bytes: number;
  readonly backboneBytes: number;
  /** Side of the scene and of the network's input. */
  readonly side: number;
  readonly nodes: readonly FusionNode[];
  /** Learned raw weights by node. */
  readonly learned: Readonly<Record<string, readonly number[]>>;
  readonly boxes: readonly PosterBox[];
  /** The node and channel that the picture of maps shows: its inputs, the mixed map, the result, side by side. */
  readonly node: number;
  readonly channel: number;
  readonly tiles: number;
}

export const poster = data as unknown as NeckPoster;
