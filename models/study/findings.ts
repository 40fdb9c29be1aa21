import type { Knobs } from '../families/efficientnet/compound.ts';
import { differ, type Measured } from './measured.ts';
import type { StudyNetwork } from './networks.ts';

export const knobs: readonly (keyof Knobs)[] = ['depth', 'width', 'resolution'];

/** What is measured of one knob of the base turned alone, the base among it, from its least value up. */
export function turnedAlone(measured: readonly Measured[], knob: keyof Knobs): readonly Measured[] {
  return measured
    .filter(({ network: { name, alone, from } }) => name === 'base' || (alone === knob && from === undefined))
    .sort((a, b) => a.network.knobs[knob] - b.network.knobs[knob]);
}

/** Whether a network of the study is the base scaled by the paper's rule. */
export const byRule = ({ phi, ratio }: StudyNetwork): boolean => phi !== undefined && ratio === 'paper';

/** What is measured of the base scaled by the paper's α, β and γ, by φ. */
export function byPapersRule(measured: readonly Measured[]): readonly Measured[] {
  return measured
    .filter(({ network }) => byRule(network))
    .sort((a, b) => (a.network.phi ?? 0) - (b.network.phi ?? 0));
}

const doublings = (a: Measured, b: Measured): number => Math.log2(b.multiplyAdds / a.multiplyAdds);

/** How much of the test share a doubling of the multiply-adds brings from one network to another. */
export const gainOfDoubling = (a: Measured, b: Measured): number => (b.test - a.test) / doublings(a, b);

/** How a knob's gain goes on above the base. */
export interface Fading {
  readonly knob: keyof Knobs;
  readonly from: Measured;
  readonly middle: Measured;
  readonly to: Measured;
  /** Gains of a doubling before the middle and after it. */
  readonly before: number;
  readonly after: number;
  /** Whether the second is less by two standard deviations of what seeds make of the two. */
  readonly fades: boolean;
  /** Whether the last network differs from the one before it by more than their seeds do. */
  readonly lastDiffers: boolean;
}

/**
 * Whether the gain of a knob fades: from the least measured value to the base against from the base to the largest; where nothing smaller
 * is measured, the first step up against the rest. Undefined with fewer than three values, or where no deviation is known.
 */
export function fadingOf(
  measured: readonly Measured[],
  knob: keyof Knobs,
  deviation: number | undefined,
): Fading | undefined {
  const steps = turnedAlone(measured, knob);
  const base = steps.findIndex(({ network }) => network.name === 'base');
  const middle = steps[base > 0 ? base : 1];
  const [from, to, beforeLast] = [steps[0], steps.at(-1), steps.at(-2)];
  if (deviation === undefined || base < 0 || !from || !middle || !to || !beforeLast || middle === to)
    return undefined;
  const [before, after] = [gainOfDoubling(from, middle), gainOfDoubling(middle, to)];
  // The middle network's own deviation moves both gains, one up and the other down.
  const [first, second] = [1 / doublings(from, middle), 1 / doublings(middle, to)];
  const error =
    deviation *
    Math.sqrt(
      first ** 2 / from.records.length +
        (first + second) ** 2 / middle.records.length +
        second ** 2 / to.records.length,
    );
  return {
    ...{ knob, from, middle, to, before, after },
    fades: before - after >= 2 * error,
    lastDiffers: differ(beforeLast, to, deviation) === true,
  };
}

/** A network by the paper's rule against networks with one knob turned: each told from it by more than seeds make. */
export interface AgainstRule {
  readonly rule: Measured;
  /** Of each knob the best that reaches more for no more work. */
  readonly better: readonly Measured[];
  /** Of each knob the cheapest that reaches less and takes at least as much work. */
  readonly worse: readonly Measured[];
}

/** The paper's rule above the base, wherever something is told from it. */
export function againstRule(
  measured: readonly Measured[],
  deviation: number | undefined,
): readonly AgainstRule[] {
  return byPapersRule(measured)
    .filter(({ network: { phi = 0 } }) => phi > 0)
    .flatMap((rule) => {
      const told = knobs.map((knob) =>
        turnedAlone(measured, knob).filter(
          (each) => each.network.alone === knob && differ(each, rule, deviation) === true,
        ),
      );
      const better = told.flatMap((all) =>
        all
          .filter((each) => each.test > rule.test && each.multiplyAdds <= rule.multiplyAdds)
          .sort((a, b) => b.test - a.test)
          .slice(0, 1),
      );
      const worse = told.flatMap((all) =>
        all
          .filter((each) => each.test < rule.test && each.multiplyAdds >= rule.multiplyAdds)
          .sort((a, b) => a.multiplyAdds - b.multiplyAdds)
          .slice(0, 1),
      );
      return better.length + worse.length === 0 ? [] : [{ rule, better, worse }];
    });
}

/** One knob turned up against others that were. */
export interface AgainstKnobs {
  readonly ahead: Measured;
  /** Of each other knob the cheapest that reaches less and takes at least as much work, and is told from it by more than seeds make. */
  readonly behind: readonly Measured[];
}

/** The network of one knob that is ahead of the most other knobs for no more work; of two the cheaper. */
export function againstKnobs(
  measured: readonly Measured[],
  deviation: number | undefined,
): AgainstKnobs | undefined {
  const up = knobs.map((knob) => {
    const steps = turnedAlone(measured, knob);
    const base = steps.findIndex(({ network }) => network.name === 'base');
    return base < 0 ? [] : steps.slice(base + 1);
  });
  const [first] = up
    .flat()
    .map((ahead) => ({
      ahead,
      behind: up.flatMap((others) =>
        others
          .filter(
            (each) =>
              each.network.alone !== ahead.network.alone &&
              each.test < ahead.test &&
              each.multiplyAdds >= ahead.multiplyAdds &&
              differ(each, ahead, deviation) === true,
          )
          .sort((a, b) => a.multiplyAdds - b.multiplyAdds)
          .slice(0, 1),
      ),
    }))
    .filter(({ behind }) => behind.length > 0)
    .sort((a, b) => b.behind.length - a.behind.length || a.ahead.multiplyAdds - b.ahead.multiplyAdds);
  return first;
}

/** The two that lie furthest apart, where more than seeds parts them. */
export function span(
  measured: readonly Measured[],
  deviation: number | undefined,
): { readonly least: Measured; readonly most: Measured } | undefined {
  const [least, ...others] = measured.toSorted((a, b) => a.test - b.test);
  const most = others.at(-1);
  if (least === undefined || most === undefined || differ(least, most, deviation) !== true) return undefined;
  return { least, most };
}
