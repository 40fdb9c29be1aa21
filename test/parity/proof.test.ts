import { describe, expect, test } from 'vitest';
import { plainRun } from '../../models/operators/plain.ts';
import { type NodeBackend, useNodeBackend } from '../../src/cli/node-backend.ts';
import { relativeDeviation } from '../../src/cli/parity/deviation.ts';
import { Refused } from '../../src/engine/executors/driver.ts';
import { prove, proveFor, provenBy } from '../../src/engine/executors/proof.ts';
import { firstProof } from '../../src/engine/executors/proofs/first.ts';
import { furtherProof } from '../../src/engine/executors/proofs/further.ts';
import { type Proof, proofInput, proofWeights } from '../../src/engine/executors/proofs/values.ts';
import type { Executor, Runtime } from '../../src/engine/executors/runtime.ts';

const proofs = { first: firstProof, further: furtherProof };

/** The outputs of a proof by plain loops, regions one after the other. */
function plainAnswers(proof: Proof): Record<string, number[]> {
  const { graph, inputs } = proof;
  const first = graph.ops[0]!.name;
  const regions = (inputs.box?.length ?? 4) / 4;
  const runs = Array.from({ length: regions }, (_, i) => {
    const box = inputs.box?.slice(4 * i, 4 * i + 4);
    return plainRun(graph, proofWeights(graph), { [first]: proofInput(proof), ...(box && { box }) });
  });
  return Object.fromEntries(
    Object.entries(graph.outputs).map(([name, id]) => {
      const all = runs.flatMap((maps) => [...maps[id]!.data]);
      return [name, name === 'scores' ? all : [...runs[0]![id]!.data]];
    }),
  );
}

describe.each(Object.entries(proofs))('the %s proof', (which, proof) => {
  test('has the answers of plain loops', () => {
    const expected = plainAnswers(proof);
    expect(Object.keys(proof.answers).sort()).toEqual(Object.keys(expected).sort());
    for (const [name, values] of Object.entries(proof.answers))
      expect(relativeDeviation(values, expected[name]!), name).toBeLessThan(1e-6);
  });

  test('holds every kind of operator that is said to be proven by it', () => {
    const held = new Set(proof.graph.ops.map(({ kind }) => kind));
    const said = Object.entries(provenBy).filter(([, by]) => by === which);
    expect(said.filter(([kind]) => !held.has(kind as keyof typeof provenBy))).toEqual([]);
  });

  test.each(['wasm', 'cpu'] satisfies NodeBackend[])('is passed by %s', async (backend) => {
    await prove(await useNodeBackend(backend), proof);
  });
});

/** A runtime that computes one kind of operator wrong, by a little. */
function lying(runtime: Runtime, kind: keyof typeof provenBy): Runtime {
  const load: Runtime['load'] = async (graph, weights, options) => {
    const executor = await runtime.load(graph, weights, options);
    if (!graph.ops.some((op) => op.kind === kind)) return executor;
    const run: Executor['run'] = async (...args) => {
      const answer = await executor.run(...args);
      for (const { data } of Object.values(answer.outputs)) data[0] = (data[0] ?? 0) + 1;
      return answer;
    };
    return { graph, precision: 'f32', run, dispose: () => executor.dispose() };
  };
  return new Proxy(runtime, { get: (own, key) => (key === 'load' ? load : Reflect.get(own, key, own)) });
}

test('a network is held up by an operator that it has, and only by such', async () => {
  const runtime = lying(await useNodeBackend('cpu'), 'shuffleChannels');
  await proveFor(runtime, firstProof.graph);
  await expect(proveFor(runtime, furtherProof.graph)).rejects.toThrow(Refused);
});
