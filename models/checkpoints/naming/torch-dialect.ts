import type { Parameter } from '../../graph/op.ts';
import { asItIs, type TensorSource, torchKernel } from './tensor-source.ts';

const leaves: Readonly<Record<string, string>> = {
  kernel: 'weight',
  bias: 'bias',
  gamma: 'weight',
  beta: 'bias',
  mean: 'running_mean',
  variance: 'running_var',
};

/** The tensor of a PyTorch module that a parameter is made from. */
export function torchSource(
  module: string | undefined,
  parameter: Parameter,
  depthwise: boolean,
): TensorSource | undefined {
  const leaf = leaves[parameter.role];
  if (module === undefined || leaf === undefined) return undefined;
  const name = `${module}.${leaf}`;
  return parameter.role === 'kernel'
    ? torchKernel(name, parameter.shape, depthwise)
    : asItIs(name, parameter.shape);
}

/** PyTorch's batch norms count the steps of their training; nothing reads the count. */
export const torchIgnores = (name: string) => name.endsWith('.num_batches_tracked');
