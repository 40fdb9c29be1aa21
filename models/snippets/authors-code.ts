/** Where a network's authors have their code, and why no line of it stands among the snippets. */
export interface AuthorsCode {
  /** On GitHub; null where they published none, or elsewhere. */
  readonly repository: string | null;
  /** What it asks for: a repository's own TensorFlow or PyTorch files, model files of Caffe, Torch in Lua; `none` where there is no code. */
  readonly in: 'tensorflow' | 'pytorch' | 'caffe' | 'lua' | 'none';
}

const automl: AuthorsCode = { repository: 'google/automl', in: 'tensorflow' };
const slim: AuthorsCode = { repository: 'tensorflow/models', in: 'tensorflow' };
const thunder: AuthorsCode = { repository: 'qinzheng93/ThunderNet', in: 'pytorch' };
const none: AuthorsCode = { repository: null, in: 'none' };

const byFamily: Readonly<Record<string, AuthorsCode>> = {
  efficientnet: automl,
  'efficientnet-v2': automl,
  efficientdet: automl,
  'mobilenet-v1': slim,
  'mobilenet-v2': slim,
  'mobilenet-v3': slim,
  mnasnet: { repository: 'tensorflow/tpu', in: 'tensorflow' },
  resnet: { repository: 'KaimingHe/deep-residual-networks', in: 'caffe' },
  vgg: { repository: null, in: 'caffe' },
  'shufflenet-v2': { repository: 'megvii-model/ShuffleNet-Series', in: 'pytorch' },
  snet: thunder,
  thundernet: thunder,
  'light-head-rcnn': { repository: 'zengarden/light_head_rcnn', in: 'tensorflow' },
  bisenet: { repository: 'ycszen/TorchSeg', in: 'pytorch' },
  dfanet: none,
};

/** Of members whose authors have their code elsewhere, or published none. */
const byNetwork: Readonly<Record<string, AuthorsCode>> = {
  'wide-resnet-50-2': { repository: 'szagoruyko/wide-residual-networks', in: 'lua' },
  'resnet-18': none,
  'resnet-34': none,
  'vgg-11': none,
  'vgg-13': none,
};

/** The code of a network's authors; undefined where nobody looked for it. */
export function authorsCode(family: string, network: string): AuthorsCode | undefined {
  return byNetwork[network] ?? byFamily[family];
}
