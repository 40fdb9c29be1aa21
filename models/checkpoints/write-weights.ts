import type { Graph } from '../graph/graph.ts';
import type { Weights } from '../operators/fold.ts';
import { CheckpointError } from './checkpoint-error.ts';
import { float32ToFloat16 } from './formats/float16.ts';
import { writeSafetensors } from './formats/safetensors.ts';

/**
 * The weights of an inference graph as a safetensors file of this project: its parameters' names, layout and order.
 * As float16 each value is rounded to the nearest. Throws {@link CheckpointError} where one is too large for float16.
 */
export function writeWeights(
  inferenceGraph: Pick<Graph, 'parameters'>,
  weights: Weights,
  dtype: 'float16' | 'float32',
): Uint8Array {
  return writeSafetensors(
    inferenceGraph.parameters.map(({ name, shape }) => {
      const values = weights.get(name)!;
      const stored = dtype === 'float16' ? float32ToFloat16(values) : values;
      // 65,504 is float16's largest number; from 65,520 on the nearest is infinity.
      if (dtype === 'float16' && values.some((value) => Math.abs(value) >= 65520)) {
        throw new CheckpointError({ code: 'weights-beyond-float16', weights: name });
      }
      const data = new Uint8Array(stored.buffer, stored.byteOffset, stored.byteLength);
      return { name, dtype, shape, data };
    }),
  );
}
