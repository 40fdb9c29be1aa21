/** Where the values of one graph parameter lie in a file, and how they are brought into the graph's layout. */
export interface TensorSource {
  /** The tensors that are read, with the shapes that they must have. */
  readonly needs: readonly { readonly name: string; readonly shape: readonly number[] }[];
  /** From their values, in the same order, to the parameter's. */
  readonly make: (values: readonly Float32Array[]) => Float32Array;
}

const first = (values: readonly Float32Array[]) => values[0]!;

/** A tensor that already lies as the graph wants it. */
export function asItIs(name: string, shape: readonly number[]): TensorSource {
  return { needs: [{ name, shape }], make: first };
}

/** What an upstream leaves out because it is nothing: a bias in front of a batch norm. */
export function zeros(shape: readonly number[]): TensorSource {
  return { needs: [], make: () => new Float32Array(shape.reduce((product, side) => product * side, 1)) };
}

/**
 * A kernel of PyTorch: convolution [out, in / groups, h, w], depthwise [channels, 1, h, w], dense [out, in]; `shape` is the graph's:
 * [h, w, in / groups, out], [h, w, channels, 1], [in, out].
 */
export function torchKernel(name: string, shape: readonly number[], depthwise: boolean): TensorSource {
  const [height, width, input, output] = shape.length === 2 ? [1, 1, ...shape] : shape;
  if (height === undefined || width === undefined || input === undefined || output === undefined)
    throw new Error(`${name}: a kernel has two or four sides, not ${shape.length}.`);
  // A depthwise kernel's channels stand where others have the output: [h, w, channels, 1] and [h, w, 1, channels] are the same bytes.
  const [inner, outer] = depthwise ? [output, input] : [input, output];
  const stored = shape.length === 2 ? [outer, inner] : [outer, inner, height, width];
  return {
    needs: [{ name, shape: stored }],
    make: (values) => outputLast(first(values), outer, inner, height * width),
  };
}

/** [out, in, area] → [area, in, out]. */
function outputLast(values: Float32Array, outer: number, inner: number, area: number): Float32Array {
  const result = new Float32Array(values.length);
  let from = 0;
  for (let o = 0; o < outer; o++)
    for (let i = 0; i < inner; i++)
      for (let a = 0; a < area; a++) result[(a * inner + i) * outer + o] = values[from++]!;
  return result;
}

/** Several tensors of one value each, side by side. */
export function sideBySide(names: readonly string[], shape: readonly number[]): TensorSource {
  return {
    needs: names.map((name) => ({ name, shape })),
    make: (values) => Float32Array.from(values, (each) => each[0]!),
  };
}
