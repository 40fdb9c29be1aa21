import {
  phiAtMultiplyAdds,
  phiAtParameters,
  type ScaledFamily,
} from '../../../models/facts/scaled-family.ts';
import type { ScaledNetwork } from '../../../models/families/scaled-network.ts';
import type { Term } from './term.ts';
import { type DragPhiView, stripPhi } from './view.ts';

/** What the playground knows of one of the two families: its networks, and how its formula is written. */
export interface TaskModel extends ScaledFamily {
  /** The formula at φ, line by line. */
  readonly termsAt: (phi: number) => readonly Term[];
}

/** The φ whose network has so much of what the chart's horizontal axis counts. */
export function phiAtAmount(
  family: ScaledFamily,
  view: Pick<DragPhiView, 'measure' | 'unit'>,
  amount: number,
): number {
  if (view.measure === 'parameters') return phiAtParameters(family, amount);
  return phiAtMultiplyAdds(family, amount / (view.unit === 'flops' ? 2 : 1));
}

/** What the drawings show at one φ. Plain data: a page is built with that of the default view in it. */
export interface Shown {
  readonly phi: number;
  readonly baselineName: string;
  readonly network: ScaledNetwork;
  readonly baseline: ScaledNetwork;
  /** The largest network that the strip shows without zooming out. */
  readonly reference: ScaledNetwork;
  readonly terms: readonly Term[];
}

export function shownAt({ baselineName, networkAt, termsAt }: TaskModel, phi: number): Shown {
  return {
    phi,
    baselineName,
    network: networkAt(phi),
    baseline: networkAt(0),
    reference: networkAt(stripPhi),
    terms: termsAt(phi),
  };
}
