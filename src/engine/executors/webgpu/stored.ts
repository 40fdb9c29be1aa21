import { type Shape, sizeOf } from '../../../../models/graph/shape.ts';
import type { Values } from './half.ts';

// On the device the channels of a map are filled up to groups of four, [height, width, channels].

/** Puts a map into `stored`, which is as large as it is on the device and is given back. */
export function withFilling(map: Float32Array, [height, width, channels]: Shape, stored: Values): Values {
  const step = Math.ceil(channels / 4) * 4;
  if (step === channels) stored.set(map);
  else
    for (let cell = 0; cell < height * width; cell++)
      for (let c = 0; c < channels; c++) stored[cell * step + c] = map[cell * channels + c] as number;
  return stored;
}

/** A copy of a map as it is stored, without what fills its last group. */
export function withoutFilling(stored: Float32Array, shape: Shape): Float32Array {
  const [height, width, channels] = shape;
  const step = Math.ceil(channels / 4) * 4;
  if (step === channels) return stored.slice();
  const map = new Float32Array(sizeOf(shape));
  for (let cell = 0; cell < height * width; cell++)
    map.set(stored.subarray(cell * step, cell * step + channels), cell * channels);
  return map;
}
