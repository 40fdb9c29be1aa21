import type { Printed } from '../../../models/published/row.ts';
import type { StudyLink } from '../../parts/study/opened.ts';
import type { DragPhiView } from './view.ts';

/** A network that somebody trained: what the chart may draw of it, each published number as printed. */
export interface PublishedPoint {
  readonly id: string;
  readonly name: string;
  /** One of the papers' own networks, or of ours by the rule, in order of size. */
  readonly own: boolean;
  /** Top-1 on ImageNet, average precision on COCO, or the share of our test pictures, in percent. */
  readonly accuracy: number;
  /** Average precision on val2017 where none on test-dev was published. */
  readonly onValidation: boolean;
  readonly multiplyAdds: Printed | null;
  readonly parameters: Printed | null;
  /** Milliseconds. */
  readonly latency: Printed | null;
  readonly source: string;
  /** Of a network that we trained: how many seeds, and what lies lowest and highest among them, in percent. */
  readonly seeds?: { readonly count: number; readonly least: number; readonly most: number };
  /** Where one of ours can be opened. */
  readonly opens?: readonly StudyLink[];
}

/** The number that the horizontal axis shows of a point, if the papers give it. */
export function measured(point: PublishedPoint, view: Pick<DragPhiView, 'measure' | 'unit'>): number | null {
  if (view.measure === 'latency') return point.latency?.value ?? null;
  if (view.measure === 'parameters') return point.parameters?.value ?? null;
  if (point.multiplyAdds === null) return null;
  return point.multiplyAdds.value * (view.unit === 'flops' ? 2 : 1);
}
