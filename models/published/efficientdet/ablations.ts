import { type Cited, cited, type Printed, printed } from '../row.ts';

/** Table 4: backbone and feature network exchanged one after the other. AP on COCO val2017, in percent. */
export interface BackboneAblationRow extends Cited {
  readonly backbone: 'ResNet-50' | 'EfficientNet-B3';
  readonly featureNetwork: 'FPN' | 'BiFPN';
  readonly ap: number;
  readonly parameters: Printed;
  readonly multiplyAdds: Printed;
}

export const backboneAblationTable4: readonly BackboneAblationRow[] = cited(
  'verified',
  [{ key: 'ED', where: 'Table 4' }],
  [
    {
      backbone: 'ResNet-50',
      featureNetwork: 'FPN',
      ap: 37.0,
      parameters: printed('34M'),
      multiplyAdds: printed('97B'),
    },
    {
      backbone: 'EfficientNet-B3',
      featureNetwork: 'FPN',
      ap: 40.3,
      parameters: printed('21M'),
      multiplyAdds: printed('75B'),
    },
    {
      backbone: 'EfficientNet-B3',
      featureNetwork: 'BiFPN',
      ap: 44.4,
      parameters: printed('12M'),
      multiplyAdds: printed('24B'),
    },
  ],
);

/** Table 5: feature networks on one backbone, all repeated and all with separable convolutions. */
export interface FeatureNetworkAblationRow extends Cited {
  readonly key: 'fpn' | 'panet' | 'nasFpn' | 'fullyConnected' | 'bifpnPlain' | 'bifpn';
  /** As printed. */
  readonly network: string;
  /** COCO AP, percent, two decimals. */
  readonly ap: number;
  /** Relative to the first row. */
  readonly parametersRatio: Printed;
  readonly multiplyAddsRatio: Printed;
  /** The row that the paper's text calls similar in accuracy (§6.2); null where it names none. */
  readonly similarTo: string | null;
}

export const featureNetworkTable5: readonly FeatureNetworkAblationRow[] = cited(
  'verified',
  [{ key: 'ED', where: 'Table 5' }],
  [
    featureNetwork('fpn', 'Repeated top-down FPN', 42.29, '1.0x', '1.0x'),
    featureNetwork('panet', 'Repeated FPN+PANet', 44.08, '1.0x', '1.0x'),
    featureNetwork('nasFpn', 'NAS-FPN', 43.16, '0.71x', '0.72x'),
    featureNetwork('fullyConnected', 'Fully-Connected FPN', 43.06, '1.24x', '1.21x'),
    featureNetwork('bifpnPlain', 'BiFPN (w/o weighted)', 43.94, '0.88x', '0.67x', 'Repeated FPN+PANet'),
    featureNetwork('bifpn', 'BiFPN (w/ weighted)', 44.39, '0.88x', '0.68x'),
  ],
);

/** Table 6: two ways to normalise fusion weights, on three networks that the paper does not name. */
export interface FusionAblationRow extends Cited {
  readonly model: string;
  /** COCO AP, percent, two decimals. */
  readonly softmaxAp: number;
  readonly fastNormalizedAp: number;
  readonly difference: number;
  /** How much faster the fast form runs on a GPU. */
  readonly speedup: Printed;
}

export const fusionTable6: readonly FusionAblationRow[] = cited(
  'verified',
  [{ key: 'ED', where: 'Table 6' }],
  [
    {
      model: 'Model1',
      softmaxAp: 33.96,
      fastNormalizedAp: 33.85,
      difference: -0.11,
      speedup: printed('1.28x'),
    },
    {
      model: 'Model2',
      softmaxAp: 43.78,
      fastNormalizedAp: 43.77,
      difference: -0.01,
      speedup: printed('1.26x'),
    },
    {
      model: 'Model3',
      softmaxAp: 48.79,
      fastNormalizedAp: 48.74,
      difference: -0.05,
      speedup: printed('1.31x'),
    },
  ],
);

/** Figure 7: AP on val2017 after training for so many epochs. */
export interface EpochsRow extends Cited {
  readonly model: 'EfficientDet-D1' | 'RetinaNet-R50';
  readonly epochs: number;
  readonly ap: number;
}

export const epochsFigure7: readonly EpochsRow[] = cited(
  'verified',
  [{ key: 'ED', where: 'Figure 7' }],
  [
    { model: 'EfficientDet-D1', epochs: 30, ap: 34.6 },
    { model: 'EfficientDet-D1', epochs: 90, ap: 38.2 },
    { model: 'EfficientDet-D1', epochs: 300, ap: 40.2 },
    { model: 'EfficientDet-D1', epochs: 600, ap: 40.5 },
    { model: 'RetinaNet-R50', epochs: 30, ap: 35.5 },
    { model: 'RetinaNet-R50', epochs: 90, ap: 37.9 },
    { model: 'RetinaNet-R50', epochs: 300, ap: 39.2 },
    { model: 'RetinaNet-R50', epochs: 600, ap: 39.5 },
  ],
);

/** Figure 8: AP of D1 by how strongly the training pictures' scale was jittered. */
export interface JitterRow extends Cited {
  readonly epochs: number;
  /** Smallest and largest scale; null for no jitter. */
  readonly jitter: readonly [number, number] | null;
  readonly ap: number;
}

export const jitterFigure8: readonly JitterRow[] = cited(
  'verified',
  [{ key: 'ED', where: 'Figure 8' }],
  [
    { epochs: 300, jitter: null, ap: 36.8 },
    { epochs: 300, jitter: [0.8, 1.2], ap: 38.1 },
    { epochs: 300, jitter: [0.5, 1.5], ap: 39.1 },
    { epochs: 300, jitter: [0.1, 2.0], ap: 40.2 },
    { epochs: 30, jitter: null, ap: 32.2 },
    { epochs: 30, jitter: [0.8, 1.2], ap: 34.7 },
    { epochs: 30, jitter: [0.5, 1.5], ap: 35.3 },
    { epochs: 30, jitter: [0.1, 2.0], ap: 34.6 },
  ],
);

function featureNetwork(
  key: FeatureNetworkAblationRow['key'],
  network: string,
  ap: number,
  parametersRatio: string,
  multiplyAddsRatio: string,
  similarTo: string | null = null,
) {
  return {
    key,
    similarTo,
    network,
    ap,
    parametersRatio: printed(parametersRatio),
    multiplyAddsRatio: printed(multiplyAddsRatio),
  };
}
