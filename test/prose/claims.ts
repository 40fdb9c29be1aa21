import { described } from '../../models/facts/detectors.ts';
import { releasedCost } from '../../models/facts/scaling.ts';
import type { ReleasedName } from '../../models/families/efficientnet/sizes.ts';
import {
  backboneAblationTable4,
  epochsFigure7,
  featureNetworkTable5,
  fusionTable6,
  jitterFigure8,
} from '../../models/published/efficientdet/ablations.ts';
import {
  detAdvProp,
  detectorCheckpoints,
  detectorSpeeds,
  detectorsAt640,
} from '../../models/published/efficientdet/checkpoints.ts';
import { cocoTable2, detectorCpuFigure4 } from '../../models/published/efficientdet/coco.ts';
import { cocoTable2Cvpr } from '../../models/published/efficientdet/coco-cvpr.ts';
import { releasedDetectors } from '../../models/published/efficientdet/config.ts';
import { efficientDetLite } from '../../models/published/efficientdet/lite.ts';
import { segmentationTable3 } from '../../models/published/efficientdet/pascal.ts';
import {
  checkpointAccuracies,
  torchvisionAccuracies,
} from '../../models/published/efficientnet/checkpoints.ts';
import {
  imageNetTable2,
  imageNetTable2Earlier,
  imageNetTable8,
} from '../../models/published/efficientnet/imagenet.ts';
import { cpuLatencyTable4 } from '../../models/published/efficientnet/latency.ts';
import { efficientNetLite } from '../../models/published/efficientnet/lite.ts';
import { scaledB0Table7, scaledPeersTable3 } from '../../models/published/efficientnet/scaling.ts';
import { transferTable5 } from '../../models/published/efficientnet/transfer.ts';
import type { Printed } from '../../models/published/row.ts';
import { necks } from '../../src/figures/own-detectors/logic.ts';
import { shippedMeasurements } from '../../src/figures/own-detectors/shipped-measurements.ts';
import type { Unit } from './quantities.ts';

/** Subjects that are told apart by name: a sentence that names one of a group speaks of it and not of its rivals. */
export type Group =
  | 'classifier'
  | 'detector'
  | 'feature network'
  | 'fusion model'
  | 'segmenter'
  | 'own detector';

/** A number that a table prints, a graph counts or a card holds, and of what. */
export interface Claim {
  readonly group: Group;
  readonly subject: string;
  /** What it is of the subject, for whoever reads a complaint. */
  readonly measure: string;
  /** How it may be written: the unit, and the digits behind each other as they stand. */
  readonly unit: Unit;
  readonly digits: string;
  /** Words of which one must stand in the sentence or around it, where the subject has several such numbers. */
  readonly words?: RegExp;
  /** Without these words the number is about something else: shares and scores have as many digits. */
  readonly loose?: true;
}

interface Subject {
  readonly group: Group;
  readonly subject: string;
}

const called: (Subject & { readonly name: RegExp })[] = [];
/** How each subject is called in running text. */
export const names: readonly (Subject & { readonly name: RegExp })[] = called;
const known = new Set<string>();

function subject(group: Group, name: string, pattern?: string): Subject {
  const key = `${group} ${name}`;
  if (!known.has(key)) {
    known.add(key);
    const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    called.push({
      group,
      subject: name,
      name: new RegExp(`(?<![\\w-])(?:${pattern ?? escaped})(?![\\w])`, 'giu'),
    });
  }
  return { group, subject: name };
}

const classifier = (name: string): Subject => {
  const short = /^(?:EfficientNet-)?([BL]\d|Lite\d)$/.exec(name)?.[1];
  return short
    ? subject('classifier', short, `(?:EfficientNet-)?${short}`)
    : subject(
        'classifier',
        name,
        name
          .replace('Inception-resnet-v2', 'Inception-res(?:n|N)et-v2')
          .replace('MobileNetV', 'MobileNet ?V'),
      );
};
const detector = (name: string): Subject => {
  const short = /^(?:EfficientDet-)?(D\dx?|Lite\dx?)$/.exec(name)?.[1];
  if (short) return subject('detector', short, `(?:EfficientDet-)?${short}`);
  return subject(
    'detector',
    name,
    name === 'RetinaNet-R50' ? 'RetinaNet(?:-R50)?' : name.replace(/[+()]/g, '\\$&'),
  );
};

const fixed = (value: number, decimals: number) => value.toFixed(decimals);

function claim(of: Subject, measure: string, unit: Unit, digits: string, words?: RegExp): Claim {
  return { ...of, measure, unit, digits, ...(words && { words }) };
}

/** `0.39B`, `5.3M`, `8.4x` as printed. */
function printedClaim(
  of: Subject,
  measure: string,
  value: Printed | null | undefined,
  words?: RegExp,
): Claim[] {
  const match = /^([\d.]+)([MBx]|ms)?\*?$/.exec(value?.printed ?? '');
  const unit = { M: 'million', B: 'billion', x: 'times', ms: 'milliseconds' }[match?.[2] ?? ''] as
    | Unit
    | undefined;
  return match?.[1] && unit ? [claim(of, measure, unit, match[1], words)] : [];
}

/** A count, exact or rounded to three to five digits in millions or billions. */
function counted(of: Subject, measure: string, value: number, words?: RegExp): Claim[] {
  const scales = [
    [1e6, 'million'],
    [1e9, 'billion'],
  ] as const;
  const rounded = scales.flatMap(([scale, unit]) => {
    const short = value / scale;
    if (short < 0.05 || short >= 5000) return [];
    const digits = [3, 4, 5].flatMap((count) => [
      short.toPrecision(count),
      `${Number(short.toPrecision(count))}`,
    ]);
    return [...new Set(digits)].map((each) => claim(of, measure, unit, each, words));
  });
  return [claim(of, measure, 'whole', `${value}`, words), ...rounded];
}

const parameters = /parameter|weights|learned/i;
const cost =
  /multiply-add|FLOP|cost|count|print|arithmetic|operations|came out|spends|takes|million for|second look/i;

const imageNet: Claim[] = [
  ...imageNetTable2.flatMap((row) => {
    const of = classifier(row.model);
    return [
      claim(of, 'top-1 (Table 2)', 'percent', fixed(row.top1, 1)),
      claim(of, 'top-1 (Table 2)', 'decimal', fixed(row.top1, 1), /accuracy|76\.3|top-1/i),
      claim(of, 'top-5 (Table 2)', 'percent', fixed(row.top5, 1), /top-5/i),
      ...printedClaim(of, 'parameters, printed', row.parameters, parameters),
      ...printedClaim(of, 'multiply-adds, printed', row.multiplyAdds, cost),
      ...(row.multiplyAddsRatio?.value === 1
        ? []
        : printedClaim(
            of,
            'multiply-adds, ratio',
            row.multiplyAddsRatio,
            /fewer|× the (?:multiply-adds|parameters) of|ratio/i,
          )),
      ...(row.parametersRatio.value === 1
        ? []
        : printedClaim(of, 'parameters, ratio', row.parametersRatio, /parameter/i)),
    ];
  }),
  ...imageNetTable2Earlier.map(({ model, top1 }) =>
    claim(
      classifier(model),
      'top-1 (earlier version)',
      'percent',
      fixed(top1, 1),
      /earlier|older|left over|76\.3/i,
    ),
  ),
  ...imageNetTable2Earlier.map(({ model, top1 }) =>
    claim(
      classifier(model),
      'top-1 (earlier version)',
      'decimal',
      fixed(top1, 1),
      /accuracy is right|76\.3|earlier/i,
    ),
  ),
  ...imageNetTable8.map(({ model, validationTop1 }) =>
    claim(classifier(model), 'top-1 (Table 8)', 'percent', fixed(validationTop1, 2), /Table 8|validation/i),
  ),
  ...checkpointAccuracies.flatMap(({ recipe, top1 }) => {
    const word = recipe.startsWith('baseline')
      ? /baseline|plain/i
      : new RegExp(recipe.split(' ')[0]!.replace('NoisyStudent', 'Noisy ?Student'), 'i');
    return Object.entries(top1).map(([model, value]) =>
      claim(classifier(model.slice(0, 2)), `top-1 (${recipe})`, 'percent', fixed(value, 1), word),
    );
  }),
  ...torchvisionAccuracies.map(({ model, top1 }) =>
    claim(
      classifier(model),
      'top-1 (torchvision)',
      'percent',
      String(top1),
      /torchvision|these weights|measured|published/i,
    ),
  ),
  ...cpuLatencyTable4.flatMap(({ model, seconds, top1, speedup }) => [
    claim(
      classifier(model),
      'latency (Table 4)',
      'seconds',
      seconds < 1 ? String(seconds) : fixed(seconds, 1),
    ),
    claim(classifier(model), 'latency (Table 4)', 'seconds', String(seconds)),
    claim(classifier(model), 'latency (Table 4)', 'milliseconds', String(seconds * 1000)),
    claim(classifier(model), 'top-1 (Table 4)', 'percent', fixed(top1, 1), /Table 4|earlier version/i),
    ...printedClaim(classifier(model), 'speed-up (Table 4)', speedup, /fast|s and/i),
  ]),
  ...[...scaledPeersTable3, ...scaledB0Table7].flatMap((row) => {
    const of = classifier(row.network.replace('EfficientNet-', ''));
    const how =
      row.scaling === 'baseline'
        ? /as it was|baseline|Table 7/i
        : row.scaling === 'compound'
          ? /all three|compound|dearest|1\.4/i
          : new RegExp(`${row.scaling}|\\b${row.scaling[0]} =`, 'i');
    return [
      ...(['percent', 'decimal'] as const).map((unit) =>
        claim(of, `top-1, ${row.scaling}`, unit, fixed(row.top1, 1), how),
      ),
      claim(of, `top-1, ${row.scaling}`, 'percent', String(row.top1), how),
      ...printedClaim(of, `multiply-adds, ${row.scaling}`, row.multiplyAdds, how),
    ];
  }),
  ...transferTable5.flatMap(({ dataset, publicBest, bestReported }) =>
    [publicBest, bestReported].flatMap((row) => [
      claim(
        classifier(row.peer),
        `accuracy on ${dataset}`,
        'percent',
        fixed(row.peerAccuracy, 1),
        new RegExp(dataset, 'i'),
      ),
      claim(
        classifier(row.efficientNet),
        `accuracy on ${dataset}`,
        'percent',
        fixed(row.accuracy, 1),
        new RegExp(dataset, 'i'),
      ),
    ]),
  ),
  ...efficientNetLite.map(({ model, top1 }) =>
    claim(classifier(model), 'top-1', 'percent', fixed(top1, 1), /Lite/),
  ),
  ...(['B0', 'B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7'] as const satisfies readonly ReleasedName[]).flatMap(
    (name) => [
      ...counted(classifier(name), 'parameters, counted', releasedCost(name).parameters, parameters),
      ...counted(classifier(name), 'multiply-adds, counted', releasedCost(name).multiplyAdds, cost),
    ],
  ),
];

const size = (word: string) => new RegExp(word, 'i');
const coco: Claim[] = [
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
const ablations: Claim[] = [
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

const ownName = (word: string): string =>
  word === 'D0, φ = 0'
    ? 'D0, φ = 0|D0|EfficientDet-D0(?: on stickers)?'
    : word === 'φ = −2'
      ? 'φ = −2(?!, trained| with)'
      : word
          .replace('φ = −2, trained briefly', 'φ = −2, trained briefly')
          .replace(/^channels/, '(?:channels|φ = −2 with width)')
          .replace(/^resolution/, '(?:φ = −2 with )?resolution');
const precision = /\bAP|precision|interval|line of all knobs|told from/;
const own: Claim[] = [
  ...shippedMeasurements.flatMap((row) => {
    const of = subject('own detector', row.word, ownName(row.word));
    const values = [row.ap, ...row.interval, row.ap50, row.small, row.medium, row.large, row.unseen];
    return values.flatMap((value) =>
      value === null
        ? []
        : [
            claim(of, `AP at ${row.size} pixels`, 'decimal', fixed(value, 3), precision),
            claim(of, `AP at ${row.size} pixels`, 'decimal', fixed(value, 3).replace(/0$/, ''), precision),
            claim(
              of,
              `AP at ${row.size} pixels`,
              'decimal',
              fixed(value, 2),
              new RegExp(`AP ${fixed(value, 2)}`),
            ),
          ],
    );
  }),
  ...necks(shippedMeasurements).map(({ word, ap }) =>
    claim(subject('own detector', word), 'AP, mean of its seeds', 'decimal', fixed(ap, 3), precision),
  ),
  ...shippedMeasurements.flatMap((row) => {
    const of = subject('own detector', row.word);
    return [
      claim(of, 'training scenes presented', 'whole', String(row.training?.presented ?? 0), /present/i),
      claim(of, 'different training scenes', 'whole', String(row.training?.distinct ?? 0), /different/i),
      ...counted(of, 'multiply-adds', row.multiplyAdds, cost),
    ];
  }),
];

/** Everything that a number in a sentence may be held against. */
export const claims: readonly Claim[] = [
  ...imageNet,
  ...coco,
  ...ablations,
  ...own.map((each): Claim => ({ ...each, loose: true })),
];
