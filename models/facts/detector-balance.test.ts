import { expect, test } from 'vitest';
import { findNetwork } from '../families/index.ts';
import { cost } from '../operators/cost.ts';
import { detectorBalances, duties, shareBeyond, thunderOptions } from './detector-balance.ts';

const of = (name: string) => detectorBalances().find((each) => each.name === name)!;
const total = (name: string) => duties.reduce((sum, duty) => sum + of(name).parts[duty].multiplyAdds, 0);

test('ThunderNet with 200 regions: the totals of the fact sheet, which the published ones fit', () => {
  expect(total('thundernet-snet-49')).toBe(260_953_840);
  expect(total('thundernet-snet-146')).toBe(502_544_960);
  expect(total('thundernet-snet-535')).toBe(1_305_942_640);
  expect(of('thundernet-snet-146').parts).toMatchObject({
    backbone: { multiplyAdds: 16_588_800 + 75_801_600 + 151_272_000 + 86_935_200 },
    maps: { multiplyAdds: 38_937_360 + 25_088_000 },
    proposals: { multiplyAdds: 40_338_000 },
    answers: { multiplyAdds: 200 * 337_920, parameters: 339_029 },
  });
});

test('Light-Head R-CNN and EfficientDet-D0: all parts together are the whole network', () => {
  const light = of('light-head-rcnn-resnet-101');
  expect(light.parts.answers.multiplyAdds).toBe(1000 * 1_832_960);
  expect(total(light.name)).toBe(314_176_527_360 - 1_832_960 + 1000 * 1_832_960);
  const d0 = findNetwork('efficientdet-d0')!.member.network();
  expect(total('efficientdet-d0')).toBe(cost(d0).multiplyAdds);
  expect(duties.reduce((sum, duty) => sum + of('efficientdet-d0').parts[duty].parameters, 0)).toBe(
    cost(d0).parameters,
  );
});

test('every row has a backbone and answers; regions where there is a second stage', () => {
  expect(detectorBalances().length).toBe(13);
  for (const { parts, regions, name } of detectorBalances()) {
    expect(parts.backbone.multiplyAdds).toBeGreaterThan(0);
    expect(parts.answers.multiplyAdds).toBeGreaterThan(0);
    expect(parts.proposals.multiplyAdds > 0).toBe(regions !== null);
    expect(/thunder|light/.test(name)).toBe(regions !== null);
  }
  expect(thunderOptions.agnostic).toBe(true);
});

test('the smaller ThunderNet, the more of it is not backbone', () => {
  const shares = [49, 146, 535].map((size) => shareBeyond(of(`thundernet-snet-${size}`), 'multiplyAdds'));
  expect(shares[0]).toBeGreaterThan(shares[1]!);
  expect(shares[1]).toBeGreaterThan(shares[2]!);
});
