import { releasedCost } from '../../../models/facts/scaling.ts';
import type { ReleasedName } from '../../../models/families/efficientnet/sizes.ts';
import {
  checkpointAccuracies,
  torchvisionAccuracies,
} from '../../../models/published/efficientnet/checkpoints.ts';
import {
  imageNetTable2,
  imageNetTable2Earlier,
  imageNetTable8,
} from '../../../models/published/efficientnet/imagenet.ts';
import { cpuLatencyTable4 } from '../../../models/published/efficientnet/latency.ts';
import { efficientNetLite } from '../../../models/published/efficientnet/lite.ts';
import { scaledB0Table7, scaledPeersTable3 } from '../../../models/published/efficientnet/scaling.ts';
import { transferTable5 } from '../../../models/published/efficientnet/transfer.ts';
import { type Claim, claim, classifier, cost, counted, fixed, parameters, printedClaim } from './claim.ts';

/** What the tables on ImageNet and its transfer print of classifiers. */
export const imageNet: Claim[] = [
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
