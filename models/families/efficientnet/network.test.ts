import { describe, expect, test } from 'vitest';
import { cost, costsByScope } from '../../operators/cost.ts';
import { efficientNet } from './network.ts';
import { released } from './sizes.ts';

// Exact trainable parameters, moving statistics and multiply-adds, counted by other implementations
// (torchvision and timm modules, the official unit tests, Keras).
const exact: [keyof typeof released, number, number | null, number][] = [
  ['B0', 5_288_548, 42_016, 385_814_752],
  ['B1', 7_794_184, 62_048, 686_802_832],
  ['B2', 9_109_994, 67_568, 993_561_872],
  ['B3', 12_233_232, 87_296, 1_827_141_392],
  ['B4', 19_341_616, 125_200, 4_393_771_024],
  ['B5', 30_389_784, 172_736, 10_266_384_752],
  ['B6', 43_040_704, 224_432, 19_067_593_536],
  ['B7', 66_347_960, 310_720, 37_745_884_192],
  ['B8', 87_413_142, 380_032, 62_597_461_568],
  ['L2', 480_309_308, 1_090_688, 475_703_653_280],
  ['Lite0', 4_652_008, null, 385_187_552],
  ['Lite1', 5_416_680, null, 600_185_232],
  ['Lite2', 6_092_072, null, 859_736_272],
  ['Lite3', 8_197_096, null, 1_383_321_872],
  ['Lite4', 13_006_568, null, 2_553_034_336],
];

describe('exact costs of every released EfficientNet', () => {
  test.each(exact)('%s', (name, parameters, movingStatistics, multiplyAdds) => {
    const total = cost(efficientNet(released[name]));
    expect(total.parameters).toBe(parameters);
    if (movingStatistics !== null) expect(total.movingStatistics).toBe(movingStatistics);
    expect(total.multiplyAdds).toBe(multiplyAdds);
  });

  test('L2 at 475 and B2 at 288', () => {
    expect(cost(efficientNet({ ...released.L2, resolution: 475 })).multiplyAdds).toBe(170_892_857_680);
    expect(cost(efficientNet({ ...released.B2, resolution: 288 })).multiplyAdds).toBe(1_087_529_456);
  });

  test('100 classes', () => {
    expect(cost(efficientNet({ ...released.B0, classes: 100 })).parameters).toBe(4_135_648);
  });
});

test('the nine stages of B0', () => {
  const stages = costsByScope(efficientNet(released.B0), 1);
  expect([...stages.keys()]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `stage${n}`));
  expect([...stages.values()].map(({ parameters }) => parameters)).toEqual([
    928, 1448, 16714, 46640, 242930, 543148, 2026348, 717232, 1693160,
  ]);
  expect([...stages.values()].map(({ multiplyAdds }) => multiplyAdds)).toEqual([
    10838016, 10035712, 54945216, 37939584, 43555200, 86102400, 91528224, 29520000, 21350400,
  ]);
});
