/** How a library evaluates a network: the side of its input, and how a picture is cropped and resized to it. */
export interface Evaluation {
  /** Side of the square input in pixels. */
  readonly side: number;
  /** Side of the centre crop over the picture's shorter side; a detector crops nothing. */
  readonly cropFraction?: number;
  readonly interpolation: 'bilinear' | 'bicubic';
}

/** Side and crop in pixels: the picture's shorter side becomes `resize`, the middle `side` of it are kept. */
type Sizes = Readonly<Record<string, readonly [side: number, resize: number]>>;

/** torchvision 0.29, `EfficientNet_B*_Weights`, the first weights of each size. */
const torchvision: Sizes = {
  'efficientnet-b0': [224, 256],
  'efficientnet-b1': [240, 256],
  'efficientnet-b2': [288, 288],
  'efficientnet-b3': [300, 320],
  'efficientnet-b4': [380, 384],
  'efficientnet-b5': [456, 456],
  'efficientnet-b6': [528, 528],
  'efficientnet-b7': [600, 600],
};

/** timm 1.0, the `default_cfgs` of its own weights: `input_size`, and that over `crop_pct`, rounded down. */
const timmOwn: Sizes = {
  'efficientnet-b2': [256, 292],
  'efficientnet-b3': [288, 329],
  'efficientnet-b4': [320, 365],
  'efficientnet-b5': [448, 448],
  'efficientnet-lite3': [300, 331],
  'efficientnet-lite4': [380, 412],
};

/** timm 1.0, `tf_efficientnet_lite3` and `lite4`: other sides than in the authors' table, and bilinear. */
const timmLite: Sizes = { 'efficientnet-lite3': [300, 331], 'efficientnet-lite4': [380, 413] };

function sized(sizes: Sizes, network: string | null): Evaluation | undefined {
  const found = network === null ? undefined : sizes[network];
  if (found === undefined) return undefined;
  const [side, resize] = found;
  return { side, cropFraction: side / resize, interpolation: 'bicubic' };
}

/** The official classifiers' evaluation: a centre crop that leaves out 16 pixels of a picture on every side, once it is resized. */
const official = (side: number): Evaluation => ({
  side,
  cropFraction: side / (side + 32),
  interpolation: 'bicubic',
});

/** Which library's evaluation; `timm` is timm with the authors' weights. */
export type Evaluator = 'official' | 'timm' | 'timm-own' | 'torchvision' | 'lukemelas';

/** How a classifier is evaluated. `released` is the side with which the authors released a network of this size. */
export function evaluationOf(evaluator: Evaluator, network: string | null, released: number): Evaluation {
  const usual = official(released);
  switch (evaluator) {
    case 'torchvision':
      return sized(torchvision, network) ?? usual;
    case 'timm-own':
      return sized(timmOwn, network) ?? usual;
    case 'timm': {
      const lite = sized(timmLite, network);
      return lite === undefined ? usual : { ...lite, interpolation: 'bilinear' };
    }
    case 'lukemelas':
      // Its evaluation resizes the shorter side to the input and keeps the middle.
      return { ...usual, cropFraction: 1 };
    case 'official':
      return usual;
  }
}

/** How a detector is evaluated: the whole picture, padded. */
export const detectorEvaluation = (side: number): Evaluation => ({ side, interpolation: 'bilinear' });
