/** A map [height, width, channels] as [channels, height, width]. */
export function planes(rows: Float32Array, channels: number): Float32Array<ArrayBuffer> {
  const cells = rows.length / channels;
  const result = new Float32Array(rows.length);
  for (let i = 0; i < cells; i++)
    for (let c = 0; c < channels; c++) result[c * cells + i] = rows[channels * i + c] ?? 0;
  return result;
}
