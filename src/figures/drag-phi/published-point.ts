import type { Printed } from '../../../models/published/row.ts';
import type { DragPhiView } from './view.ts';

/** A published network: what the chart may draw of it, each number as printed. */
export interface PublishedPoint {
  readonly id: string;
  readonly name: string;
  /** One of the papers' own networks, in order of size. */
  readonly own: boolean;
  /** Top-1 on ImageNet, or average precision on COCO, in percent. */
  readonly accuracy: number;
  /** Average precision on val2017 where none on test-dev was published. */
  readonly onValidation: boolean;
  readonly multiplyAdds: Printed | null;
  readonly parameters: Printed | null;
  /** Milliseconds. */
  readonly latency: Printed | null;
  readonly source: string;
}

/** The number that the horizontal axis shows of a point, if the papers give it. */
export function measured(point: PublishedPoint, view: Pick<DragPhiView, 'measure' | 'unit'>): number | null {
  if (view.measure === 'latency') return point.latency?.value ?? null;
  if (view.measure === 'parameters') return point.parameters?.value ?? null;
  if (point.multiplyAdds === null) return null;
  return point.multiplyAdds.value * (view.unit === 'flops' ? 2 : 1);
}
