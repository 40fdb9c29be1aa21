/** One block of MobileNetV2 by itself, at any expansion: what it costs, and which of its maps have to be kept. */
import { invertedBottleneck } from '../blocks/inverted-bottleneck.ts';
import { mobileNetV2Layout } from '../families/mobilenet-v2/network.ts';
import type { Graph } from '../graph/graph.ts';
import { bytesPerValue, type Shape, sizeOf } from '../graph/shape.ts';
import { GraphBuilder } from '../operators/builder.ts';
import { cost } from '../operators/cost.ts';

/** Where a block stands: side and channels of the map that enters it and that it adds to. */
export interface BlockPlace {
  readonly side: number;
  readonly channels: number;
}

/** The blocks of MobileNetV2 1.0 on pictures of 224 pixels that add their input, one of each stage that has some. */
export const residualPlaces: readonly BlockPlace[] = (() => {
  const { stem, stages } = mobileNetV2Layout(1);
  let [side, channels] = [224 / 2, stem.filters];
  const places: BlockPlace[] = [];
  for (const rows of stages) {
    let has = false;
    for (const { stride, filters } of rows) {
      if (stride === 1 && channels === filters && !has) {
        places.push({ side, channels });
        has = true;
      }
      side /= stride;
      channels = filters;
    }
  }
  return places;
})();

/** The block as a graph; an expansion below 1 narrows in the middle, as a classical bottleneck does. */
function blockGraph({ side, channels }: BlockPlace, expansion: number): Graph {
  const builder = new GraphBuilder('inverted-block', 'same');
  const x = builder.input([side, side, channels]);
  const y = invertedBottleneck({ builder, epsilon: 1e-3 }, x, {
    kind: 'inverted',
    kernelSize: 3,
    stride: 1,
    expanded: middleChannels(channels, expansion),
    filters: channels,
    activation: 'relu6',
  });
  builder.output('output', y);
  return builder.build();
}

export function middleChannels(channels: number, expansion: number): number {
  return Math.max(1, Math.round(channels * expansion));
}

export interface BlockBill {
  readonly middle: number;
  readonly parameters: number;
  readonly multiplyAdds: number;
  /** Bytes of the maps that outlive the block: what enters it and what leaves it. */
  readonly kept: number;
  /** Bytes of the two maps in the middle, before and after the depthwise convolution, when they are made whole. */
  readonly passing: number;
  /** The same when the middle is worked through in so many groups of channels, one after the other. */
  readonly passingInPieces: number;
}

/** What a block costs, and holds in memory while it runs, as 32-bit floats. */
export function blockBill(place: BlockPlace, expansion: number, pieces = 1): BlockBill {
  const middle = middleChannels(place.channels, expansion);
  const bytes = (channels: number) => {
    const shape: Shape = [place.side, place.side, channels];
    return sizeOf(shape) * bytesPerValue;
  };
  const { parameters, multiplyAdds } = cost(blockGraph(place, expansion));
  return {
    middle,
    parameters,
    multiplyAdds,
    kept: 2 * bytes(place.channels),
    passing: 2 * bytes(middle),
    passingInPieces: 2 * bytes(Math.ceil(middle / pieces)),
  };
}
