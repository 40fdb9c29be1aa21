import { describe, expect, test } from 'vitest';
import { efficientNet } from '../../../models/families/efficientnet/network.ts';
import { released } from '../../../models/families/efficientnet/sizes.ts';
import { fold } from '../../../models/operators/fold.ts';
import { resultOf, type WorkedValue } from '../../../models/operators/worked-value.ts';
import golden from '../../../test/goldens/figures/b0-coffee.json' with { type: 'json' };
import poster from './poster.json' with { type: 'json' };
import workedJson from './worked-values.json' with { type: 'json' };
import { short, valuesOf, type WorkedValues, windows } from './worked-values.ts';

const worked = workedJson as unknown as WorkedValues;
const values = Object.entries(worked.values) as [string, WorkedValue][];

describe('worked values', () => {
  test('there is one for every operator that runs', () => {
    const names = fold(efficientNet(released.B0))
      .ops.slice(1)
      .map(({ name }) => name);
    expect(values.map(([name]) => name)).toEqual(names);
  });

  test.each(values)('%s: the numbers shown come to the result shown', (_, each) => {
    // Six digits a number, sums of terms of both signs.
    expect(Math.abs(resultOf(each) - each.result)).toBeLessThan(1e-4 * Math.max(1, Math.abs(each.result)));
  });

  test.each(golden.values)(
    '$op: the result is that of another runtime',
    ({ op, row, column, channel, value }) => {
      const each = worked.values[op]!;
      expect([each.row, each.column, each.channel]).toEqual([row, column, channel]);
      expect(Math.abs(each.result - value)).toBeLessThan(1e-4 * Math.abs(value));
    },
  );

  test('every dot product has as many terms as its window and input have values', () => {
    const graph = fold(efficientNet(released.B0));
    for (const op of graph.ops) {
      const each = worked.values[op.name];
      if (each?.kind !== 'dot') continue;
      const channels = op.kind === 'depthwiseConv2d' ? 1 : graph.ops[op.inputs[0]!]!.shape[2];
      expect(each.terms.length + each.rest.count, op.name).toBe(
        each.kernelSize[0] * each.kernelSize[1] * channels,
      );
    }
  });

  test('a block’s own values are picked, windows are cut by channel', () => {
    const own = valuesOf(worked, 'stage3/block1');
    expect(Object.keys(own.values)).toHaveLength(12);
    const stem = worked.values['stage1/conv']!;
    if (stem.kind !== 'dot') throw new Error('The stem is a convolution.');
    expect(windows(stem.terms).map(({ channel, terms }) => [channel, terms.length])).toEqual([
      [0, 9],
      [1, 9],
      [2, 9],
    ]);
  });

  test('numbers as they are written', () => {
    expect([short(-0.3471), short(12.34), short(0.0041), short(0), short(1234.5), short(-0.00001)]).toEqual([
      '−0.347',
      '12.3',
      '0.0041',
      '0',
      '1235',
      '0.0000',
    ]);
  });
});

describe('what the live classifier shows before it runs', () => {
  test('the five best classes are those of another runtime', () => {
    expect(poster.top.map(({ index }) => index)).toEqual(golden.top.map(({ index }) => index));
    poster.top.forEach(({ probability }, i) => {
      expect(probability).toBeCloseTo(golden.top[i]!.probability, 4);
    });
  });

  test('the gates too', () => {
    expect(poster.gates).toHaveLength(golden.gates.length);
    poster.gates.forEach((gate, i) => {
      expect(Math.abs(gate - golden.gates[i]!)).toBeLessThan(1e-4 * golden.gates[i]!);
    });
  });

  test('the mean of an activation map plus the class’s bias is its logit', () => {
    for (const { index, activation, bias, logit: shown } of poster.top) {
      const mean = activation.reduce((sum, value) => sum + value, 0) / activation.length;
      const logit = (golden.logits as Record<string, number>)[index]!;
      expect(Math.abs(shown - logit)).toBeLessThan(1e-4 * Math.abs(logit));
      expect(Math.abs(mean + bias - logit)).toBeLessThan(1e-3 * Math.abs(logit));
    }
  });
});
