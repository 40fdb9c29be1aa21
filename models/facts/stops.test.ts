import { describe, expect, it } from 'vitest';
import { compound } from '../families/efficientnet/compound.ts';
import { efficientNet } from '../families/efficientnet/network.ts';
import { cost } from '../operators/cost.ts';
import { scaledClassifiers } from './scaled-classifiers.ts';
import { scaledDetectors } from './scaled-detectors.ts';
import { phiAtMultiplyAdds } from './scaled-family.ts';
import { nearestStop } from './stop.ts';
import { stopsOf } from './stops.ts';

const stops = stopsOf(scaledClassifiers);

describe('the stops of the classifiers', () => {
  it('lie where the formula costs as much as the released network', () => {
    expect(stops.map(({ name }) => name)).toEqual(['B0', 'B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7']);
    for (const { phi, multiplyAdds } of stops.slice(1)) {
      expect(scaledClassifiers.networkAt(phi).multiplyAdds).toBeGreaterThanOrEqual(multiplyAdds);
      expect(scaledClassifiers.networkAt(Number((phi - 0.01).toFixed(2))).multiplyAdds).toBeLessThan(
        multiplyAdds,
      );
    }
  });

  it('do not lie at their numbers: B3 is next to φ = 2', () => {
    expect(stops[3]!.phi).toBeCloseTo(2, 1);
    expect(stops[7]!.phi).toBeLessThan(7);
  });
});

it('finds the nearest released network by cost', () => {
  expect(nearestStop(stops, scaledClassifiers.networkAt(1).multiplyAdds).name).toBe('B2');
});

it('costs what the graph costs', () => {
  for (const phi of [-1, 0, 0.37, 2, 6.2, 8])
    expect(scaledClassifiers.networkAt(phi).multiplyAdds).toBe(
      cost(efficientNet(compound({ phi }))).multiplyAdds,
    );
});

it('never costs less for a larger φ', () => {
  let before = 0;
  for (let phi = -100; phi <= 800; phi += 7) {
    const { multiplyAdds } = scaledClassifiers.networkAt(phi / 100);
    expect(multiplyAdds).toBeGreaterThanOrEqual(before);
    before = multiplyAdds;
  }
  expect(phiAtMultiplyAdds(scaledClassifiers, 1)).toBe(-1);
  expect(phiAtMultiplyAdds(scaledClassifiers, 1e15)).toBe(8);
});

describe('the stops of the detectors', () => {
  const detectors = stopsOf(scaledDetectors);

  it('are all there, in order', () => {
    expect(detectors.map(({ name }) => name)).toEqual([
      'D0',
      'D1',
      'D2',
      'D3',
      'D4',
      'D5',
      'D6',
      'D7',
      'D7x',
    ]);
    for (const [index, stop] of detectors.entries())
      if (index > 0) expect(stop.phi).toBeGreaterThan(detectors[index - 1]!.phi);
  });

  it('cost as much as the released detectors there, or more by one step', () => {
    for (const { phi, multiplyAdds } of detectors) {
      expect(scaledDetectors.networkAt(phi).multiplyAdds).toBeGreaterThanOrEqual(multiplyAdds);
      if (phi > 0)
        expect(scaledDetectors.networkAt(Number((phi - 0.01).toFixed(2))).multiplyAdds).toBeLessThan(
          multiplyAdds,
        );
    }
  });
});
