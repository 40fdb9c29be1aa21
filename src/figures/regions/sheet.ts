import { channelOfBin } from '../../../models/operators/kinds/ps-roi-align.ts';
import { diverging, paintValues } from '../../components/colormap.ts';
import type { ReadMap } from './logic.ts';

/** Shades of a channel's drawing: zero, and so many on either side of it. */
const shades = 16;

export interface Sheet {
  readonly width: number;
  readonly height: number;
  /** RGBA, row by row. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** The map's channels that one channel of a region is read from, beside each other in the order of the bins, each in a unit of its own. */
export function channelSheet({ map, group }: ReadMap, of: number): Sheet {
  const [height, side, channels] = map.shape;
  const width = side * group ** 2;
  const values = new Float64Array(width * height);
  for (let bin = 0; bin < group ** 2; bin++) {
    const channel = channelOfBin(group, Math.floor(bin / group), bin % group, of);
    let largest = 0;
    for (let cell = 0; cell < height * side; cell++)
      largest = Math.max(largest, Math.abs(map.data[cell * channels + channel] ?? 0));
    for (let y = 0; y < height; y++)
      for (let x = 0; x < side; x++)
        values[y * width + bin * side + x] = Math.round(
          (shades * (map.data[(y * side + x) * channels + channel] ?? 0)) / (largest || 1),
        );
  }
  return { width, height, pixels: paintValues(values, [-shades, shades], diverging) };
}
