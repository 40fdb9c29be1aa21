import { describe, expect, test } from 'vitest';
import { exact, facts, factsTable } from '../../../test/facts/facts.ts';
import { spoken } from '../../../test/spoken.ts';
import { anchorCount } from '../../blocks/anchors.ts';
import { cost, costsByScope } from '../../operators/cost.ts';
import { fold } from '../../operators/fold.ts';
import { efficientDet } from './network.ts';
import { officialFlops, profiledOperations } from './official-flops.ts';
import { type ReleasedDetectorName, releasedDetector } from './sizes.ts';

const size = (name: string) => releasedDetector[name as ReleasedDetectorName];

describe('exact costs of every released EfficientDet', () => {
  test.each(factsTable('ed_params_macs').map((row) => [String(row.model), row] as const))(
    '%s',
    (name, row) => {
      const graph = efficientDet(size(name));
      const total = cost(graph);
      expect(total.parameters).toBe(exact(row.params));
      expect(total.multiplyAdds).toBe(exact(row['macs (conv only)']));
      const parts = costsByScope(graph, 1);
      expect([...parts.keys()]).toEqual(['backbone', 'neck', 'classHead', 'boxHead']);
      expect([...parts.values()].map(({ parameters }) => parameters)).toEqual(
        [row.backbone_p, row['neck_p (incl. P6)'], row.class_head_p, row.box_head_p].map(exact),
      );
      const split = factsTable('ed_macs_split').find(({ model }) => model === name);
      expect([...parts.values()].map(({ multiplyAdds }) => multiplyAdds)).toEqual(
        [
          split?.backbone,
          split?.['BiFPN total incl. extra levels'],
          split?.['class head'],
          split?.['box head'],
        ].map(exact),
      );
      const extra = costsByScope(graph, 2).get('neck/p6');
      expect(extra?.multiplyAdds).toBe(exact(split?.['P6/P7(/P8) 1x1']));
    },
  );

  test.each(factsTable('ed_lite').map((row) => [String(row.model), row] as const))('%s', (name, row) => {
    const graph = efficientDet(size(name));
    const total = cost(graph);
    expect(total.parameters).toBe(exact(row.params_exact));
    expect(total.multiplyAdds).toBe(exact(row.macs));
    expect(officialFlops(graph)).toBe(exact(row['official_flops(test)']));
    const { breakdown } = facts.counts.efficientdet_lite[name.toLowerCase() as 'lite0'];
    const part = costsByScope(graph, 1);
    for (const [scope, counted] of [
      ['backbone', breakdown.backbone],
      ['neck', breakdown.neck_total_incl_extra],
      ['classHead', breakdown.class_head],
      ['boxHead', breakdown.box_head],
    ] as const) {
      expect(part.get(scope)?.parameters, scope).toBe(counted.params);
      expect(part.get(scope)?.multiplyAdds, scope).toBe(counted.macs);
    }
    expect(part.get('backbone')?.movingStatistics).toBe(breakdown.backbone.buf);
  });

  test('anchors', () => {
    const count = (name: string) => {
      const { resolution, maxLevel, anchorScale } = size(name);
      return anchorCount({ size: [resolution, resolution], maxLevel, anchorScale });
    };
    for (const row of factsTable('ed_config')) expect(count(String(row.model))).toBe(exact(row.anchors));
    for (const [name, { numAnchors }] of Object.entries(facts.counts.efficientdet_lite))
      expect(count(name.replace('lite', 'Lite'))).toBe(numAnchors);
  });

  test('backbone channels at P3, P4, P5', () => {
    for (const row of factsTable('ed_config')) {
      const graph = efficientDet(size(String(row.model)));
      const channels = [3, 4, 5].map((level) => graph.ops[graph.taps[`neck/P${level}`] ?? -1]?.shape[2]);
      expect(channels.join('/')).toBe(row['backbone_ch P3/P4/P5']);
    }
  });
});

describe('the authors’ FLOPs', () => {
  test.each(factsTable('ed_params_macs').map((row) => [String(row.model), row] as const))(
    '%s',
    (name, row) => {
      const flops = officialFlops(efficientDet(size(name)));
      expect(flops).toBe(exact(row['official-style count (modelled)']));
      if (name !== 'D7x') expect(flops).toBe(exact(row['official flops (unit test)']));
    },
  );

  // Two more totals of the official unit test.
  test('pictures that are not square', () => {
    expect(officialFlops(efficientDet({ ...releasedDetector.D0, size: [511, 513] }))).toBe(2_628_615_337);
    expect(officialFlops(efficientDet({ ...releasedDetector.D1, size: [640, 1280] }))).toBe(12_263_120_287);
  });

  test('convolutions are nearly all of it', () => {
    const graph = efficientDet(releasedDetector.D0);
    const { convolutions } = profiledOperations(graph);
    expect(convolutions).toBe(2 * cost(graph).multiplyAdds);
    expect(spoken(() => officialFlops(efficientDet({ ...releasedDetector.D0, fusion: 'softmax' })))).toThrow(
      /not known/,
    );
  });
});

test('heads share their convolutions over the levels and keep a batch norm for each', () => {
  const graph = efficientDet(releasedDetector.D0);
  const names = graph.parameters.map(({ name }) => name).filter((name) => name.startsWith('classHead/'));
  expect(names.filter((name) => name.endsWith('pointwise/kernel'))).toEqual([
    'classHead/layer0/pointwise/kernel',
    'classHead/layer1/pointwise/kernel',
    'classHead/layer2/pointwise/kernel',
    'classHead/predict/pointwise/kernel',
  ]);
  expect(names.filter((name) => name.endsWith('bn/gamma')).length).toBe(3 * 5);
  expect(names).toContain('classHead/P6/layer1/bn/gamma');
  // Folding leaves a shared convolution as it is and keeps a scale and a shift for each level.
  const folded = fold(graph);
  expect(folded.parameters.some(({ role }) => role === 'gamma')).toBe(false);
  expect(
    folded.parameters.filter(({ role, name }) => role === 'scale' && name.startsWith('classHead/')).length,
  ).toBe(15);
  expect(Object.keys(folded.outputs)).toEqual(Object.keys(graph.outputs));
});

test('weighted layers stand in the order in which other implementations run them', () => {
  const graph = efficientDet(releasedDetector.D0);
  const seen = new Set<string>();
  const order: string[] = [];
  for (const op of graph.ops) {
    if (op.kind !== 'conv2d' && op.kind !== 'depthwiseConv2d') continue;
    if (!seen.has(op.kernel)) order.push(op.kernel.replace(/\/kernel$/, ''));
    seen.add(op.kernel);
  }
  // 81 in the backbone and for P6, then nodes (two each, and five 1×1), then two heads of eight.
  expect(order.length).toBe(150);
  expect(order.slice(80, 87)).toEqual([
    'neck/p6/conv',
    'neck/cell0/node5/depthwise',
    'neck/cell0/node5/pointwise',
    'neck/cell0/node6/input0/conv',
    'neck/cell0/node6/depthwise',
    'neck/cell0/node6/pointwise',
    'neck/cell0/node7/input0/conv',
  ]);
  expect(order.slice(134, 136)).toEqual(['classHead/layer0/depthwise', 'classHead/layer0/pointwise']);
  expect(order.slice(148)).toEqual(['boxHead/predict/depthwise', 'boxHead/predict/pointwise']);
});
