import {
  fixResClaims,
  nfNetsClaim,
  resNetRsClaim,
  resNetRsReleased,
} from '../../../models/published/after/classifiers.ts';
import { detrReleased, yoloV4, yoloxReleased } from '../../../models/published/after/detectors.ts';
import { cocoTable2, detectorCpuFigure4 } from '../../../models/published/efficientdet/coco.ts';
import { times } from '../../../src/words/en/quantity.ts';
import { type Claim, claim, classifier, detector, fixed, printedClaim } from './claim.ts';

const grown = (name: string, key: 'multiplyAdds' | 'titanV' | 'v100') => {
  const value = (of: string) => cocoTable2.find((row) => row.detector === of)?.[key]?.value ?? Number.NaN;
  return times(value(name) / value('D0')).replace('×', '');
};

/** What papers after these two print. */
export const later: readonly Claim[] = [
  claim(
    classifier('ResNet-RS'),
    'speed beside EfficientNets',
    'times',
    String(resNetRsClaim.fasterFrom),
    /faster/,
  ),
  claim(
    classifier('ResNet-RS'),
    'speed beside EfficientNets',
    'times',
    String(resNetRsClaim.fasterTo),
    /faster/,
  ),
  ...resNetRsReleased.map((row) => claim(classifier(row.model), 'top-1', 'percent', fixed(row.top1, 1))),
  claim(classifier('NFNets'), 'speed of training', 'times', String(nfNetsClaim.trainsFaster), /faster/),
  claim(classifier('NFNets'), 'best top-1', 'percent', fixed(nfNetsClaim.top1, 1)),
  ...fixResClaims.map(({ trainSize, top1 }) =>
    claim(
      classifier('ResNet-50'),
      `top-1 trained at ${trainSize} pixels`,
      'percent',
      fixed(top1, 1),
      /trained at/,
    ),
  ),
  claim(detector('YOLOv4'), 'AP', 'percent', fixed(yoloV4.ap, 1)),
  ...[...yoloxReleased, ...detrReleased].map((row) =>
    claim(detector(row.model), 'AP', 'percent', fixed(row.ap, 1)),
  ),
  ...(['multiplyAdds', 'titanV', 'v100'] as const).map((key) =>
    claim(detector('D7x'), `${key} beside D0`, 'times', grown('D7x', key), /grow/),
  ),
  ...detectorCpuFigure4.flatMap((row) =>
    printedClaim(detector(row.detector), 'speed on a CPU beside its peer', row.speedup, /faster/),
  ),
];
