import { mobileNetV2 } from '../../../models/families/mobilenet-v2/network.ts';
import { cost } from '../../../models/operators/cost.ts';
import { mobileTable4 } from '../../../models/published/mobilenet/v2.ts';
import { type Claim, claim, classifier, counted, fixed, printedClaim, subject } from './claim.ts';

const parameters = /parameter|weights/i;
const multiplyAdds = /multiply-add|cost|count|print/i;

/** What the paper on MobileNetV2 prints, and what its graph counts. */
export const mobile: readonly Claim[] = mobileTable4.flatMap((row) => {
  const of = /^MobileNetV\d$/.test(row.network)
    ? classifier(row.network)
    : subject('classifier', row.network);
  const own =
    row.width === null ? null : cost(mobileNetV2({ name: 'claimed', width: row.width, resolution: 224 }));
  return [
    ...(['percent', 'decimal'] as const).map((unit) =>
      claim(of, 'top-1 (Table 4)', unit, fixed(row.top1, 1), /Table 4/),
    ),
    ...printedClaim(of, 'parameters, printed (Table 4)', row.parameters, parameters),
    ...printedClaim(of, 'multiply-adds, printed (Table 4)', row.multiplyAdds, multiplyAdds),
    ...printedClaim(of, 'latency (Table 4)', row.latency),
    ...(own === null
      ? []
      : [
          ...counted(of, 'parameters, counted', own.parameters, parameters),
          ...counted(of, 'multiply-adds, counted', own.multiplyAdds, multiplyAdds),
        ]),
  ];
});
