import { describe, expect, test } from 'vitest';
import { spoken } from '../test/spoken.ts';
import { type NamedTensor, namedTensors } from './checkpoints/formats/named-tensors.ts';
import { planWeights } from './checkpoints/naming/match.ts';
import type { NamingId } from './checkpoints/naming/naming-id.ts';
import { namingById } from './checkpoints/naming/namings.ts';
import { efficientDet } from './families/efficientdet/network.ts';
import { releasedDetector } from './families/efficientdet/sizes.ts';
import { efficientNet } from './families/efficientnet/network.ts';
import { released } from './families/efficientnet/sizes.ts';
import type { Graph } from './graph/graph.ts';
import { fold } from './operators/fold.ts';
import { recognise } from './recognise.ts';

const tensor = (name: string, shape: readonly number[]): NamedTensor => ({
  name,
  dtype: 'float32',
  shape,
  offset: 0,
  bytes: 4,
  read: () => new Float32Array(1),
});

/** The names and shapes that a library writes for a network. */
function written(graph: Graph, id: NamingId) {
  const naming = namingById(id);
  const target = naming.folded ? fold(graph) : graph;
  const sourceOf = naming.sources(target, namedTensors('safetensors', []));
  const needs = target.parameters.flatMap((parameter) => sourceOf(parameter)?.needs ?? []);
  const unique = new Map(needs.map(({ name, shape }) => [name, tensor(name, shape)]));
  return namedTensors('safetensors', [...unique.values()]);
}

describe('released classifiers are known by their shapes', () => {
  const ids = ['own', 'timm', 'torchvision', 'transformers', 'lukemelas', 'automl'] as const;
  test.each(ids)('named by %s', (id) => {
    for (const config of Object.values(released)) {
      const tensors = written(efficientNet(config), id);
      // Its names carry no scope here; the official code always writes one.
      const found = recognise(tensors);
      expect(found).toMatchObject({ network: config.name, classes: 1000 });
      expect(found.naming.id).toBe(id);
      expect(() => planWeights(found.build({ resolution: 64 }), tensors, found.naming)).not.toThrow();
    }
  });
});

describe('released detectors are known by their shapes', () => {
  test.each(['own', 'automl', 'effdet', 'zylo117'] as const)('named by %s', (id) => {
    for (const config of Object.values(releasedDetector)) {
      // D7 is D6 with larger pictures; weights cannot tell them apart.
      const twins: Record<string, string> = { 'efficientdet-d7': 'efficientdet-d6' };
      const found = recognise(written(efficientDet(config), id));
      expect(found).toMatchObject({
        task: 'detection',
        network: twins[config.name] ?? config.name,
        classes: 90,
      });
      const { graph, tensors } = {
        graph: found.build({ resolution: 256 }),
        tensors: written(efficientDet(config), id),
      };
      expect(() => planWeights(graph, tensors, found.naming)).not.toThrow();
      expect(found.naming.id).toBe(id);
    }
  });

  test('a name tells D7 from D6', () => {
    const tensors = written(efficientDet(releasedDetector.D7), 'zylo117');
    expect(recognise(tensors, ['my-efficientdet-d7.pth']).network).toBe('efficientdet-d7');
    expect(recognise(tensors, ['tf_efficientdet_d7x.pth']).network).toBe('efficientdet-d6');
  });
});

describe('networks that were never released', () => {
  const config = { width: 0.7, depth: 1.7, resolution: 160, classes: 12, headFilters: 344 };

  test('a classifier of any width, depth and head', () => {
    const found = recognise(written(efficientNet(config), 'timm'));
    expect(found).toMatchObject({ network: null, classes: 12 });
    const { parameters } = found.build({ resolution: 160 });
    expect(parameters).toEqual(efficientNet(config).parameters);
  });

  test('a detector of any width', () => {
    const detector = {
      backbone: { width: 0.3, depth: 0.5 },
      resolution: 128,
      width: 24,
      cells: 1,
      headDepth: 1,
      classes: 4,
    };
    const found = recognise(written(efficientDet(detector), 'effdet'));
    expect(found.network).toBeNull();
    expect(found.build({ resolution: 128 }).parameters).toEqual(efficientDet(detector).parameters);
  });

  test('properties go into the graph', () => {
    const found = recognise(written(efficientNet(released.B0), 'torchvision'));
    const own = found.build();
    expect(own.ops.find(({ kind }) => kind === 'batchNorm')).toMatchObject({ epsilon: 1e-5 });
    expect(own.ops.find(({ name }) => name === 'stage1/conv')).toMatchObject({
      padding: { top: 1, left: 1 },
    });
    const given = found.build({ batchNormEpsilon: 1e-3, padding: 'same' });
    expect(given.ops.find(({ kind }) => kind === 'batchNorm')).toMatchObject({ epsilon: 1e-3 });
    expect(given.ops.find(({ name }) => name === 'stage1/conv')).toMatchObject({
      padding: { top: 0, left: 0 },
    });
  });
});

describe('what cannot be used is refused with what was expected and found', () => {
  const b0 = written(efficientNet(released.B0), 'timm').tensors;
  const file = (tensors: readonly NamedTensor[]) => namedTensors('safetensors', tensors);

  test('names of no known library', () => {
    expect(spoken(() => recognise(file([tensor('encoder.layer.0.weight', [1])])))).toThrow(
      /1 tensors are named as in none of the known libraries \(“encoder\.layer\.0\.weight”.*Known are/,
    );
    expect(spoken(() => recognise(file([])))).toThrow('holds no tensors');
  });

  test('a neighbour with the same names: MobileNetV2’s kernels are all 3×3', () => {
    const small = b0.map((each) =>
      each.name.endsWith('conv_dw.weight') ? tensor(each.name, [each.shape[0]!, 1, 3, 3]) : each,
    );
    expect(spoken(() => recognise(file(small)))).toThrow(
      /3×3, ratio 6; 3×3, ratio 6; .*EfficientNet’s are .*5×5/,
    );
  });

  test('a network without its classifier', () => {
    expect(spoken(() => recognise(file(b0.filter(({ name }) => !name.startsWith('classifier')))))).toThrow(
      'without its head',
    );
  });

  test('shapes that do not follow one another', () => {
    const odd = b0.map((each) =>
      each.name === 'blocks.2.0.conv_dw.weight' ? tensor(each.name, [145, 1, 5, 5]) : each,
    );
    expect(spoken(() => recognise(file(odd)))).toThrow('of no network that is known here');
  });

  test('a missing and a foreign tensor, by name', () => {
    const changed = b0
      .filter(({ name }) => name !== 'blocks.3.1.bn2.running_var')
      .concat(tensor('extra.weight', [3]));
    const found = recognise(file(changed));
    const attempt = () => planWeights(found.build(), file(changed), found.naming);
    expect(spoken(attempt)).toThrow(
      'stage5/block1/depthwise/bn/variance, expected as “blocks.3.1.bn2.running_var” (480)',
    );
    expect(spoken(attempt)).toThrow('no place for: “extra.weight” (3)');
  });
});
