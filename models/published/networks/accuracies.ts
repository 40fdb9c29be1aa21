import { lightHeadPaper } from '../light-head/results.ts';
import { mobileTable4 } from '../mobilenet/v2.ts';
import { type Citation, type Cited, cited } from '../row.ts';
import { realTimeAbstracts } from '../segmentation/real-time.ts';
import { thunderNetCoco } from '../thundernet/results.ts';

/** How accurate a network was said to be, in percent: top-1 on ImageNet's validation set, COCO AP, or mean IoU on Cityscapes. */
export interface AccuracyRow extends Cited {
  /** A listed network's name, or a width of its family. */
  readonly network: string;
  readonly metric: 'top1' | 'ap' | 'miou';
  readonly value: number;
}

const rows = (
  metric: AccuracyRow['metric'],
  source: Citation,
  values: readonly (readonly [network: string, value: number])[],
): readonly AccuracyRow[] =>
  cited(
    'verified',
    [source],
    values.map(([network, value]) => ({ network, metric, value })),
  );

/** A row of another table, as this one has it. */
const told = (
  { status, source }: Cited,
  network: string,
  metric: AccuracyRow['metric'],
  value: number,
): AccuracyRow => ({ status, source, network, metric, value });

/** What MobileNetV2's table calls the networks that are listed. */
const mobile: Readonly<Record<string, string>> = {
  MobileNetV1: 'mobilenet-v1',
  MobileNetV2: 'mobilenet-v2',
  'MobileNetV2 (1.4)': 'mobilenet-v2-1.4',
};

/** What abstracts call the segmenters that are listed. */
const segmenters: Readonly<Record<string, string>> = {
  'BiSeNet-Xception39': 'bisenet-xception-39',
  'DFANet-A': 'dfanet-a',
};

/**
 * Of networks that no table of the two papers holds. torchvision's are those of its first weights (`IMAGENET1K_V1`), which were trained
 * plainly: newer recipes give the same networks several points more.
 */
export const otherAccuracies: readonly AccuracyRow[] = [
  ...mobileTable4.flatMap(({ network, top1, ...row }) => {
    const name = mobile[network];
    return name === undefined ? [] : [told(row, name, 'top1', top1)];
  }),
  ...rows('top1', { key: 'MB3', where: 'Table 3' }, [
    ['mobilenet-v3-large', 75.2],
    ['mobilenet-v3-small', 67.4],
  ]),
  ...rows('top1', { key: 'MN', where: '§6.1' }, [['mnasnet-a1', 75.2]]),
  ...rows('top1', { key: 'SH2R', where: 'ShuffleNetV2/README.md' }, [
    ['shufflenet-v2-0.5', 61.1],
    ['shufflenet-v2-1.0', 69.4],
    ['shufflenet-v2-1.5', 72.6],
    ['shufflenet-v2-2.0', 75.0],
  ]),
  ...rows('top1', { key: 'TVW', where: 'torchvision/models/shufflenetv2.py' }, [
    ['shufflenet-v2-0.5-torchvision', 60.552],
    ['shufflenet-v2-1.0-torchvision', 69.362],
    ['shufflenet-v2-1.5-torchvision', 72.996],
    ['shufflenet-v2-2.0-torchvision', 76.23],
  ]),
  ...rows('top1', { key: 'TVW', where: 'torchvision/models/mnasnet.py' }, [['mnasnet-b1', 73.456]]),
  ...rows('top1', { key: 'TVW', where: 'torchvision/models/resnet.py' }, [
    ['resnet-18', 69.758],
    ['resnet-34', 73.314],
    ['resnet-50', 76.13],
    ['resnet-101', 77.374],
    ['resnet-152', 78.312],
    ['wide-resnet-50-2', 78.468],
  ]),
  ...rows('top1', { key: 'TVW', where: 'torchvision/models/vgg.py' }, [
    ['vgg-11', 69.02],
    ['vgg-13', 69.928],
    ['vgg-16', 71.592],
    ['vgg-19', 72.376],
  ]),
  ...rows('top1', { key: 'TN', where: 'snet-training/README.md' }, [['snet-146', 67.8]]),
  ...thunderNetCoco
    .filter(({ status }) => status === 'verified')
    .map(({ snet, ap, ...row }) => told(row, `thundernet-snet-${snet}`, 'ap', ap)),
  ...lightHeadPaper
    .filter(({ model }) => model === 'ResNet-101')
    .map(({ ap, ...row }) => told(row, 'light-head-rcnn-resnet-101', 'ap', ap)),
  ...realTimeAbstracts.flatMap(({ network, meanIou, ...row }) => {
    const name = segmenters[network];
    return name === undefined || meanIou === null ? [] : [told(row, name, 'miou', meanIou)];
  }),
];
