/** What a checkpoint does to bytes 0…255 before the first layer: (value − mean) / standard deviation, a channel each. */
export interface Normalization {
  readonly mean: readonly [number, number, number];
  readonly standardDeviation: readonly [number, number, number];
}

/** RGB bytes as the network's float32 input, in the same order. */
export function normalize(rgb: Uint8Array, { mean, standardDeviation }: Normalization): Float32Array {
  const result = new Float32Array(rgb.length);
  // A byte has 256 values a channel: three small tables instead of a division a pixel.
  const tables = mean.map((each, channel) =>
    Float32Array.from({ length: 256 }, (_, value) => (value - each) / (standardDeviation[channel] ?? 1)),
  ) as [Float32Array, Float32Array, Float32Array];
  for (let i = 0; i < rgb.length; i += 3) {
    result[i] = tables[0][rgb[i] ?? 0] ?? 0;
    result[i + 1] = tables[1][rgb[i + 1] ?? 0] ?? 0;
    result[i + 2] = tables[2][rgb[i + 2] ?? 0] ?? 0;
  }
  return result;
}
