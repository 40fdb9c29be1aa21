import { GraphError } from './graph.ts';
import { type Shape, sizeOf } from './shape.ts';

/**
 * Class activation map (Zhou et al. 2016, Eq. 2): at each cell of the last map, the sum over channels of its value times the
 * class's weight. Where a network ends in global average pooling and one dense layer, the mean of the map over all cells
 * plus the class's bias is exactly its logit.
 *
 * @param map the last map before pooling, [h, w, channels]
 * @param kernel of the dense layer, [channels, classes]
 * @returns one value a cell, row by row
 */
export function classActivation(
  map: Float32Array,
  shape: Shape,
  kernel: Float32Array,
  classes: number,
  index: number,
): Float32Array {
  const [height, width, channels] = shape;
  if (map.length !== sizeOf(shape) || kernel.length !== channels * classes || index < 0 || index >= classes)
    throw new GraphError({ code: 'no-activation-map', shape, kernel: kernel.length, class: index });
  const result = new Float32Array(height * width);
  for (let cell = 0; cell < result.length; cell++) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++)
      sum += (map[cell * channels + channel] ?? 0) * (kernel[channel * classes + index] ?? 0);
    result[cell] = sum;
  }
  return result;
}
