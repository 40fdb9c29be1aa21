import { describe, expect, test } from 'vitest';
import { spoken } from '../../../test/spoken.ts';
import { efficientNet } from '../../families/efficientnet/network.ts';
import { fold } from '../../operators/fold.ts';
import { CheckpointError } from '../checkpoint-error.ts';
import { type NamedTensor, namedTensors } from '../formats/named-tensors.ts';
import { planWeights, readInferenceWeights } from './match.ts';
import { modelGarden } from './model-garden.ts';
import { ownNaming } from './own.ts';
import { sideBySide, torchKernel } from './tensor-source.ts';

const graph = efficientNet({ name: 'a small one', width: 0.1, depth: 0.3, resolution: 64, classes: 10 });

const tensor = (name: string, shape: readonly number[], fill = 0): NamedTensor => {
  const count = shape.reduce((product, side) => product * side, 1);
  return {
    name,
    dtype: 'float32',
    shape,
    offset: 0,
    bytes: count * 4,
    read: () => new Float32Array(count).fill(fill),
  };
};
const own = fold(graph).parameters.map(({ name, shape }) => tensor(name, shape));
const file = (tensors: readonly NamedTensor[]) => namedTensors('safetensors', tensors);

describe('matching', () => {
  test('takes exactly the graph’s tensors', () => {
    const weights = readInferenceWeights(planWeights(graph, file([...own].reverse()), ownNaming));
    expect([...weights.keys()]).toEqual(own.map(({ name }) => name));
  });

  test('names what is missing, left over or of another shape, with both names and shapes', () => {
    const changed = own.slice(2).map((each, i) => (i === 0 ? tensor(each.name, [3, 3, 9]) : each));
    const attempt = () => planWeights(graph, file([...changed, tensor('odd/kernel', [7, 7])]), ownNaming);
    expect(attempt).toThrow(CheckpointError);
    expect(spoken(attempt)).toThrow('stage1/conv/kernel, expected as “stage1/conv/kernel” (3×3×3×8)');
    expect(spoken(attempt)).toThrow(`${own[2]!.name} needs “${own[2]!.name}” as 3×3×8×1, but it is 3×3×9`);
    expect(spoken(attempt)).toThrow('no place for: “odd/kernel” (7×7)');
    expect(spoken(attempt)).toThrow('do not fit a small one');
  });

  test('refuses values that are not finite', () => {
    const broken = own.map((each, i) => (i === 5 ? tensor(each.name, each.shape, Number.NaN) : each));
    expect(spoken(() => readInferenceWeights(planWeights(graph, file(broken), ownNaming)))).toThrow(
      own[5]!.name,
    );
  });
});

describe('the frozen graph of the Model Garden', () => {
  // Written by hand from the upstream's list: names and numbering, not this project's own mapping.
  const prefix = 'StatefulPartitionedCall/model/';
  const garden: NamedTensor[] = [
    tensor(`${prefix}stem_conv2d/Conv2D_weights`, [3, 3, 3, 8]),
    tensor(`${prefix}stem_conv2d/Conv2D_bn_offset`, [8]),
    tensor(`${prefix}top_conv2d/Conv2D_weights`, [1, 1, 32, 128]),
    tensor(`${prefix}top_conv2d/Conv2D_bn_offset`, [128]),
    tensor(`${prefix}tf_op_layer_Mul/Mul/y`, []),
    tensor(`${prefix}stack_5/block_1/se_squeeze/Mean/reduction_indices`, [2]),
  ];
  const blocks: [string, number, number, number, number][] = [
    ['stack_0/block_0', 8, 8, 8, 3],
    ['stack_1/block_0', 8, 48, 8, 3],
    ['stack_2/block_0', 8, 48, 8, 5],
    ['stack_3/block_0', 8, 48, 8, 3],
    ['stack_4/block_0', 8, 48, 16, 5],
    ['stack_5/block_0', 16, 96, 24, 5],
    ['stack_5/block_1', 24, 144, 24, 5],
    ['stack_6/block_0', 24, 144, 32, 3],
  ];
  let number = 12;
  for (const [name, input, expanded, output, side] of blocks) {
    const at = (layer: string) => `${prefix}${name}/${layer}`;
    if (expanded !== input) {
      garden.push(tensor(at('expand_conv2d/Conv2D_weights'), [1, 1, input, expanded]));
      garden.push(tensor(at('expand_conv2d/Conv2D_bn_offset'), [expanded]));
    }
    garden.push(tensor(at('depthwise_conv2d/depthwise_weights'), [side, side, expanded, 1]));
    garden.push(tensor(at('depthwise_conv2d/depthwise_bn_offset'), [expanded]));
    garden.push(tensor(at('project_conv2d/Conv2D_weights'), [1, 1, expanded, output]));
    garden.push(tensor(at('project_conv2d/Conv2D_bn_offset'), [output]));
    const squeezed = input / 4;
    const shapes = [[1, 1, expanded, squeezed], [squeezed], [1, 1, squeezed, expanded], [expanded]];
    for (const [i, shape] of shapes.entries())
      garden.push(tensor(`Func/StatefulPartitionedCall/input/_${number + i}`, shape, number + i));
    number += 19;
  }
  garden.push(tensor(`Func/StatefulPartitionedCall/input/_${number}`, [128, 10], number));
  garden.push(tensor(`Func/StatefulPartitionedCall/input/_${number + 1}`, [10], number + 1));

  test('is recognised and read, the nameless constants by rising number', () => {
    const tensors = file([...garden].reverse());
    expect(modelGarden.recognises(tensors)).toBe(true);
    const weights = readInferenceWeights(planWeights(graph, tensors, modelGarden));
    expect(weights.get('stage2/block0/se/reduce/kernel')?.[0]).toBe(12);
    expect(weights.get('stage2/block0/se/expand/bias')?.[0]).toBe(15);
    // Block 7 of 8, whose _N has three digits where block 0's has two: sorted as numbers, not as text.
    expect(weights.get('stage8/block0/se/expand/kernel')?.[0]).toBe(12 + 7 * 19 + 2);
    expect(weights.get('stage9/dense/kernel')?.[0]).toBe(number);
    expect(weights.get('stage9/dense/bias')?.[0]).toBe(number + 1);
  });

  test('an unknown constant is refused', () => {
    const tensors = file([...garden, tensor(`${prefix}another_conv2d/Conv2D_weights`, [1])]);
    expect(spoken(() => planWeights(graph, tensors, modelGarden))).toThrow('another_conv2d');
  });
});

describe('layouts', () => {
  const count = (length: number) => Float32Array.from({ length }, (_, i) => i);

  test('PyTorch’s convolution [out, in, h, w] becomes [h, w, in, out]', () => {
    const { needs, make } = torchKernel('k', [2, 3, 4, 5], false);
    expect(needs).toEqual([{ name: 'k', shape: [5, 4, 2, 3] }]);
    const result = make([count(120)]);
    for (let o = 0; o < 5; o++)
      for (let i = 0; i < 4; i++)
        for (let h = 0; h < 2; h++)
          for (let w = 0; w < 3; w++)
            expect(result[((h * 3 + w) * 4 + i) * 5 + o]).toBe(((o * 4 + i) * 2 + h) * 3 + w);
  });

  test('PyTorch’s depthwise [channels, 1, h, w] becomes [h, w, channels, 1]', () => {
    const { needs, make } = torchKernel('k', [3, 3, 7, 1], true);
    expect(needs).toEqual([{ name: 'k', shape: [7, 1, 3, 3] }]);
    const result = make([count(63)]);
    for (let c = 0; c < 7; c++) for (let a = 0; a < 9; a++) expect(result[a * 7 + c]).toBe(c * 9 + a);
  });

  test('PyTorch’s dense [out, in] becomes [in, out]; single values stand side by side', () => {
    const { needs, make } = torchKernel('k', [2, 3], false);
    expect(needs).toEqual([{ name: 'k', shape: [3, 2] }]);
    expect([...make([count(6)])]).toEqual([0, 2, 4, 1, 3, 5]);
    expect([...sideBySide(['a', 'b'], []).make([count(1), Float32Array.of(9)])]).toEqual([0, 9]);
  });
});
