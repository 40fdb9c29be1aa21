import { expect, test } from 'vitest';
import { cost } from '../operators/cost.ts';
import { guidelines, variantsOf } from './guidelines.ts';

test.for(guidelines)('the forms of “%s” have equal multiply-adds, within 1 %%', (guideline, { expect }) => {
  const amounts = variantsOf(guideline).map(({ graph }) => cost(graph).multiplyAdds);
  expect(Math.max(...amounts) / Math.min(...amounts)).toBeLessThanOrEqual(1.01);
  expect(amounts.length).toBeGreaterThanOrEqual(4);
});

test('an experiment changes what it says and nothing else', () => {
  const kinds = (guideline: (typeof guidelines)[number]) =>
    variantsOf(guideline).map(({ graph }) => new Set(graph.ops.map(({ kind }) => kind)));
  for (const each of [...kinds('ratio'), ...kinds('groups')]) expect([...each]).toEqual(['input', 'conv2d']);
  const counts = variantsOf('fragments').map(
    ({ graph }) => graph.ops.filter(({ kind }) => kind === 'conv2d').length,
  );
  expect(counts).toEqual([10, 20, 40, 20, 40]);
  const small = variantsOf('elementwise').map(({ graph }) => [
    graph.ops.filter(({ kind }) => kind === 'activation').length,
    graph.ops.filter(({ kind }) => kind === 'add').length,
  ]);
  expect(small).toEqual([
    [30, 10],
    [30, 0],
    [0, 10],
    [0, 0],
  ]);
});
