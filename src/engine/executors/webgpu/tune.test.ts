import { describe, expect, test } from 'vitest';
import { efficientNet } from '../../../../models/families/efficientnet/network.ts';
import { released } from '../../../../models/families/efficientnet/sizes.ts';
import { fold } from '../../../../models/operators/fold.ts';
import { plan } from '../../plan/program.ts';
import { chosenTiling, roundsOf, shapesOf } from './tune.ts';
import { tuningOf } from './tunings.ts';

const b0 = fold(efficientNet(released.B0));
const shapes = shapesOf(b0, {}, new Map());

describe('the shapes of B0', () => {
  test('each once, with the usual tiling first and at most two beside it', () => {
    expect(new Set(shapes.map(({ key }) => key)).size).toBe(shapes.length);
    const { steps } = plan(b0);
    const layers = steps.filter(({ step }) => step.program === 'pointwise').length;
    expect(shapes.length).toBeGreaterThan(10);
    expect(shapes.length).toBeLessThan(layers);
    for (const { candidates } of shapes) {
      expect(new Set(candidates).size).toBe(candidates.length);
      expect([2, 3]).toContain(candidates.length);
    }
    // A projection of stage 7, with its squeeze-and-excitation in front.
    expect(shapes.map(({ key }) => key)).toContain('49×1152>192 excite');
  });

  test('what is known is not measured again', () => {
    const [first] = shapes;
    const known = new Map([[first?.key ?? '', '8 8 8 1']]);
    expect(shapesOf(b0, {}, known).map(({ key }) => key)).toEqual(shapes.slice(1).map(({ key }) => key));
  });

  test('every candidate is in one round, and the first round is the usual program', () => {
    const rounds = roundsOf(shapes);
    for (const { key, candidates } of shapes)
      expect(rounds.flatMap((round) => round.get(key) ?? [])).toEqual(candidates);
    const workgroups = (tuning?: ReadonlyMap<string, string>) =>
      plan(b0, tuning && { tuning }).steps.map((step) => step.workgroups);
    expect(workgroups(rounds[0])).toEqual(workgroups());
    expect(workgroups(rounds[1])).not.toEqual(workgroups());
  });

  test('another tiling changes workgroups, and neither the order nor what is computed', () => {
    const usual = plan(b0);
    for (const tuning of roundsOf(shapes)) {
      const other = plan(b0, { tuning });
      expect(other.steps.map(({ step }) => step)).toEqual(usual.steps.map(({ step }) => step));
      expect(other.multiplyAdds).toBe(usual.multiplyAdds);
    }
  });

  test('a tiling that there is no more, or that a layer cannot have, is the usual one', () => {
    const strange = new Map(shapes.map(({ key }) => [key, '1 2 3 4']));
    expect(plan(b0, { tuning: strange }).steps).toEqual(plan(b0).steps);
    // Eight parts of a sum need thirty-two groups of channels; the first projection reads eight.
    const [first] = shapes;
    const split = new Map([[first?.key ?? '', '4 2 4 8']]);
    expect(plan(b0, { tuning: split }).steps).toEqual(plan(b0).steps);
  });
});

describe('the choice', () => {
  const candidates = ['usual', 'larger', 'smaller'];
  const of = (...seconds: number[]) =>
    chosenTiling({ candidates }, new Map(candidates.map((name, i) => [name, seconds[i] ?? Number.NaN])));

  test('the fastest, where it is faster by more than chance', () => {
    expect(of(10, 8, 9)).toBe('larger');
    expect(of(10, 9.6, 12)).toBe('usual');
    expect(of(10, 12, 9.4)).toBe('smaller');
  });

  test('what could not be timed is not chosen, and does not stand in the way', () => {
    expect(of(10, Number.NaN, 5)).toBe('smaller');
    expect(of(10)).toBe('usual');
    expect(chosenTiling({ candidates }, new Map())).toBe('usual');
    // A clock that saw nothing of either cannot tell them apart.
    expect(of(0, 0, 0)).toBe('usual');
  });
});

test('what a browser kept is taken only where it is of the right form', () => {
  expect([...tuningOf([['49×1152>192 excite', '8 2 4 4']])]).toEqual([['49×1152>192 excite', '8 2 4 4']]);
  for (const strange of [undefined, null, 'text', [1], [['a']], [['a', 1]], { a: 'b' }])
    expect(tuningOf(strange).size).toBe(0);
});
