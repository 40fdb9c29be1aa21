import { classifierDeviations } from '../facts/classifier-deviation.ts';
import { type Dimension, dimensions } from '../facts/scaled-b0.ts';
import { releasedCost } from '../facts/scaling.ts';
import { costBase, paperBases } from '../families/efficientnet/compound.ts';
import { type Fault, once } from './exercise.ts';
import { isAnswerable } from './fault.ts';

/** Of the lesson “Compound scaling”: a claim about the numbers of the released networks. */

/** A released network. */
export interface Model {
  readonly model: (typeof numbered)[number];
  /** The number in its name. */
  readonly number: number;
}
const numbered = ['B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7'] as const;
export const models = once(() => numbered.map((model, i): Model => ({ model, number: i + 1 })));

/** What a released network’s coefficients read back as, were they the rule’s, and the φ that is told of it. */
export interface ReadBack extends Model, Readonly<Record<Dimension, number>> {
  readonly told: number;
}
const phis = (found: ReadBack) => dimensions.map((dimension) => found[dimension]);
/** As near as this, φ as read back counts as φ as told. */
const near = 0.25;
/** Nearly one φ is read back from all three, or three. */
const isOne = (found: ReadBack) => Math.max(...phis(found)) - Math.min(...phis(found)) <= 2 * near;
/** How many released networks are cheaper. */
const cheaper = ({ model }: Model) =>
  (['B0', ...numbered] as const).filter(
    (other) => releasedCost(other).multiplyAdds < releasedCost(model).multiplyAdds,
  ).length;

export const numberIsPhi: Fault<ReadBack> = {
  kind: 'fault',
  id: 'number-is-phi',
  goal: 'names',
  variants: once(() => {
    const deviations = classifierDeviations();
    return (
      models()
        // B3 is the one that it is said of most often.
        .toSorted((a, b) => Number(b.model === 'B3') - Number(a.model === 'B3'))
        .flatMap((each): ReadBack[] => {
          const found = deviations.find(({ model }) => model === each.model);
          if (found === undefined) return [];
          const back = {
            ...each,
            depth: found.depth.phi,
            width: found.width.phi,
            resolution: found.resolution.phi,
            told: each.number,
          };
          const whole = { ...back, told: Math.round(back.depth) };
          // As it is said, and, of those of one φ, as it is.
          return isOne(back) ? [back, whole] : [back];
        })
        .filter((variant) => isAnswerable(numberIsPhi, variant))
    );
  }),
  parts: {
    steps: (found) => cheaper(found) === found.number,
    doubles: () => Math.abs(costBase(paperBases) / 2 - 1) < 0.05,
    phi: (found) => phis(found).every((phi) => Math.abs(phi - found.told) <= near),
  },
  reasons: ['one', 'three', 'rounding', 'fromOne'],
  reason: (found) => (isOne(found) ? 'one' : 'three'),
};
