import type { ResNetTable } from './network.ts';

/** He et al. 2016, Table 1; the wide one of torchvision. */
export const resNetTables = {
  'resnet-18': { kind: 'basic', repeats: [2, 2, 2, 2] },
  'resnet-34': { kind: 'basic', repeats: [3, 4, 6, 3] },
  'resnet-50': { kind: 'bottleneck', repeats: [3, 4, 6, 3] },
  'resnet-101': { kind: 'bottleneck', repeats: [3, 4, 23, 3] },
  'resnet-152': { kind: 'bottleneck', repeats: [3, 8, 36, 3] },
  'wide-resnet-50-2': { kind: 'bottleneck', repeats: [3, 4, 6, 3], innerWidth: 2 },
} as const satisfies Readonly<Record<string, ResNetTable>>;
