import {
  backboneAblationTable4,
  featureNetworkTable5,
  fusionTable6,
} from '../../../models/published/efficientdet/ablations.ts';
import { segmentationTable3 } from '../../../models/published/efficientdet/pascal.ts';
import { type Claim, claim, fixed, parameters, printedClaim, type Subject, subject } from './claim.ts';

/** Subjects of the ablations, under the names that the chapters give them. */
const ablationNames: Readonly<Record<string, string>> = {
  'ResNet-50 FPN': 'ResNet-?50 (?:with|\\+) FPN',
  'EfficientNet-B3 FPN': 'EfficientNet-B3 in its place|conventional FPN|EfficientNet-B3 \\+ FPN',
  'EfficientNet-B3 BiFPN': 'BiFPN in place of the FPN|by BiFPN|EfficientNet-B3 \\+ BiFPN',
  'Repeated top-down FPN': 'Repeated top-down FPN|top-down network|Top-down alone|FPN, three times|FPN',
  'Repeated FPN+PANet': 'Repeated FPN\\+PANet|repeated PANet|with the way back|PANet, three times|PANet',
  'NAS-FPN': 'NAS-FPN|searched network',
  'Fully-Connected FPN': 'Fully[- ]connected(?: FPN| network)?|everything connected with everything',
  'BiFPN (w/o weighted)': 'BiFPN with plain sums|BiFPN, plain sum|plain sum',
  'BiFPN (w/ weighted)': 'learned weights|weighted(?= \\d)|BiFPN, fast normalized fusion|BiFPN',
};
const network = (name: string): Subject => subject('feature network', name, ablationNames[name]);
/** What EfficientDet's ablations print. */
export const ablations: Claim[] = [
  ...backboneAblationTable4.flatMap(({ backbone, featureNetwork, ap, parameters: p, multiplyAdds: m }) => {
    const of = network(`${backbone.replace('ResNet50', 'ResNet-50')} ${featureNetwork}`);
    return [
      claim(of, 'AP (Table 4)', 'decimal', fixed(ap, 1)),
      ...printedClaim(of, 'parameters (Table 4)', p, parameters),
      ...printedClaim(of, 'multiply-adds (Table 4)', m),
    ];
  }),
  ...featureNetworkTable5.flatMap((row) => [
    claim(network(row.network), 'AP (Table 5)', 'decimal', fixed(row.ap, 2)),
    ...printedClaim(network(row.network), 'parameters, ratio (Table 5)', row.parametersRatio),
    ...printedClaim(network(row.network), 'multiply-adds, ratio (Table 5)', row.multiplyAddsRatio),
  ]),
  ...fusionTable6.flatMap((row) => [
    claim(subject('fusion model', row.model), 'AP, softmax', 'decimal', fixed(row.softmaxAp, 2)),
    claim(subject('fusion model', row.model), 'AP, fast', 'decimal', fixed(row.fastNormalizedAp, 2)),
  ]),
  ...segmentationTable3.flatMap(({ model, meanIou, multiplyAdds }) => {
    const pattern = model.includes('ResNet') ? 'ResNet-101' : model.includes('Xception') ? 'Xception' : 'D4';
    const of = subject('segmenter', model, pattern);
    return [
      claim(of, 'mean IoU', 'percent', fixed(meanIou, 2)),
      ...printedClaim(of, 'multiply-adds', multiplyAdds),
    ];
  }),
];
