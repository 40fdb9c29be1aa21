import { expect, test } from 'vitest';
import { GraphBuilder } from '../operators/builder.ts';
import { liveness } from './liveness.ts';
import { perRegion } from './regions.ts';

/** A map that is computed once, and a region of it for each box. */
function head() {
  const b = new GraphBuilder('head');
  const map = b.input([5, 5, 8], { name: 'map' });
  const box = b.input([1, 1, 4], { name: 'box', perRegion: true });
  const thin = b.conv2d(map, { name: 'thin', filters: 4, kernelSize: 1 });
  const how = { scale: 1, group: 2, samples: 2, leastSide: 0, take: 'mean', reading: 'clamped' } as const;
  const region = b.psRoiAlign(thin, box, { name: 'align', ...how });
  const row = b.flatten(region, { name: 'flatten', order: 'yxc' });
  b.output('scores', b.dense(row, { name: 'dense', units: 3 }));
  return { graph: b.build(), map, box, thin, region, row };
}

test('what follows from a box is of each region, what does not is of the picture', () => {
  const { graph, box, region, row } = head();
  expect([...perRegion(graph)]).toEqual([box, region, row, graph.outputs.scores]);
});

test('the fullest moment grows with the regions, and only by their maps', () => {
  const { graph, region } = head();
  const [one, many] = [liveness(graph), liveness(graph, [], 100)];
  // The map [5, 5, 8], a box and the map [5, 5, 4]; then a hundred boxes and regions beside the thin map.
  expect(one.peakBytes).toBe(4 * (200 + 4 + 100));
  expect(many.peakBytes).toBe(4 * (100 + 100 * (4 + 4)));
  expect(many.peakAt).toBe(region);
});
