/** Cells along either side of a sketch. */
export const sketchSide = 32;
/** Numbers of a sketch: [sketchSide, sketchSide, 3], row by row. */
export const sketchSize = sketchSide * sketchSide * 3;

/**
 * A small blurred copy of what a network is given: the means of its cells, in the network's own scale. `input` is [height, width, 3], row
 * by row, at least `sketchSide` pixels either way. What a poor JPEG or another size does to a picture is gone from it.
 */
export function sketchOf(
  input: Float32Array,
  [height, width]: readonly [height: number, width: number, ...channels: number[]],
): Float32Array {
  const sketch = new Float32Array(sketchSize);
  const counts = new Uint32Array(sketchSide * sketchSide);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const cell = Math.floor((y * sketchSide) / height) * sketchSide + Math.floor((x * sketchSide) / width);
      counts[cell] = (counts[cell] ?? 0) + 1;
      for (let c = 0; c < 3; c++)
        sketch[cell * 3 + c] = (sketch[cell * 3 + c] ?? 0) + (input[(y * width + x) * 3 + c] ?? 0);
    }
  return sketch.map((sum, i) => sum / Math.max(1, counts[Math.floor(i / 3)] ?? 1));
}
