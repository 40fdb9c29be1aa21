/**
 * Exact counts of classifiers, made by running other implementations: torchvision 0.29, timm 1.0.31, Megvii's own ShuffleNetV2 split. Name,
 * side of the picture, trainable parameters, moving statistics of batch norms, multiply-adds of convolutions and dense layers.
 */
export const classifierRows: readonly (readonly [
  name: string,
  side: number,
  parameters: number,
  movingStatistics: number | null,
  multiplyAdds: number,
])[] = [
  ['mobilenet-v1', 224, 4_231_976, 21_888, 568_740_352],
  ['mobilenet-v1-0.75', 224, 2_585_560, 16_416, 325_400_448],
  ['mobilenet-v1-0.5', 224, 1_331_592, 10_944, 149_497_088],
  ['mobilenet-v1-0.25', 224, 470_072, 5_472, 41_030_272],
  ['mobilenet-v2-0.35', 224, 1_677_128, 14_080, 59_285_808],
  ['mobilenet-v2-0.5', 224, 1_968_680, 18_544, 97_131_840],
  ['mobilenet-v2-0.75', 224, 2_636_424, 26_640, 209_069_792],
  ['mobilenet-v2', 224, 3_504_872, 34_112, 300_774_272],
  ['mobilenet-v2-1.3', 224, 5_386_792, 44_256, 509_374_560],
  ['mobilenet-v2-1.4', 224, 6_108_776, 47_936, 582_195_824],
  ['mnasnet-a1', 224, 3_887_038, 33_488, 311_579_072],
  ['mnasnet-b1', 224, 4_383_312, 37_920, 314_415_872],
  ['mobilenet-v3-large', 224, 5_483_032, 24_400, 216_589_760],
  ['mobilenet-v3-small', 224, 2_542_856, 12_112, 56_510_400],
  ['efficientnet-v2-s', 384, 21_458_488, 153_872, 8_365_617_152],
  ['efficientnet-v2-m', 480, 54_139_356, 292_032, 24_582_460_384],
  ['efficientnet-v2-l', 480, 118_515_272, 512_576, 56_079_699_008],
  ['efficientnet-v2-xl', 512, 208_119_808, null, 93_353_451_520],
  ['efficientnet-v2-b0', 224, 7_139_704, 60_608, 718_086_176],
  ['efficientnet-v2-b1', 240, 8_141_052, 71_072, 1_196_819_360],
  ['efficientnet-v2-b2', 260, 10_096_086, 82_288, 1_697_542_832],
  ['efficientnet-v2-b3', 300, 14_358_406, 109_216, 3_011_458_816],
];
