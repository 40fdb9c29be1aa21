import { expect, test } from 'vitest';
import { inputShape } from '../../models/graph/graph.ts';
import { sizeOf } from '../../models/graph/shape.ts';
import { fold } from '../../models/operators/fold.ts';
import { plainRun } from '../../models/operators/plain.ts';
import { relativeDeviation } from '../../src/cli/parity/deviation.ts';
import { proofAnswers, proofGraph, proofValues, proofWeights } from '../../src/engine/executors/proof.ts';

test('the answers that a backend must give at start are those of plain loops', () => {
  const graph = fold(proofGraph());
  const input = proofValues(sizeOf(inputShape(graph)), 0);
  const maps = plainRun(graph, proofWeights(graph), { input });
  for (const name of ['map', 'probabilities'] as const) {
    const expected = maps[graph.outputs[name] ?? 0]?.data ?? [];
    expect(relativeDeviation(proofAnswers[name], expected)).toBeLessThan(1e-6);
  }
});
