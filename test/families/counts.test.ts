import { describe, expect, test } from 'vitest';
import { describeOf } from '../../models/families/describe.ts';
import { families, findNetwork, networkNames } from '../../models/families/index.ts';
import { type PartCost, partCosts } from '../../models/families/parts.ts';
import { inputShape } from '../../models/graph/graph.ts';
import { cost } from '../../models/operators/cost.ts';
import { requested } from '../../src/cli/describe/request.ts';
import { errorSentence } from '../../src/words/en/refusals/error.ts';
import { classifierRows } from './exact.ts';
import { partedNetworks } from './exact-parts.ts';

describe('exact counts of the neighbours', () => {
  test.each(classifierRows)('%s at %i', (name, side, parameters, movingStatistics, multiplyAdds) => {
    const { graph } = requested(name, {});
    expect(inputShape(graph)).toEqual([side, side, 3]);
    const found = cost(graph);
    expect([found.parameters, found.multiplyAdds]).toEqual([parameters, multiplyAdds]);
    if (movingStatistics !== null) expect(found.movingStatistics).toBe(movingStatistics);
  });
});

describe('exact counts, part by part', () => {
  test.each(
    partedNetworks.map((each) => [`${each.name} ${JSON.stringify(each.options ?? {})}`, each] as const),
  )('%s', (_, { name, options, parts, total }) => {
    const { family, member } = findNetwork(name)!;
    const found = describeOf(family, member.network(options), member.regions?.(options));
    const row = (part: PartCost) => [part.parameters, part.movingStatistics, part.multiplyAdds];
    for (const [part, expected] of Object.entries(parts)) {
      const own = found.parts[part];
      expect(own && row(own), part).toEqual(expected);
    }
    if (total === undefined) return;
    expect(row(found)).toEqual(total);
    // Every operator with weights belongs to a part.
    const sum = (key: keyof PartCost) => Object.values(found.parts).reduce((all, part) => all + part[key], 0);
    expect([sum('parameters'), sum('movingStatistics'), sum('multiplyAdds')]).toEqual(total);
  });

  test('whole detectors with their 200 regions', () => {
    const whole = (snet: number, options = {}) => {
      const { family, member } = findNetwork(`thundernet-snet-${snet}`)!;
      return describeOf(family, member.network(options), member.regions?.(options)).more;
    };
    expect(whole(49)).toEqual({ regions: 200, multiplyAddsWithRegions: 325_670_640 });
    expect(whole(146, { hiddenLayers: 2 }).multiplyAddsWithRegions).toBe(776_976_960);
    expect(whole(535, { agnostic: true }).multiplyAddsWithRegions).toBe(1_305_942_640);
  });

  test('backbones alone', () => {
    const backbone = (name: string, scope: string, size: readonly [number, number]) => {
      const graph = findNetwork(name)!.member.network({ size });
      return partCosts([graph], [{ name: scope, scopes: [scope] }])[scope];
    };
    const { parts } = describeOf(
      findNetwork('bisenet-xception-39')!.family,
      findNetwork('bisenet-xception-39')!.member.network({ size: [224, 224] }),
    );
    const xception = Object.entries(parts).filter(([name]) => name.startsWith('context/backbone'));
    expect(xception.reduce((sum, [, { parameters }]) => sum + parameters, 0)).toBe(299_448);
    expect(xception.reduce((sum, [, { multiplyAdds }]) => sum + multiplyAdds, 0)).toBe(39_475_968);
    expect(backbone('light-head-rcnn-resnet-101', 'backbone', [129, 129])?.parameters).toBe(42_500_160);
  });
});

describe('the list of families', () => {
  test('knows no name twice, and each by itself', () => {
    const names = networkNames();
    expect(new Set(names).size).toBe(names.length);
    for (const family of families)
      for (const { name, aliases = [] } of family.members)
        for (const each of [name, ...aliases]) expect(findNetwork(each)?.member.name).toBe(name);
  });

  test('says of each graph which family made it, and what it answers', () => {
    for (const { id, members } of families) {
      const graph = members[0]!.network();
      expect(graph.family).toBe(id);
      expect(graph.answers.length).toBeGreaterThan(0);
    }
  });

  test('takes any width where its family has one, and any size of picture', () => {
    expect(findNetwork('mobilenet-v2-0.9')?.member.name).toBe('mobilenet-v2-0.9');
    expect(findNetwork('mobilenet_v2_1.0')?.member.name).toBe('mobilenet-v2');
    for (const odd of ['mobilenet-v2-', 'mobilenet-v2-0', 'mobilenet-v2--1', 'mobilenet-v2-wide'])
      expect(findNetwork(odd), odd).toBeUndefined();
    const wide = requested('mobilenet-v2', { width: '1.4', resolution: '192x256' });
    expect(inputShape(wide.graph)).toEqual([192, 256, 3]);
    expect(cost(wide.graph).parameters).toBe(6_108_776);
    const deep = requested('efficientnet-v2-b0', { width: '1.2', depth: '1.4', resolution: '300' });
    expect(cost(deep.graph).multiplyAdds).toBe(3_011_458_816);
  });

  test('refuses in sentences: no such network, no such option, what is too deep, too wide or nothing', () => {
    const refusal = (name: string, values: Parameters<typeof requested>[1]) => () => {
      try {
        requested(name, values);
      } catch (error) {
        throw new Error(errorSentence(error) ?? (error as Error).message);
      }
    };
    expect(refusal('mobilnet-v2', {})).toThrow(
      /no network called “mobilnet-v2”\. The nearest are mobilenet-v2 and/,
    );
    expect(refusal('mobilenet-v2', { depth: '2' })).toThrow(/mobilenet-v2 has no --depth; it takes --width/);
    expect(refusal('mobilenet-v2', { width: '0' })).toThrow(/--width is above 0/);
    expect(refusal('mobilenet-v2', { width: '1e30' })).toThrow(/too large to count/);
    expect(refusal('mobilenet-v2', { resolution: '1e7' })).toThrow(/counted exactly/);
    expect(refusal('mobilenet-v2', { resolution: '224x' })).toThrow(/needs a number/);
    expect(refusal('efficientnet-v2-s', { depth: '1e6' })).toThrow(/more than 3,000 blocks/);
  });
});
