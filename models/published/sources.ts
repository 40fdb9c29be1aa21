/**
 * What the source keys of the published tables stand for. A row of a table names its source by one of these keys and
 * a place in it (`{ key: 'EN', where: 'Table 2' }`). The full bibliography, with authors and BibTeX, is
 * `references.ts`; this file says which text or file, in which version, a number was read from.
 */

export type SourceKey =
  | 'EN'
  | 'EN-old'
  | 'ED'
  | 'ED-cvpr'
  | 'V2'
  | 'AM'
  | 'TPU'
  | 'KA'
  | 'EDP'
  | 'TIMM'
  | 'TV'
  | 'ISS'
  | 'MB2'
  | 'SH2'
  | 'SH2R'
  | 'MB3'
  | 'MN'
  | 'TVW'
  | 'TN'
  | 'TNA'
  | 'LH'
  | 'BS'
  | 'DF'
  | 'RS'
  | 'RSR'
  | 'NF'
  | 'FIX'
  | 'Y4'
  | 'YX'
  | 'DETR'
  | 'LHR'
  | 'CVP'
  | 'BSR'
  | 'DFR'
  | 'RTS';

/** A paper, in the version that was read. */
export interface PaperSource {
  readonly kind: 'paper';
  readonly title: string;
  /** arXiv identifier without version. */
  readonly arxiv: string;
  /** The version that was read, as a person would name it. */
  readonly version: string;
}

/** A public repository or package, at the state that was read. */
export interface CodeSource {
  readonly kind: 'code';
  readonly title: string;
  /** owner/name on GitHub. */
  readonly repository: string;
  /** Commit, or package version, that was read. */
  readonly version: string;
}

/** A discussion: its numbers are somebody's, not the authors'. */
export interface DiscussionSource {
  readonly kind: 'discussion';
  readonly title: string;
  readonly repository: string;
  readonly thread: number;
}

export type Source = PaperSource | CodeSource | DiscussionSource;

const efficientNetTitle = 'EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks';
const efficientDetTitle = 'EfficientDet: Scalable and Efficient Object Detection';

/** Every source that a row of `models/published` may name. */
export const sources: Readonly<Record<SourceKey, Source>> = {
  EN: { kind: 'paper', title: efficientNetTitle, arxiv: '1905.11946', version: 'v5, 11 September 2020' },
  'EN-old': {
    kind: 'paper',
    title: efficientNetTitle,
    arxiv: '1905.11946',
    version: 'an earlier version (B7 at 84.4% top-1)',
  },
  ED: { kind: 'paper', title: efficientDetTitle, arxiv: '1911.09070', version: 'v7, 27 July 2020' },
  'ED-cvpr': {
    kind: 'paper',
    title: efficientDetTitle,
    arxiv: '1911.09070',
    version: 'CVPR 2020 camera-ready',
  },
  V2: {
    kind: 'paper',
    title: 'EfficientNetV2: Smaller Models and Faster Training',
    arxiv: '2104.00298',
    version: 'a bilingual full text, in which the tables are pictures',
  },
  AM: {
    kind: 'code',
    title: 'AutoML: EfficientDet and EfficientNet by their authors',
    repository: 'google/automl',
    version: '6a54c8741e7c3265d4547c4f35f47a0391122dc5',
  },
  TPU: {
    kind: 'code',
    title: 'TPU models: the first EfficientNet code (models/official/efficientnet)',
    repository: 'tensorflow/tpu',
    version: '7dc921f846c9e4071f3884b768a7ddf521272a49',
  },
  KA: {
    kind: 'code',
    title: 'Keras Applications',
    repository: 'keras-team/keras-applications',
    version: '06fbeb0f16e1304f239b2296578d1c50b15a983a',
  },
  EDP: {
    kind: 'code',
    title: 'EfficientDet for PyTorch (effdet)',
    repository: 'rwightman/efficientdet-pytorch',
    version: 'c6dff775a36cea0bf9b76c58e59f936411c5ce01',
  },
  TIMM: {
    kind: 'code',
    title: 'PyTorch Image Models (timm)',
    repository: 'rwightman/pytorch-image-models',
    version: '899aa9420c60223cdd30ad345badec40c9021b0f',
  },
  TV: { kind: 'code', title: 'torchvision', repository: 'pytorch/vision', version: '0.28.0' },
  ISS: {
    kind: 'discussion',
    title: 'A user’s fit of φ to the released coefficients, not confirmed by the authors',
    repository: 'tensorflow/tpu',
    thread: 390,
  },
  SH2: {
    kind: 'paper',
    title: 'ShuffleNet V2: Practical Guidelines for Efficient CNN Architecture Design',
    arxiv: '1807.11164',
    version: 'ECCV 2018, as copied in Mycenae/PaperWeekly at b7712dfb',
  },
  SH2R: {
    kind: 'code',
    title: 'ShuffleNet Series, by the authors of ShuffleNetV2',
    repository: 'megvii-model/ShuffleNet-Series',
    version: '0127af00889731893bf621628b86dc501513237b',
  },
  MB3: {
    kind: 'paper',
    title: 'Searching for MobileNetV3',
    arxiv: '1905.02244',
    version: 'as copied in Mycenae/PaperWeekly at b7712dfb',
  },
  MN: {
    kind: 'paper',
    title: 'MnasNet: Platform-Aware Neural Architecture Search for Mobile',
    arxiv: '1807.11626',
    version: 'as copied in Mycenae/PaperWeekly at b7712dfb',
  },
  TVW: {
    kind: 'code',
    title: 'torchvision: what its weights say of themselves (IMAGENET1K_V1)',
    repository: 'pytorch/vision',
    version: '0.29.2',
  },
  TN: {
    kind: 'code',
    title: 'ThunderNet, released by its first author',
    repository: 'qinzheng93/ThunderNet',
    version: '6b313419e48d0244cd89f0d71cfcf2ad5409bb01',
  },
  TNA: {
    kind: 'paper',
    title: 'ThunderNet: Towards Real-time Generic Object Detection',
    arxiv: '1903.11752',
    version: 'the abstract, ICCV 2019',
  },
  LH: {
    kind: 'paper',
    title: 'Light-Head R-CNN: In Defense of Two-Stage Object Detector',
    arxiv: '1711.07264',
    version: 'a full translation',
  },
  BS: {
    kind: 'paper',
    title: 'BiSeNet: Bilateral Segmentation Network for Real-time Semantic Segmentation',
    arxiv: '1808.00897',
    version: 'the abstract, ECCV 2018',
  },
  DF: {
    kind: 'paper',
    title: 'DFANet: Deep Feature Aggregation for Real-Time Semantic Segmentation',
    arxiv: '1904.02216',
    version: 'the abstract, CVPR 2019',
  },
  RS: {
    kind: 'paper',
    title: 'Revisiting ResNets: Improved Training and Scaling Strategies',
    arxiv: '2103.07579',
    version: 'the abstract, NeurIPS 2021',
  },
  RSR: {
    kind: 'code',
    title: 'ResNet-RS, released by its authors (models/official/resnet/resnet_rs)',
    repository: 'tensorflow/tpu',
    version: '9e57561bd3deac295e71bac5a1b7d5228822facc',
  },
  NF: {
    kind: 'paper',
    title: 'High-Performance Large-Scale Image Recognition Without Normalization',
    arxiv: '2102.06171',
    version: 'the abstract',
  },
  FIX: {
    kind: 'paper',
    title: 'Fixing the Train-Test Resolution Discrepancy',
    arxiv: '1906.06423',
    version: 'the abstract, NeurIPS 2019',
  },
  Y4: {
    kind: 'paper',
    title: 'YOLOv4: Optimal Speed and Accuracy of Object Detection',
    arxiv: '2004.10934',
    version: 'the abstract',
  },
  YX: {
    kind: 'code',
    title: 'YOLOX, by its authors',
    repository: 'Megvii-BaseDetection/YOLOX',
    version: '01668879371d3843ce29a96d1ed057e65cd2bcb7',
  },
  DETR: {
    kind: 'code',
    title: 'DETR, by its authors',
    repository: 'facebookresearch/detr',
    version: '007893f393815ebe947b846d5495b772d13c2060',
  },
  LHR: {
    kind: 'code',
    title: 'Light-Head R-CNN by its authors',
    repository: 'zengarden/light_head_rcnn',
    version: '05fba4796aa294a255277d43515ff13524776894',
  },
  CVP: {
    kind: 'code',
    title: 'cvpods, by the company of ThunderNet’s authors (SNet)',
    repository: 'Megvii-BaseDetection/cvpods',
    version: 'f67d32b',
  },
  BSR: {
    kind: 'code',
    title: 'TorchSeg, by the first author of BiSeNet',
    repository: 'ycszen/TorchSeg',
    version: '62eeb15',
  },
  DFR: {
    kind: 'code',
    title: 'DFANet as somebody else read the paper',
    repository: 'huaifeng1993/DFANet',
    version: '2fc5c41354e306b4c8eb64ae19deed0c35879fdb',
  },
  RTS: {
    kind: 'code',
    title: 'Networks for segmentation in real time, with a table of published numbers',
    repository: 'zh320/realtime-semantic-segmentation-pytorch',
    version: 'c77b1b6',
  },
  MB2: {
    kind: 'paper',
    title: 'MobileNetV2: Inverted Residuals and Linear Bottlenecks',
    arxiv: '1801.04381',
    version: 'CVPR 2018, as copied in Mycenae/PaperWeekly at b7712dfb',
  },
};
