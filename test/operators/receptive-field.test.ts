import { expect, test } from 'vitest';
import { plainRun } from '../../models/operators/plain.ts';
import { fieldOf } from '../../models/operators/receptive-field.ts';
import { seededArray } from '../../src/cli/parity/seeded-values.ts';
import { graphs, weightsOf } from '../parity/operator-graphs.ts';

/** Kinds that mix in what lies anywhere in the picture. */
const mixing = new Set(['globalAveragePool', 'psRoiAlign']);

test.each(Object.entries(graphs))(
  'no cell of %s depends on a pixel that it is said not to see',
  (_, graph) => {
    const weights = weightsOf(graph);
    const output = graph.outputs.result!;
    const field = fieldOf(graph, output);
    expect(field.global).toBe(graph.ops.some(({ kind }) => mixing.has(kind)));
    const [height, width, channels] = graph.ops[0]!.shape;
    const [rows, columns, depth] = graph.ops[output]!.shape;
    const unseen: string[] = [];
    let seen = 0;
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const input = seededArray(99, 0, height * width * channels);
        // What is no number stays none, whatever is done with it.
        input.fill(Number.NaN, (y * width + x) * channels, (y * width + x + 1) * channels);
        const { data } = plainRun(graph, weights, { input })[output]!;
        for (let cell = 0; cell < rows * columns; cell++) {
          if (!data.slice(cell * depth, (cell + 1) * depth).some(Number.isNaN)) continue;
          seen++;
          const [row, column] = [Math.floor(cell / columns), cell % columns];
          const within = ({ start, end, stride }: typeof field.vertical, place: number, at: number) =>
            start + at * stride <= place + 1e-9 && place <= end + at * stride + 1e-9;
          const inside = within(field.vertical, y, row) && within(field.horizontal, x, column);
          if (!inside && !field.global) unseen.push(`pixel ${y}, ${x} from cell ${row}, ${column}`);
        }
      }
    expect(seen).toBeGreaterThan(0);
    expect(unseen).toEqual([]);
  },
);
