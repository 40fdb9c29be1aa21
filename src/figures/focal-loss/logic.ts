import { range } from 'd3-array';
import { crossEntropy, type FocalConfig, focalLoss } from '../../../models/answers/focal-loss.ts';

/** The probabilities at which the curves are drawn. */
export const probabilities: readonly number[] = range(1, 100).map((percent) => percent / 100);

export interface Curves {
  readonly plain: readonly (readonly [probability: number, loss: number])[];
  readonly focal: readonly (readonly [probability: number, loss: number])[];
}

export function curvesOf(isYes: boolean, config: FocalConfig): Curves {
  return {
    plain: probabilities.map((p) => [p, crossEntropy(p, isYes)]),
    focal: probabilities.map((p) => [p, focalLoss(p, isYes, config)]),
  };
}

/** How much all of a picture's background weighs against its objects. */
export interface Balance {
  readonly plain: number;
  readonly focal: number;
}

/** The picture of the balance: so many anchors on objects, each still unsure; all others on background, each already sure. */
export const example = { onObjects: 20, objectSaid: 0.3, backgroundSaid: 0.02 };

/**
 * Loss of all background anchors over that of all anchors on objects.
 * @param anchors how many the detector has
 */
export function balanceOf(anchors: number, config: FocalConfig): Balance {
  const { onObjects, objectSaid, backgroundSaid } = example;
  const rest = anchors - onObjects;
  return {
    plain: (rest * crossEntropy(backgroundSaid, false)) / (onObjects * crossEntropy(objectSaid, true)),
    focal:
      (rest * focalLoss(backgroundSaid, false, config)) / (onObjects * focalLoss(objectSaid, true, config)),
  };
}
