import { phiAtMultiplyAdds, phiAtParameters, type Scaled } from '../../../models/facts/scaled-family.ts';
import type { ScaledNetwork } from '../../../models/families/scaled-network.ts';
import type { Standing } from '../../../models/study/standing.ts';
import type { Term } from './term.ts';
import { type DragPhiView, stripPhi } from './view.ts';

/** What the playground knows of a task: its networks, how their formula is written, and what was measured of them. */
export interface TaskModel extends Scaled {
  readonly baselineName: string;
  /** The formula at φ, line by line. */
  readonly termsAt: (phi: number) => readonly Term[];
  /** What is measured at φ; of the papers' networks nothing is measured here. */
  readonly standingAt?: (phi: number) => Standing;
}

/** The φ whose network has so much of what the chart's horizontal axis counts. */
export function phiAtAmount(
  family: Scaled,
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
  readonly standing?: Standing | undefined;
}

export function shownAt({ baselineName, networkAt, termsAt, standingAt }: TaskModel, phi: number): Shown {
  return {
    phi,
    baselineName,
    network: networkAt(phi),
    baseline: networkAt(0),
    reference: networkAt(stripPhi),
    terms: termsAt(phi),
    standing: standingAt?.(phi),
  };
}
