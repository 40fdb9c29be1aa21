import { detectorBalances, duties } from '../../../models/facts/detector-balance.ts';
import { lightHeadPaper, lightHeadSteps } from '../../../models/published/light-head/results.ts';
import { thunderNetCoco } from '../../../models/published/thundernet/results.ts';
import { type Claim, claim, cost, counted, fixed, subject } from './claim.ts';

const ap = /\bAP\b/;

/** What was printed of two-stage detectors, and what their graphs count. */
export const twoStage: readonly Claim[] = [
  ...lightHeadSteps
    .filter(({ model }) => model === 'R-FCN' || model === 'Light-Head R-CNN')
    .map((row) => claim(subject('detector', row.model), 'AP (README)', 'decimal', fixed(row.ap, 1), ap)),
  ...lightHeadPaper.map((row) =>
    claim(subject('detector', 'Light-Head R-CNN'), `AP on ${row.model}`, 'decimal', fixed(row.ap, 1), ap),
  ),
  ...thunderNetCoco.map((row) =>
    claim(subject('detector', `ThunderNet-SNet${row.snet}`), 'AP (ThunderNet)', 'decimal', fixed(row.ap, 1)),
  ),
  ...detectorBalances()
    .filter(({ regions, title }) => regions !== null && title.startsWith('ThunderNet'))
    .flatMap(({ title, parts }) =>
      counted(
        subject('detector', title),
        'multiply-adds with its regions',
        duties.reduce((sum, duty) => sum + parts[duty].multiplyAdds, 0),
        cost,
      ),
    ),
];
