import { dfaNetFamily } from '../../../models/families/dfanet/family.ts';
import { findNetwork } from '../../../models/families/index.ts';
import { cost as costOf } from '../../../models/operators/cost.ts';
import { realTimeAbstracts, realTimeTables } from '../../../models/published/segmentation/real-time.ts';
import { type Claim, claim, cost, counted, fixed, parameters, printedClaim, subject } from './claim.ts';

const networks = {
  'BiSeNet-Xception39': 'bisenet-xception-39',
  'BiSeNet-ResNet-18': 'bisenet-resnet-18',
  'DFANet-A': 'dfanet-a',
};

/** DFANet-A on the abstract's pictures of half the height. */
const halved = costOf(dfaNetFamily.members[0]!.network({ size: [512, 1024] })).multiplyAdds;

/** What is printed of networks that segment in real time, and what their graphs count at the sizes of their chapters. */
export const realTime: readonly Claim[] = [
  ...[...realTimeAbstracts, ...realTimeTables].flatMap((row) => {
    const of = subject('segmenter', row.network.replace(' on half pictures', ''));
    return [
      ...(row.meanIou === null ? [] : [claim(of, 'mean IoU', 'percent' as const, fixed(row.meanIou, 1))]),
      ...printedClaim(of, 'parameters, printed', row.parameters, parameters),
      ...printedClaim(of, 'multiply-adds, printed', row.multiplyAdds, cost),
    ];
  }),
  ...Object.entries(networks).flatMap(([title, name]) => {
    const of = subject('segmenter', title);
    const graph = findNetwork(name)?.member.network();
    if (graph === undefined) throw new Error(`There is no ${title}.`);
    return [
      ...counted(of, 'parameters, counted', costOf(graph).parameters, parameters),
      ...counted(of, 'multiply-adds, counted', costOf(graph).multiplyAdds, cost),
    ];
  }),
  ...counted(subject('segmenter', 'DFANet-A'), 'multiply-adds on half pictures, counted', halved, /half/),
];
