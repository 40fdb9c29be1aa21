// npm run -s export -- mobilenet-v2 | efficientnet --phi 1.5 … --out FILE.onnx [--seed 1]
// npm run -s export -- --checkpoint FILE --out FILE.onnx [--resolution 224]
import { writeFileSync } from 'node:fs';
import type { Graph } from '../../models/graph/graph.ts';
import { toOnnx } from '../../models/onnx/model.ts';
import { fold, type Weights } from '../../models/operators/fold.ts';
import { randomWeights } from '../engine/sources/random-weights.ts';
import { commandLine } from './command-line.ts';
import { Complaint, complain, numberOption } from './complaint.ts';
import { networkOptions, requested } from './describe/request.ts';
import { loadFile } from './loaded.ts';

const options = {
  out: { type: 'string' },
  checkpoint: { type: 'string' },
  seed: { type: 'string' },
  ...networkOptions,
} as const;

/** Writes one network; says in a line what was written. */
function write(path: string, graph: Graph, weights: Weights): void {
  const bytes = toOnnx(graph, weights);
  writeFileSync(path, bytes);
  const answers = Object.keys(graph.outputs).join(', ');
  console.log(`${path}: ${graph.name}, ${bytes.length.toLocaleString('en-US')} bytes, outputs ${answers}`);
}

complain(() => {
  const { values, positionals, uses } = commandLine('export', options, 1);
  const { out, checkpoint, seed, ...asked } = values;
  const [name] = positionals;
  if (out === undefined || (name === undefined) === (checkpoint === undefined))
    throw new Complaint(
      'Name one network or one checkpoint, and where to write: npm run -s export -- mobilenet-v2 --out mobilenet-v2.onnx',
    );
  if (checkpoint !== undefined) {
    uses('A checkpoint', 'out', 'checkpoint', 'resolution');
    const resolution = numberOption('resolution', asked.resolution);
    const { graph, weights } = loadFile(checkpoint, resolution === undefined ? {} : { resolution });
    write(out, graph, weights);
    return;
  }
  const number = numberOption('seed', seed) ?? 1;
  const { graph, regions } = requested(name ?? '', asked);
  const folded = fold(graph);
  write(out, folded, randomWeights(folded, number));
  if (regions === undefined) return;
  // The second graph of a two-stage detector, for one region, lies beside the first.
  const second = fold(regions);
  write(`${out.replace(/\.onnx$/, '')}.regions.onnx`, second, randomWeights(second, number));
});
