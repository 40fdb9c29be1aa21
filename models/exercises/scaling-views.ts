import { holdCost, idealCost, networkOf, ranges, type Scaling, unscaled } from '../facts/scaled-b0.ts';
import { scaledClassifiers } from '../facts/scaled-classifiers.ts';
import { highestPhi, lowestPhi } from '../facts/scaled-family.ts';
import type { Arrange } from './exercise.ts';

/** What a network may take at most, in multiply-adds. */
export interface Budget {
  readonly budget: number;
}
/** What of the φ playground’s view says which network is shown. */
export interface AtPhi {
  readonly phi: number;
  readonly task: string;
}
/** So much of a budget is to be used at least. */
export const leastUsed = 0.95;
const { networkAt, task: ofClassifiers } = scaledClassifiers;
const multiplyAddsAt = (phi: number) => networkAt(phi).multiplyAdds;
const fits = (multiplyAdds: number, { budget }: Budget) =>
  multiplyAdds <= budget && multiplyAdds >= leastUsed * budget;

/** Every φ that the knob can stand at, to a hundredth, whose network’s cost, so many times, uses a budget well. */
function phisWithin(of: Budget, times = 1): readonly number[] {
  const hundredths = Array.from(
    { length: Math.round((highestPhi - lowestPhi) * 100) + 1 },
    (_, i) => Math.round(lowestPhi * 100) + i,
  );
  // The cost never falls as φ grows: what lies outside is passed over by halving.
  const costOf = (i: number) => times * multiplyAddsAt((hundredths[i] ?? 0) / 100);
  const firstWith = (enough: (cost: number) => boolean): number => {
    let [low, high] = [0, hundredths.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (enough(costOf(middle))) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  const from = firstWith((cost) => cost >= leastUsed * of.budget);
  const to = firstWith((cost) => cost > of.budget);
  return hundredths.slice(from, to).map((each) => each / 100);
}

const chosen = <T>(all: readonly T[], draw: () => number): T => {
  const one = all[Math.floor(draw() * all.length)];
  if (one === undefined) throw new Error('There is no view that would be accepted.');
  return one;
};

export const withinBudget: Arrange<Budget, AtPhi> = {
  kind: 'set',
  id: 'within-budget',
  goal: 'rule',
  figure: 'drag-phi',
  // The steps of the rounded rule leave gaps: of 600 million, say, no φ uses enough. Of these one does, which a test holds.
  variants: () => [1e9, 0.75e9, 1.5e9, 3e9, 4e9, 8e9, 15e9, 20e9].map((budget) => ({ budget })),
  conditions: {
    family: ({ task }) => ({ met: task === ofClassifiers, value: task }),
    atMost: ({ phi }, { budget }) => ({ met: multiplyAddsAt(phi) <= budget, value: multiplyAddsAt(phi) }),
    atLeast: ({ phi }, { budget }) => ({
      met: multiplyAddsAt(phi) >= leastUsed * budget,
      value: multiplyAddsAt(phi) / budget,
    }),
  },
  accepted: (of, draw) => ({ phi: chosen(phisWithin(of), draw), task: ofClassifiers }),
  slips: {
    // A multiplication and an addition counted as two.
    flops: {
      is: ({ phi, task }, of) => task === ofClassifiers && fits(2 * multiplyAddsAt(phi), of),
      example: (of) => {
        const [phi] = phisWithin(of, 2);
        return phi === undefined ? null : { phi, task: ofClassifiers };
      },
    },
  },
};

/** A width that the cost is to be as large as. */
export interface AsWide {
  readonly width: number;
}
/** How near two costs must come. */
export const nearness = 0.02;
const costOf = (scaling: Scaling) => networkOf(scaling).multiplyAdds;
const wide = ({ width }: AsWide) => costOf({ ...unscaled, width });
const isNear = (scaling: Scaling, of: AsWide) => Math.abs(costOf(scaling) / wide(of) - 1) <= nearness;
const only = ({ depth, width, resolution }: Scaling): Scaling => ({ depth, width, resolution });

/** Depths and sides, in the steps that the knobs take, that together cost as much. */
function bySide(of: AsWide, draw: () => number): Scaling | null {
  const [least] = ranges.depth;
  const most = of.width ** 2;
  for (let tries = 0; tries < 40; tries++) {
    const depth = Math.round(1000 * (least + draw() * (most - least))) / 1000;
    const { scaling } = holdCost({ ...unscaled, depth }, 'resolution', wide(of));
    if (isNear(scaling, of)) return scaling;
  }
  return null;
}

export const asDearAsWide: Arrange<AsWide, Scaling> = {
  kind: 'set',
  id: 'as-dear-as-wide',
  goal: 'rule',
  figure: 'break-the-rule',
  variants: () => [1.4, 1.2, 1.6, 1.8, 2].map((width) => ({ width })),
  conditions: {
    width: ({ width }) => ({ met: width === unscaled.width, value: width }),
    cost: (view, of) => ({ met: isNear(only(view), of), value: costOf(only(view)) / wide(of) }),
  },
  accepted: (of, draw) => {
    const scaling = bySide(of, draw) ?? holdCost(unscaled, 'resolution', wide(of)).scaling;
    return only(scaling);
  },
  slips: {
    widthMoved: {
      is: (view, of) => view.width !== unscaled.width && isNear(only(view), of),
      example: ({ width }) => ({ ...unscaled, width }),
    },
    // As dear by d · w² · r², not by the count.
    promise: {
      is: (view, of) =>
        view.width === unscaled.width &&
        !isNear(only(view), of) &&
        Math.abs(idealCost(only(view)) / of.width ** 2 - 1) < 0.001,
      example: ({ width }) => {
        const square = { ...unscaled, resolution: width };
        return isNear(square, { width }) ? null : square;
      },
    },
  },
};
