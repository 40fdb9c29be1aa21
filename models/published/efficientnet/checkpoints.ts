import { type Cited, cited } from '../row.ts';
import type { EfficientNetName } from './coefficients.ts';

/** Top-1 accuracy, in percent, of the checkpoints that one training recipe gave. */
export interface RecipeRow extends Cited {
  readonly recipe: string;
  /** Only released checkpoints are listed. `L2-475` is L2 at 475 pixels. */
  readonly top1: Readonly<Partial<Record<EfficientNetName | 'L2-475', number>>>;
}

/** One architecture, five recipes: what changes here is the training and its data, not the network. */
export const checkpointAccuracies: readonly RecipeRow[] = cited(
  'verified',
  [{ key: 'TPU', where: 'README.md §2' }],
  [
    {
      recipe: 'baseline preprocessing',
      top1: { B0: 76.7, B1: 78.7, B2: 79.8, B3: 81.1, B4: 82.5, B5: 83.1 },
    },
    {
      recipe: 'AutoAugment',
      top1: { B0: 77.1, B1: 79.1, B2: 80.1, B3: 81.6, B4: 82.9, B5: 83.6, B6: 84.0, B7: 84.3 },
    },
    { recipe: 'RandAugment', top1: { B5: 83.7, B7: 84.7 } },
    {
      recipe: 'AdvProp + AA',
      top1: { B0: 77.6, B1: 79.6, B2: 80.5, B3: 81.9, B4: 83.3, B5: 84.3, B6: 84.8, B7: 85.2, B8: 85.5 },
    },
    {
      recipe: 'NoisyStudent + RA (extra JFT-300M)',
      top1: {
        B0: 78.8,
        B1: 81.5,
        B2: 82.4,
        B3: 84.1,
        B4: 85.3,
        B5: 86.1,
        B6: 86.4,
        B7: 86.9,
        'L2-475': 88.2,
        L2: 88.4,
      },
    },
  ],
);

/** Accuracy, in percent, of the weights that torchvision ships: trained anew, with other recipes. */
export interface TorchvisionRow extends Cited {
  readonly model: EfficientNetName;
  readonly top1: number;
  readonly top5: number;
}

/** B1 is the second set of weights (the newer recipe). */
export const torchvisionAccuracies: readonly TorchvisionRow[] = cited(
  'verified',
  [{ key: 'TV', where: 'weights metadata' }],
  [
    { model: 'B0', top1: 77.692, top5: 93.532 },
    { model: 'B1', top1: 79.838, top5: 94.934 },
    { model: 'B2', top1: 80.608, top5: 95.31 },
    { model: 'B3', top1: 82.008, top5: 96.054 },
    { model: 'B4', top1: 83.384, top5: 96.594 },
    { model: 'B5', top1: 83.444, top5: 96.628 },
    { model: 'B6', top1: 84.008, top5: 96.916 },
    { model: 'B7', top1: 84.122, top5: 96.908 },
  ],
);
