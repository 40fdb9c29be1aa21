/** Whose names a file's tensors have. */
export type NamingId =
  | 'own'
  | 'timm'
  | 'torchvision'
  | 'transformers'
  | 'lukemelas'
  | 'automl'
  | 'effdet'
  | 'zylo117'
  | 'model-garden'
  | 'frozen-efficientdet';
