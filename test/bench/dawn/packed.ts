// The race as it travels (test/bench/pack.ts): one file, with its networks as data beside it.
// node race.mjs [--network ID] [--contender NAME] [--rounds 100] [--json FILE]
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Graph } from '../../../models/graph/graph.ts';
import type { Weights } from '../../../models/operators/fold.ts';
import { complain, numberOption } from '../../../src/cli/complaint.ts';
import type { BenchNetwork } from '../networks.ts';
import { closeDawn, openDawn } from './device.ts';

const beside = (path: string): URL => new URL(path, import.meta.url);

function floats(path: string): Float32Array<ArrayBuffer> {
  return new Float32Array(Uint8Array.from(readFileSync(beside(path))).buffer);
}

function weightsOf(graph: Graph, values: Float32Array): Weights {
  let at = 0;
  return new Map(
    graph.parameters.map(({ name, shape }) => {
      const from = at;
      at += shape.reduce((product, side) => product * side, 1);
      return [name, values.slice(from, at)];
    }),
  );
}

await complain(async () => {
  const { values } = parseArgs({
    options: {
      network: { type: 'string', multiple: true },
      contender: { type: 'string', multiple: true },
      rounds: { type: 'string', default: '100' },
      json: { type: 'string' },
    },
  });
  openDawn();
  const { contenderNames } = await import('./contenders.ts');
  const { measureOnDawn } = await import('./measure.ts');
  const networks = JSON.parse(readFileSync(beside('data/networks.json'), 'utf8')) as readonly BenchNetwork[];
  const names = contenderNames.filter((name) => values.contender?.includes(name) ?? true);
  const results = [];
  for (const network of networks) {
    if (
      !(values.network?.includes(network.id) ?? true) ||
      !existsSync(beside(`data/${network.id}.graph.json`))
    )
      continue;
    const graph = JSON.parse(readFileSync(beside(`data/${network.id}.graph.json`), 'utf8')) as Graph;
    const given = {
      network,
      opened: { graph, weights: weightsOf(graph, floats(`data/${network.id}.weights.bin`)) },
      input: floats(`data/${network.id}.input.bin`),
      onnxruntime: beside('onnxruntime/'),
    };
    results.push(await measureOnDawn(given, names, numberOption('rounds', values.rounds) ?? 100));
  }
  if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
  closeDawn();
  process.exit(results.some(({ failures }) => failures.length > 0) ? 1 : 0);
});
