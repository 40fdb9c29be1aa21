import { describe, expect, test } from 'vitest';
import { compoundDetector } from '../../models/families/efficientdet/compound.ts';
import { efficientDet } from '../../models/families/efficientdet/network.ts';
import { compound } from '../../models/families/efficientnet/compound.ts';
import { efficientNet } from '../../models/families/efficientnet/network.ts';
import { cost } from '../../models/operators/cost.ts';
import { type Count, countClassifier, countDetector } from './second-count.ts';

/** Numbers from 0 to 1 that come out the same on every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const between = (random: () => number, low: number, high: number) => low + random() * (high - low);
const whole = (random: () => number, low: number, high: number) => Math.floor(between(random, low, high + 1));

function costOf(graph: Parameters<typeof cost>[0]): Count {
  const { parameters, multiplyAdds } = cost(graph);
  return { parameters, multiplyAdds };
}

type Classifier = {
  phi: number;
  alpha: number;
  beta: number;
  gamma: number;
  w: number;
  d: number;
  r: number;
};

/** φ with its bases, and each dimension by its own factor on top. */
function classifierKnobs(knobs: Classifier) {
  const { phi, alpha, beta, gamma } = knobs;
  const scaled = compound({ phi, alpha, beta, gamma, resolution: 224 * knobs.r });
  return { width: scaled.width * knobs.w, depth: scaled.depth * knobs.d, resolution: scaled.resolution };
}

function classifier(knobs: Classifier, lite: boolean): Count {
  return costOf(efficientNet({ ...classifierKnobs(knobs), variant: lite ? 'lite' : 'standard' }));
}

function expectNoLess(large: Count, small: Count, what: string): void {
  expect(large.parameters, what).toBeGreaterThanOrEqual(small.parameters);
  expect(large.multiplyAdds, what).toBeGreaterThanOrEqual(small.multiplyAdds);
}

const settings = 10_000;

describe('any knobs', { timeout: 120_000 }, () => {
  test('EfficientNet: costs equal the second count, and no knob lowers them', () => {
    const random = seeded(1905_11946);
    const names = ['phi', 'alpha', 'beta', 'gamma', 'w', 'd', 'r'] as const;
    for (let i = 0; i < settings / 2; i++) {
      const knobs: Classifier = {
        phi: between(random, 0, 2),
        alpha: between(random, 1, 1.3),
        beta: between(random, 1, 1.3),
        gamma: between(random, 1, 1.3),
        w: between(random, 0.1, 3),
        // Mostly shallow: the depth is what a count takes time for.
        d: between(random, 0.1, i % 50 === 0 ? 3 : 0.6),
        r: between(random, 0.01, 3),
      };
      const lite = i % 5 === 4;
      const { width, depth, resolution } = classifierKnobs(knobs);
      const ours = classifier(knobs, lite);
      const what = JSON.stringify({ ...knobs, lite });
      expect(ours, what).toEqual(countClassifier({ width, depth, lite }, resolution));
      if (i % 3 !== 0) continue;
      const name = names[(i / 3) % names.length] ?? 'phi';
      const larger = { ...knobs, [name]: knobs[name] + between(random, 0, name === 'phi' ? 1 : 0.3) };
      expectNoLess(classifier(larger, lite), ours, `${name} up from ${what}`);
    }
  });

  test('EfficientNet: φ may be negative', () => {
    let before: Count = { parameters: 0, multiplyAdds: 0 };
    for (let phi = -12; phi <= 8; phi += 0.25) {
      const knobs = compound({ phi });
      const ours = costOf(efficientNet(knobs));
      expect(ours).toEqual(countClassifier({ ...knobs, lite: false }, knobs.resolution));
      expectNoLess(ours, before, `φ ${phi}`);
      before = ours;
    }
  });

  test('EfficientDet: costs equal the second count, and no knob lowers them', () => {
    const random = seeded(1911_09070);
    const names = ['width', 'cells', 'headDepth', 'resolution', 'classes', 'levels'] as const;
    for (let i = 0; i < settings / 2; i++) {
      const lite = i % 5 === 4;
      const backbone = {
        width: between(random, 0.1, 2),
        depth: between(random, 0.1, i % 50 === 0 ? 2 : 0.5),
        lite,
      };
      const knobs = {
        width: whole(random, 1, 400),
        cells: whole(random, 1, i % 50 === 0 ? 8 : 2),
        headDepth: whole(random, 0, i % 50 === 0 ? 5 : 2),
        resolution: whole(random, 1, 1600),
        classes: whole(random, 1, 100),
        levels: whole(random, 3, 6),
      };
      const weighted = random() < 0.5;
      const build = ({ levels, ...own }: typeof knobs): Count =>
        costOf(
          efficientDet({
            ...own,
            backbone,
            variant: lite ? 'lite' : 'standard',
            maxLevel: levels + 2,
            fusion: weighted ? 'fastNormalized' : 'sum',
          }),
        );
      const ours = build(knobs);
      const what = JSON.stringify({ ...knobs, backbone, weighted });
      expect(ours, what).toEqual(countDetector({ ...knobs, backbone, weighted }));
      if (i % 3 !== 0) continue;
      const name = names[(i / 3) % names.length] ?? 'width';
      expectNoLess(
        build({ ...knobs, [name]: knobs[name] + whole(random, 1, 3) }),
        ours,
        `${name} from ${what}`,
      );
    }
  });

  test('EfficientDet: any φ from −40 to 12', () => {
    let before: Count = { parameters: 0, multiplyAdds: 0 };
    for (let phi = -40; phi <= 12; phi += 0.25) {
      const knobs = compoundDetector(phi);
      const own = {
        backbone: knobs.backbone,
        width: knobs.width.value,
        cells: knobs.cells.value,
        headDepth: knobs.headDepth.value,
        resolution: knobs.resolution.value,
      };
      const ours = costOf(efficientDet(own));
      const backbone = { ...own.backbone, lite: false };
      expect(ours).toEqual(countDetector({ ...own, backbone, levels: 5, weighted: true, classes: 90 }));
      expectNoLess(ours, before, `φ ${phi}`);
      before = ours;
    }
  });
});
