import type { NamingId } from '../../../models/checkpoints/naming/naming-id.ts';

/** Whose names a file's tensors have. */
export const namingTitle: Readonly<Record<NamingId, string>> = {
  own: 'this project',
  timm: 'timm',
  torchvision: 'torchvision',
  transformers: 'transformers',
  lukemelas: 'lukemelas’ EfficientNet-PyTorch',
  automl: 'the official TensorFlow code',
  effdet: 'effdet',
  zylo117: 'zylo117’s Yet-Another-EfficientDet-Pytorch',
  'model-garden': 'TensorFlow Model Garden, frozen for TF.js',
  'frozen-efficientdet': 'the official detector, frozen for TF.js',
};
