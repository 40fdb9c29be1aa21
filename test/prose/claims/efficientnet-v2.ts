import { findNetwork } from '../../../models/families/index.ts';
import { cost as costOf } from '../../../models/operators/cost.ts';
import { efficientNetV2Results } from '../../../models/published/efficientnet-v2/models.ts';
import { type Claim, claim, cost, counted, fixed, parameters, printedClaim, subject } from './claim.ts';

/** What EfficientNetV2's README prints of its networks, and what their graphs count. */
export const efficientNetV2: Claim[] = efficientNetV2Results.flatMap((row) => {
  const of = subject('classifier', `V2-${row.model}`, `(?:EfficientNet)?V2-${row.model}`);
  const found = findNetwork(`efficientnet-v2-${row.model.toLowerCase()}`);
  if (found === undefined) throw new Error(`There is no EfficientNetV2-${row.model}.`);
  const made = costOf(found.member.network());
  return [
    claim(of, 'top-1 (V2)', 'percent', fixed(row.top1, 1)),
    ...printedClaim(of, 'parameters, printed (V2)', row.parameters, parameters),
    ...printedClaim(of, 'multiply-adds, printed (V2)', row.multiplyAdds, cost),
    ...counted(of, 'parameters, counted (V2)', made.parameters, parameters),
    ...counted(
      of,
      'parameters and moving statistics, counted (V2)',
      made.parameters + made.movingStatistics,
      parameters,
    ),
    ...counted(of, 'multiply-adds, counted (V2)', made.multiplyAdds, cost),
  ];
});
