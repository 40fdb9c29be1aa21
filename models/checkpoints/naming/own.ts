import type { Naming } from './naming.ts';
import { asItIs } from './tensor-source.ts';

/** The project's own files: the inference graph's parameters under their own names and in their own layout. */
export const ownNaming: Naming = {
  id: 'own',
  title: 'this project',
  folded: true,
  properties: { padding: 'same', batchNormEpsilon: 1e-3, residual: 'equalChannels' },
  recognises: ({ format, byName }) => format === 'safetensors' && byName.has('stage1/conv/bias'),
  sources: () => (parameter) => asItIs(parameter.name, parameter.shape),
  ignores: () => false,
};
