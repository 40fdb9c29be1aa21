import { describe, expect, test } from 'vitest';
import { describeOf } from '../../../models/families/describe.ts';
import { describeDetector } from '../../../models/families/efficientdet/describe.ts';
import { releasedDetector } from '../../../models/families/efficientdet/sizes.ts';
import { findNetwork, networkNames } from '../../../models/families/index.ts';
import { inputShape } from '../../../models/graph/graph.ts';
import { cost } from '../../../models/operators/cost.ts';
import { describeNetwork } from '../../../models/operators/describe.ts';
import { trainedNetwork } from '../../engine/sources/network.ts';
import { withNegativeNumbers } from '../complaint.ts';
import { readShipped, shippedNames } from '../shipped.ts';
import { requested } from './request.ts';

describe('what the command line asks for', () => {
  test('released detectors, with knobs of their own', () => {
    const { family, graph } = requested('efficientdet-d0', {});
    expect(family?.id).toBe('efficientdet');
    expect(graph.name).toBe('efficientdet-d0');
    const { parts, anchors, profiledFlops, parameters, multiplyAdds, stages } = describeDetector(graph);
    expect(Object.keys(parts)).toEqual(['backbone', 'neck', 'classHead', 'boxHead']);
    expect(parts.neck).toMatchObject({ parameters: 196_281, multiplyAdds: 136_203_264 });
    expect([anchors, profiledFlops]).toEqual([49_104, 2_550_618_821]);
    const sum = (key: 'parameters' | 'multiplyAdds') =>
      stages.reduce((total, stage) => total + stage[key], 0);
    expect([sum('parameters'), sum('multiplyAdds')]).toEqual([parameters, multiplyAdds]);
    expect(stages.map(({ name, blocks }) => `${name} ${blocks}`)).toEqual([
      ...[1, 1, 2, 2, 3, 3, 4, 1].map((blocks, i) => `backbone/stage${i + 1} ${blocks}`),
      ...['neck/p6 1', 'neck/p7 1', 'neck/cell0 8', 'neck/cell1 8', 'neck/cell2 8'],
      ...['classHead 5', 'boxHead 5'],
    ]);
    const wide = requested('efficientdet-d0', {
      width: '96',
      cells: '1',
      'head-depth': '2',
      fusion: 'softmax',
    });
    const described = describeDetector(wide.graph);
    expect(described.stages.filter(({ name }) => name.startsWith('neck/cell')).length).toBe(1);
    expect(described.profiledFlops).toBeNull();
  });

  test('every released detector by its name', () => {
    for (const { name, resolution } of Object.values(releasedDetector)) {
      const { graph } = requested(name, {});
      expect(graph.name).toBe(name);
      expect(inputShape(graph)).toEqual([resolution, resolution, 3]);
    }
  });

  test('a family by φ', () => {
    expect(inputShape(requested('efficientdet', { phi: '1.5' }).graph)).toEqual([768, 768, 3]);
    expect(inputShape(requested('efficientdet', { phi: '-1.5' }).graph)).toEqual([384, 384, 3]);
    expect(inputShape(requested('efficientdet', { resolution: '300' }).graph)).toEqual([300, 300, 3]);
    expect(requested('efficientnet', { phi: '2.4' }).family?.id).toBe('efficientnet');
    expect(describeNetwork(requested('efficientnet-b3', {}).graph).stages.length).toBe(9);
  });

  test('networks of the scaling study, at their own size of pictures or another', () => {
    const { graph, family } = requested('study-base', {});
    expect([family?.id, graph.name, cost(graph).multiplyAdds]).toEqual([
      'efficientnet',
      'study-base',
      2_019_152,
    ]);
    expect(requested('study-base', { resolution: '64' }).graph.ops[0]).toMatchObject({ shape: [64, 64, 3] });
    expect(() => requested('study-base', { phi: '1' })).toThrow(
      'study-base has no --phi; it takes --resolution.',
    );
  });

  test('every network that a checkpoint of the site names, in parts that leave nothing out', () => {
    const twice: string[] = [];
    for (const network of new Set(shippedNames().map((id) => readShipped(id).card.network))) {
      const { family, graph, regions } = requested(network, {});
      expect(graph.name).toBe(network);
      const { parts, parameters, multiplyAdds } = describeOf(family, graph, regions);
      const sum = (key: 'parameters' | 'multiplyAdds') =>
        Object.values(parts).reduce((total, part) => total + part[key], 0);
      expect([sum('parameters'), sum('multiplyAdds')], network).toEqual([parameters, multiplyAdds]);
      if (regions !== undefined) twice.push(network);
    }
    expect(twice.sort()).toEqual(['light-head-stickers', 'thundernet-head-stickers']);
  });

  test('ours that belong to no family, for other pictures, and refused what they were not trained for', () => {
    const { family, graph } = requested('bisenet-b0-stickers', { resolution: '384x512' });
    expect(family).toBeUndefined();
    expect(inputShape(graph)).toEqual([384, 512, 3]);
    expect(Object.keys(describeOf(family, graph).parts)).toContain('spatial');
    expect(requested('efficientdet-phi-3-stickers', {}).family?.id).toBe('efficientdet');
    expect(() => requested('bisenet-b0-stickers', { classes: '3' })).toThrow(
      'bisenet-b0-stickers has no --classes; it takes --resolution.',
    );
    expect(() => requested('bisenet-b0-stickers', { resolution: '1e7' })).toThrow(/counted exactly/);
  });

  test('no list of networks shows one of ours', () => {
    const ours = (names: readonly string[]) => names.filter((name) => trainedNetwork(name) !== undefined);
    expect(ours(shippedNames()).length).toBeGreaterThan(40);
    expect(ours(networkNames())).toEqual([]);
    expect(findNetwork('bisenet-b0-stickers')).toBeUndefined();
  });

  test('refusals are sentences', () => {
    const refusal = (name: string, values: Parameters<typeof requested>[1]) => () => requested(name, values);
    expect(refusal('efficientdet', {})).toThrow(/is a family: say --phi/);
    expect(refusal('efficientdet-d3', { depth: '2' })).toThrow(/has no --depth/);
    expect(refusal('efficientnet-b0', { cells: '2' })).toThrow(/has no --cells/);
    expect(refusal('efficientdet-d3', { phi: '2' })).toThrow(/released size/);
    expect(refusal('efficientdet-d3', { pyramid: 'x' })).toThrow(/one of fpn, panet/);
    expect(refusal('efficientdet', { phi: 'abc' })).toThrow(/needs a number/);
    expect(refusal('resnet', {})).toThrow(/no network called “resnet”.*efficientdet-d7x/);
  });

  test('what is too large is refused at once, with the largest φ that can be described', () => {
    const refusal = (name: string, values: Parameters<typeof requested>[1]) => () => requested(name, values);
    const began = performance.now();
    for (const family of ['efficientnet', 'efficientdet'])
      for (const phi of ['60', '1000', '1e308'])
        expect(refusal(family, { phi }), `${family} ${phi}`).toThrow(
          /cannot be described.*largest φ that can is \d/,
        );
    const giants: [string, Parameters<typeof requested>[1], RegExp][] = [
      ['efficientnet', { depth: '10000' }, /more than 3,000 blocks/],
      ['efficientnet', { width: '1e6' }, /counted exactly/],
      ['efficientnet', { width: '1e30' }, /too large to count/],
      ['efficientnet', { resolution: '1e9' }, /counted exactly/],
      ['efficientnet-b0', { depth: '1e12' }, /more than 3,000 blocks/],
      ['efficientnet-b0', { classes: '1e12' }, /--classes is a whole number from 1 to 10,000,000/],
      ['efficientdet-d0', { cells: '100000' }, /more than 3,000 blocks/],
      ['efficientdet-d0', { 'head-depth': '1e7' }, /more than 3,000 blocks/],
      ['efficientdet-d0', { width: '1e9' }, /counted exactly/],
      ['efficientdet', { resolution: '128000000' }, /counted exactly/],
    ];
    for (const [name, values, sentence] of giants)
      expect(refusal(name, values), `${name} ${JSON.stringify(values)}`).toThrow(sentence);
    expect(performance.now() - began).toBeLessThan(10_000);
    // The largest that is named can be described, a little more cannot.
    const message = (() => {
      try {
        return requested('efficientdet', { phi: '60' }).graph.name;
      } catch (error) {
        return (error as Error).message;
      }
    })();
    const largest = Number(/largest φ that can is ([\d.]+)\./.exec(message)?.[1]);
    expect(largest).toBeGreaterThan(10);
    expect(refusal('efficientdet', { phi: `${largest + 0.1}` })).toThrow(/cannot be described/);
  });

  test('negative numbers are numbers', () => {
    expect(withNegativeNumbers(['efficientdet', '--phi', '-1.5', '--json'])).toEqual([
      'efficientdet',
      '--phi=-1.5',
      '--json',
    ]);
    expect(withNegativeNumbers(['-1', '--phi=2', '-x'])).toEqual(['-1', '--phi=2', '-x']);
  });
});
