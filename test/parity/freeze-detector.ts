import {
  type NamedTensor,
  type NamedTensors,
  namedTensors,
} from '../../models/checkpoints/formats/named-tensors.ts';

const average = '/ExponentialMovingAverage';

/**
 * What TensorFlow's freezing makes of a detector's checkpoint, written from the rule alone: W′ = W·γ/√(σ² + ε) and
 * β + (b − μ)·γ/√(σ² + ε) in each layer, one folded 1×1 a level in the heads, fusion weights max(w, 0) / (Σ + 1e-4).
 */
export function freezeDetector(checkpoint: NamedTensors, finestLevel: number): NamedTensors {
  const values = new Map<string, { readonly shape: readonly number[]; readonly data: Float32Array }>();
  for (const tensor of checkpoint.tensors)
    if (tensor.name.endsWith(average))
      values.set(tensor.name.slice(0, -average.length), { shape: tensor.shape, data: tensor.read() });
  const get = (name: string) => {
    const found = values.get(name);
    if (!found) throw new Error(`The checkpoint has no ${name}.`);
    return found;
  };
  const result: NamedTensor[] = [];
  const put = (name: string, shape: readonly number[], data: Float32Array) =>
    result.push({ name, dtype: 'float32', shape, offset: 0, bytes: data.byteLength, read: () => data });
  const folded = (kernel: string, bias: string | undefined, norm: string, names: [string, string]) => {
    const { shape, data } = get(kernel);
    const [gamma, beta, mean, variance] = ['gamma', 'beta', 'moving_mean', 'moving_variance'].map(
      (part) => get(`${norm}/${part}`).data,
    ) as [Float32Array, Float32Array, Float32Array, Float32Array];
    const own = bias === undefined ? undefined : get(bias).data;
    const factors = Array.from(gamma, (value, i) => value / Math.sqrt(variance[i]! + 1e-3));
    put(
      names[0],
      shape,
      data.map((value, i) => value * factors[i % factors.length]!),
    );
    const offset = factors.map((factor, i) => beta[i]! + ((own?.[i] ?? 0) - mean[i]!) * factor);
    put(names[1], [factors.length], Float32Array.from(offset));
  };
  const copy = (name: string) => put(name, get(name).shape, get(name).data);

  for (const name of values.keys()) {
    const layer = name.slice(0, name.lastIndexOf('/'));
    const block = /^(.*\/blocks_\d+)\//.exec(name)?.[1];
    if (name.includes('/se/')) copy(name);
    else if (/-predict\//.test(name)) copy(name);
    else if (/^(class|box)_net\/.*\/depthwise_kernel$/.test(name) || name.endsWith('conv/depthwise_kernel'))
      copy(name);
    else if (/^(class|box)_net\/.*\/pointwise_kernel$/.test(name)) {
      for (let level = 0; level < 5; level++) {
        const at = `${layer}${level === 0 ? '' : `_${level}`}/separable_conv2d`;
        folded(name, `${layer}/bias`, `${layer}-bn-${finestLevel + level}`, [
          `${at}_weights`,
          `${at}_bn_offset`,
        ]);
      }
    } else if (name.endsWith('/pointwise_kernel')) {
      const at = `${layer}/separable_conv2d`;
      folded(name, `${layer}/bias`, layer.replace(/conv$/, 'bn'), [`${at}_weights`, `${at}_bn_offset`]);
    } else if (/resample_\w+\/conv2d\/kernel$/.test(name)) {
      const at = `${layer}/Conv2D`;
      folded(name, `${layer}/bias`, layer.replace(/conv2d$/, 'bn'), [`${at}_weights`, `${at}_bn_offset`]);
    } else if (name.endsWith('stem/conv2d/kernel')) {
      const norm = layer.replace(/conv2d$/, 'tpu_batch_normalization');
      folded(name, undefined, norm, [`${layer}/Conv2D_weights`, `${layer}/Conv2D_bn_offset`]);
    } else if (block !== undefined && /kernel$/.test(name)) {
      const expands = values.has(`${block}/conv2d_1/kernel`);
      const order = expands ? ['conv2d', 'depthwise_conv2d', 'conv2d_1'] : ['depthwise_conv2d', 'conv2d'];
      const position = order.indexOf(layer.slice(block.length + 1));
      const norm = `${block}/tpu_batch_normalization${position === 0 ? '' : `_${position}`}`;
      const part = layer.endsWith('depthwise_conv2d') ? 'depthwise' : 'Conv2D';
      folded(name, undefined, norm, [`${layer}/${part}_weights`, `${layer}/${part}_bn_offset`]);
    } else if (name.endsWith('/WSM')) {
      const raw = ['', '_1', '_2'].flatMap((suffix) => values.get(name + suffix)?.data[0] ?? []);
      const positive = raw.map((value) => Math.max(value, 0));
      const sum = positive.reduce((total, value) => total + value, 1e-4);
      positive.forEach((value, i) => {
        put(`${layer}/mul${i === 0 ? '' : `_${i}`}`, [], Float32Array.of(value / sum));
      });
    }
  }
  put('fpn_cells/cell_0/fnode0/resample_1_4_5/resize/size', [2], Float32Array.of(2, 2));
  return namedTensors('tfjs-graph-model', result);
}
