import type { Duty } from '../../../../models/facts/detector-balance.ts';
import { percent, rounded } from '../quantity.ts';

export const title = 'Where a detector spends: backbone to the left, all that stands on it to the right';
export const detector = 'detector';
export const measureLabel = 'Bars';
export const measures = { multiplyAdds: 'multiply-adds', parameters: 'parameters' } as const;
export const orderLabel = 'Order';
export const orders = { size: 'by size', balance: 'by balance' } as const;
export const duties: Readonly<Record<Duty, string>> = {
  backbone: 'backbone',
  maps: 'maps made of its maps',
  proposals: 'first look',
  answers: 'answers',
};

export const table = (measure: keyof typeof measures) =>
  `Thirteen detectors: shares of their ${measures[measure]} in the backbone and beyond it`;
export const share = (of: number) => percent(100 * of, 0);
export const amount = (of: number) => rounded(of, 3);
export const told = (
  parts: readonly { readonly duty: Duty; readonly share: number; readonly amount: number }[],
) =>
  parts
    .filter((part) => part.amount > 0)
    .map((part) => `${duties[part.duty]} ${share(part.share)}`)
    .join(', ');

interface Bar {
  readonly title: string;
  readonly beyond: number;
}

/** Who spends most, and who least, beyond its backbone. */
export function sentence(bars: readonly Bar[], measure: keyof typeof measures): string {
  const sorted = bars.toSorted((a, b) => b.beyond - a.beyond);
  const [most, least] = [sorted[0], sorted.at(-1)];
  if (most === undefined || least === undefined) return '';
  return `Beyond the backbone lie ${share(most.beyond)} of the ${measures[measure]} of ${most.title}, ${share(least.beyond)} of ${least.title}.`;
}

export const caption =
  'Each bar is one detector, all of it. Filled, to the left of the beam: the backbone. To the right, in this order: maps made of the backbone’s maps (BiFPN; CEM and SAM; the large separable convolution), the first look (region proposals; EfficientDet has none), and the answers (the second look at 200 or 1,000 regions; the heads of EfficientDet).';
export const source =
  'Computed from the graphs, each at its published resolution: ThunderNet with one hidden layer and one box a region, Light-Head R-CNN as its authors’ code has it.';
