import type { NetworkOptions } from '../../models/families/family.ts';

/** Trainable parameters, moving statistics, multiply-adds; the last of a head for one region. */
type Row = readonly [parameters: number, movingStatistics: number, multiplyAdds: number];

export interface PartedNetwork {
  readonly name: string;
  readonly options?: NetworkOptions;
  readonly parts: Readonly<Record<string, Row>>;
  readonly total?: Row;
}

const cemRpnSam = (cem: Row): Readonly<Record<string, Row>> => ({
  cem,
  rpn: [101_972, 1_002, 40_338_000],
  sam: [63_210, 490, 25_088_000],
});

/**
 * Exact counts part by part, made by running the sources: qinzheng93/ThunderNet @cec2947 with cvpods' widths, zengarden/light_head_rcnn
 * @790f94e, ycszen/TorchSeg @62eeb15, huaifeng1993/DFANet @2fc5c41.
 */
export const partedNetworks: readonly PartedNetwork[] = [
  {
    name: 'thundernet-snet-49',
    parts: {
      'backbone/stem': [696, 48, 16_588_800],
      'backbone/stage2': [12_204, 828, 21_657_600],
      'backbone/stage3': [77_820, 3_120, 34_200_000],
      'backbone/stage4': [147_960, 3_360, 18_780_000],
      'backbone/conv5': [123_904, 1_024, 12_288_000],
      ...cemRpnSam([281_015, 0, 24_429_440]),
      head: [662_929, 0, 661_504],
    },
    total: [808_781 + 662_929, 9_872, 193_369_840 + 661_504],
  },
  {
    name: 'thundernet-snet-146',
    parts: {
      'backbone/stem': [696, 48, 16_588_800],
      'backbone/stage2': [44_388, 1_764, 75_801_600],
      'backbone/stage3': [332_772, 6_864, 151_272_000],
      'backbone/stage4': [667_656, 7_392, 86_935_200],
      ...cemRpnSam([324_135, 0, 38_937_360]),
      head: [662_929, 0, 661_504],
    },
    total: [1_534_829 + 662_929, 17_560, 434_960_960 + 661_504],
  },
  {
    name: 'thundernet-snet-146',
    options: { hiddenLayers: 2 },
    parts: { head: [1_712_529, 0, 1_710_080] },
  },
  {
    name: 'thundernet-snet-146',
    options: { agnostic: true },
    parts: { head: [339_029, 0, 337_920] },
  },
  {
    name: 'thundernet-snet-535',
    parts: {
      'backbone/stem': [1_392, 96, 33_177_600],
      'backbone/stage2': [142_232, 3_320, 250_828_800],
      'backbone/stage3': [1_114_264, 12_896, 514_352_000],
      'backbone/stage4': [2_290_032, 13_888, 301_419_200],
      ...cemRpnSam([608_335, 0, 73_155_040]),
      head: [662_929, 0, 661_504],
    },
    total: [4_321_437 + 662_929, 31_692, 1_238_358_640 + 661_504],
  },
  {
    name: 'light-head-rcnn-resnet-101',
    options: { size: [129, 129] },
    parts: {
      'backbone/conv1': [9_536, 128, 39_748_800],
      'backbone/block1': [215_808, 2_816, 231_948_288],
      'backbone/block2': [1_219_584, 7_168, 376_602_624],
      'backbone/block3': [26_090_496, 72_704, 2_134_704_128],
      'backbone/block4': [14_964_736, 22_528, 1_210_318_848],
      rpn: [4_765_274, 0, 385_938_432],
      'large separable convolution': [19_493_332, 0, 1_578_839_040],
      head: [1_835_413, 0, 1_832_960],
    },
    total: [68_594_179, 105_344, 5_959_933_120],
  },
  {
    name: 'light-head-rcnn-resnet-101',
    parts: {
      'backbone/conv1': [9_536, 128, 2_510_054_400],
      'backbone/block1': [215_808, 2_816, 14_227_865_600],
      'backbone/block2': [1_219_584, 7_168, 21_889_024_000],
      'backbone/block3': [26_090_496, 72_704, 110_913_126_400],
      'backbone/block4': [14_964_736, 22_528, 62_757_273_600],
      rpn: [4_765_274, 0, 20_011_622_400],
      'large separable convolution': [19_493_332, 0, 81_865_728_000],
      head: [1_835_413, 0, 1_832_960],
    },
    total: [68_594_179, 105_344, 314_176_527_360],
  },
  {
    // 15·576·64·2 + 15·64·490·2 products a cell, and 1,108 biases.
    name: 'light-head-rcnn-head-s',
    options: { size: [1, 1] },
    parts: { 'large separable convolution': [2_046_720 + 1_108, 0, 2_046_720] },
  },
  {
    name: 'light-head-rcnn-head-l',
    options: { size: [1, 1] },
    parts: { 'large separable convolution': [19_491_840 + 1_492, 0, 19_491_840] },
  },
  {
    name: 'bisenet-xception-39',
    parts: {
      'spatial path': [91_968, 640, 6_322_913_280],
      'context/backbone stem': [232, 16, 63_700_992],
      'context/backbone layer1': [12_752, 896, 218_529_792],
      'context/backbone layer2': [97_024, 3_328, 431_751_168],
      'context/backbone layer3': [189_440, 3_584, 214_106_112],
      'context/global': [33_024, 256, 32_768],
      'context/attention refinement': [476_160, 1_024, 1_019_248_640],
      'context/refine': [295_424, 512, 3_397_386_240],
      'feature fusion': [197_120, 512, 1_208_090_624],
      head: [148_819, 128, 2_740_322_304],
    },
    total: [1_541_963, 10_896, 15_616_081_920],
  },
  {
    name: 'bisenet-xception-39',
    options: { size: [360, 640] },
    parts: { 'context/refine': [295_424, 512, 666_501_120] },
    total: [1_541_963, 10_896, 3_065_157_888],
  },
  {
    name: 'bisenet-xception-39',
    options: { size: [1024, 2048] },
    parts: { head: [148_819, 128, 4_871_684_096] },
    total: [1_541_963, 10_896, 27_761_770_496],
  },
  {
    name: 'bisenet-resnet-18',
    parts: {
      'spatial path': [91_968, 640, 6_322_913_280],
      'context/backbone stem': [9_536, 128, 2_774_532_096],
      'context/backbone layer1': [147_968, 512, 10_871_635_968],
      'context/backbone layer2': [525_568, 1_280, 9_663_676_416],
      'context/backbone layer3': [2_099_712, 2_560, 9_663_676_416],
      'context/backbone layer4': [8_393_728, 5_120, 9_663_676_416],
      'context/global': [65_792, 256, 65_536],
      'context/attention refinement': [918_528, 1_024, 2_038_464_512],
      'context/refine': [295_424, 512, 3_397_386_240],
      'feature fusion': [197_120, 512, 1_208_090_624],
      head: [148_819, 128, 2_740_322_304],
    },
    total: [12_894_163, 12_672, 58_344_439_808],
  },
  {
    name: 'bisenet-resnet-18',
    options: { size: [360, 640] },
    parts: { 'context/backbone layer4': [8_393_728, 5_120, 2_013_265_920] },
    total: [12_894_163, 12_672, 11_581_049_856],
  },
  {
    name: 'bisenet-resnet-18',
    options: { size: [1024, 2048] },
    parts: { 'feature fusion': [197_120, 512, 2_147_614_720] },
    total: [12_894_163, 12_672, 103_723_270_144],
  },
  {
    name: 'dfanet-a',
    parts: {
      'backbone 1/stem': [232, 16, 56_623_104],
      'backbone 1/enc2': [8_488, 1_168, 562_298_880],
      'backbone 1/enc3': [45_456, 3_552, 803_340_288],
      'backbone 1/enc4': [111_072, 4_800, 536_150_016],
      'backbone 1/attention': [384_384, 384, 384_000],
      'backbone 2/enc2': [24_960, 1_632, 642_318_336],
      'backbone 2/enc3': [58_032, 3_744, 290_488_320],
      'backbone 2/enc4': [159_264, 5_184, 216_612_864],
      'backbone 2/attention': [384_384, 384, 384_000],
      'backbone 3/enc2': [24_960, 1_632, 160_579_584],
      'backbone 3/enc3': [58_032, 3_744, 72_622_080],
      'backbone 3/enc4': [159_264, 5_184, 54_153_216],
      'backbone 3/attention': [384_384, 384, 384_000],
      decoder: [25_158, 486, 272_105_472],
    },
    total: [1_828_070, 32_294, 3_668_444_160],
  },
  {
    name: 'dfanet-a',
    options: { size: [512, 1024] },
    parts: { 'backbone 3/enc4': [159_264, 5_184, 27_076_608] },
    total: [1_828_070, 32_294, 1_834_798_080],
  },
  {
    name: 'dfanet-a',
    options: { size: [720, 960] },
    parts: { 'backbone 3/enc4': [159_264, 5_184, 37_501_920] },
    total: [1_828_070, 32_294, 2_423_278_080],
  },
];
