import { sizeCalled } from '../../../models/families/efficientnet/sizes.ts';
import { imageNetTable2 } from '../../../models/published/efficientnet/imagenet.ts';
import { searchObjective } from '../../../models/published/efficientnet/training.ts';

const { exponent, targetMultiplyAdds } = searchObjective;

/** The reward of the search: accuracy · (multiply-adds / T)^w (EfficientNet §4). */
export function score(accuracy: number, multiplyAdds: number): number {
  return accuracy * (multiplyAdds / targetMultiplyAdds) ** exponent;
}

/** Accuracy that a network of `multiplyAdds` needs for a score. */
export function accuracyFor(wanted: number, multiplyAdds: number): number {
  return wanted / (multiplyAdds / targetMultiplyAdds) ** exponent;
}

/** A network of Table 2, as printed. */
export interface Candidate {
  readonly name: string;
  /** Of the paper that the table stands in. */
  readonly own: boolean;
  readonly top1: number;
  readonly multiplyAdds: number;
  readonly score: number;
}

/** Networks of Table 2 that lie on the chart: up to `most` multiply-adds. */
export function candidates(most: number): readonly Candidate[] {
  return imageNetTable2.flatMap(({ model, top1, multiplyAdds }) =>
    multiplyAdds === null || multiplyAdds.value > most
      ? []
      : [
          {
            name: sizeCalled(model) ?? model,
            own: sizeCalled(model) !== undefined,
            top1,
            multiplyAdds: multiplyAdds.value,
            score: score(top1, multiplyAdds.value),
          },
        ],
  );
}

/** Places on a logarithmic axis of cost, evenly spaced. */
export function costsBetween(from: number, to: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => from * (to / from) ** (i / (count - 1)));
}
