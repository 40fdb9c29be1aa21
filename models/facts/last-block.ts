import { lastBlockOf, parametersOfBlock } from '../families/efficientnet/last-block.ts';
import { efficientNet } from '../families/efficientnet/network.ts';
import { released } from '../families/efficientnet/sizes.ts';
import { inputShape } from '../graph/graph.ts';
import type { Op } from '../graph/op.ts';
import { sizeOf } from '../graph/shape.ts';
import { fold } from '../operators/fold.ts';

/** B0's last block with the 1×1 convolution above it, whose weights a second run of a head moves beside the dense layer's. */
export interface LastBlock {
  /** Side of the map below it, in cells, and its channels. */
  readonly side: number;
  readonly channels: number;
  /** Channels between its two 1×1 convolutions, above the second, and above the one that follows the block. */
  readonly expanded: number;
  readonly output: number;
  readonly features: number;
  readonly weights: number;
  /** Of the map below it, in float32: what is kept of a picture. */
  readonly bytesOfMap: number;
}

function factsOfB0(): LastBlock {
  // The dense layer is none of it, however many classes it has.
  const block = lastBlockOf(fold(efficientNet(released.B0)), 1);
  const below = inputShape(block);
  // Each of a gate's two layers sees one cell.
  const isWide = ({ kind, shape }: Op) => kind === 'conv2d' && shape[0] > 1;
  const [expanded = 0, output = 0, features = 0] = block.ops.filter(isWide).map(({ shape }) => shape[2]);
  const weights = parametersOfBlock(block).reduce(
    (sum, { shape }) => sum + shape.reduce((product, each) => product * each, 1),
    0,
  );
  return {
    ...{ side: below[0], channels: below[2] },
    expanded,
    output,
    features,
    weights,
    bytesOfMap: 4 * sizeOf(below),
  };
}

export const lastBlock = factsOfB0();
