import { described } from '../../../models/facts/detectors.ts';
import { epochsFigure7, jitterFigure8 } from '../../../models/published/efficientdet/ablations.ts';
import {
  detAdvProp,
  detectorCheckpoints,
  detectorSpeeds,
  detectorsAt640,
} from '../../../models/published/efficientdet/checkpoints.ts';
import { cocoTable2, detectorCpuFigure4 } from '../../../models/published/efficientdet/coco.ts';
import { cocoTable2Cvpr } from '../../../models/published/efficientdet/coco-cvpr.ts';
import { releasedDetectors } from '../../../models/published/efficientdet/config.ts';
import { efficientDetLite } from '../../../models/published/efficientdet/lite.ts';
import { type Claim, claim, cost, counted, detector, fixed, parameters, printedClaim } from './claim.ts';

const size = (word: string) => new RegExp(word, 'i');
/** What the tables on COCO print of detectors, and what their graphs count. */
export const coco: Claim[] = [
  ...[...cocoTable2, ...cocoTable2Cvpr].flatMap((row) => {
    const of = detector(row.model);
    const old = 'titanV' in row && typeof row.titanV === 'number' ? /CVPR|older|earlier|2020/i : undefined;
    const value = (measure: string, ap: number | null, words?: RegExp) =>
      ap === null
        ? []
        : (['decimal', 'percent'] as const).map((unit) => claim(of, measure, unit, fixed(ap, 1), words));
    return [
      ...value(old ? 'AP (CVPR)' : 'AP', row.ap, old),
      ...value('AP50', row.ap50, /AP ?50/),
      ...value('AP75', row.ap75, /AP ?75/),
      ...value('AP on val2017', row.apValidation, old ?? /val(idation|2017)?\b/i),
      ...printedClaim(of, 'parameters, printed', row.parameters, parameters),
      ...printedClaim(of, 'multiply-adds, printed', row.multiplyAdds, cost),
    ];
  }),
  ...cocoTable2.flatMap((row) =>
    row.multiplyAddsRatio?.value === 1
      ? []
      : printedClaim(
          detector(row.model),
          'multiply-adds, ratio',
          row.multiplyAddsRatio,
          /fewer|× the (?:multiply-adds|parameters) of|ratio/i,
        ),
  ),
  ...cocoTable2.flatMap((row) =>
    row.parametersRatio?.value === 1
      ? []
      : printedClaim(detector(row.model), 'parameters, ratio', row.parametersRatio, /parameter/i),
  ),
  ...detectorCheckpoints.flatMap((row) =>
    (
      [
        ['ap', 'AP', undefined],
        ['apSmall', 'AP, small', size('small')],
        ['apMedium', 'AP, medium', size('medium')],
        ['apLarge', 'AP, large', size('large')],
        ['apValidation', 'AP on val2017', /val(idation|2017)?\b/i],
      ] as const
    ).map(([key, measure, words]) =>
      claim(detector(row.model), measure, 'decimal', fixed(row[key], 1), words),
    ),
  ),
  ...detectorsAt640.map(({ model, ap }) =>
    claim(detector(model), 'AP at 640 pixels', 'decimal', fixed(ap, 1), /640/),
  ),
  ...detAdvProp.map(({ model, ap }) =>
    claim(detector(model), 'AP with Det-AdvProp', 'decimal', fixed(ap, 1), /AdvProp/),
  ),
  ...detectorSpeeds.map(({ model, milliseconds }) =>
    claim(detector(model), 'latency', 'milliseconds', String(milliseconds)),
  ),
  ...detectorCpuFigure4.map((row) =>
    claim(detector(row.detector), 'latency on a CPU', 'seconds', String(row.seconds)),
  ),
  ...epochsFigure7.map(({ model, epochs, ap }) =>
    claim(detector(model), `AP after ${epochs} epochs`, 'decimal', fixed(ap, 1), /epoch|training/i),
  ),
  ...jitterFigure8.map(({ ap }) => claim(detector('D1'), 'AP by jitter', 'decimal', fixed(ap, 1), /jitter/i)),
  ...efficientDetLite.map(({ model, ap }) => claim(detector(model), 'AP', 'decimal', String(ap))),
  ...releasedDetectors.flatMap(({ model }) => {
    const { parameters: count, multiplyAdds, anchors } = described(model);
    return [
      ...counted(detector(model), 'parameters, counted', count, parameters),
      ...counted(detector(model), 'multiply-adds, counted', multiplyAdds, cost),
      claim(detector(model), 'anchors', 'whole', String(anchors)),
    ];
  }),
];
