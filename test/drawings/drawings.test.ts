import type { Component } from 'svelte';
import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import { standardCandidates } from '../../models/facts/candidates.ts';
import { networks } from '../../models/facts/neck-costs.ts';
import { figuresOf } from '../../models/facts/needs.ts';
import { publishedLatencies } from '../../models/facts/published-latencies.ts';
import { growthCurves, networkOf } from '../../models/facts/scaled-b0.ts';
import { measuredNetworks } from '../../models/study/measured.ts';
import { findStickerDetector, stickerGraph } from '../../models/training/detectors.ts';
import { layoutGrowth, layoutPublished } from '../../src/figures/break-the-rule/charts.ts';
import Growth from '../../src/figures/break-the-rule/Growth.svelte';
import MeasuredPoints from '../../src/figures/break-the-rule/MeasuredPoints.svelte';
import { scaledBase } from '../../src/figures/break-the-rule/measured.ts';
import { layoutMeasured } from '../../src/figures/break-the-rule/measured-chart.ts';
import Published from '../../src/figures/break-the-rule/Published.svelte';
import Chart from '../../src/figures/drag-phi/Chart.svelte';
import CostBars from '../../src/figures/drag-phi/CostBars.svelte';
import { layoutCharts } from '../../src/figures/drag-phi/chart-layout.ts';
import { classifierModel } from '../../src/figures/drag-phi/classifiers.ts';
import { detectorModel } from '../../src/figures/drag-phi/detectors.ts';
import { markerOn } from '../../src/figures/drag-phi/marker.ts';
import { layoutOurs } from '../../src/figures/drag-phi/our-chart.ts';
import { modelOf } from '../../src/figures/drag-phi/ours.ts';
import { dragPhiSchema } from '../../src/figures/drag-phi/view.ts';
import Dots from '../../src/figures/formula-against-released/Dots.svelte';
import { deviations } from '../../src/figures/formula-against-released/logic.ts';
import { layoutDeviations } from '../../src/figures/formula-against-released/rows.ts';
import { layoutParallel, layoutSlices } from '../../src/figures/grid-search/layout.ts';
import { searchAll } from '../../src/figures/grid-search/logic.ts';
import Parallel from '../../src/figures/grid-search/Parallel.svelte';
import Slices from '../../src/figures/grid-search/Slices.svelte';
import { trainedGrid } from '../../src/figures/grid-search/trained.ts';
import LearnedCell from '../../src/figures/learned-fusion-weights/Cell.svelte';
import { learnedNeck } from '../../src/figures/learned-fusion-weights/learned.ts';
import MeasureChart from '../../src/figures/measure-my-device/Chart.svelte';
import { latencyChart } from '../../src/figures/measure-my-device/latency-chart.ts';
import { rooflineChart } from '../../src/figures/measure-my-device/roofline-chart.ts';
import { layoutPeers, pairsOf } from '../../src/figures/peers/logic.ts';
import Squares from '../../src/figures/peers/Squares.svelte';
import Cell from '../../src/figures/pyramid-topologies/Cell.svelte';
import { allSteps } from '../../src/figures/pyramid-topologies/view.ts';
import { defaultView } from '../../src/parts/shell/schema.ts';
import Strip from '../../src/parts/strip/Strip.svelte';
import { madeUp, madeUpFamily, madeUpGrid } from '../study/made-up.ts';

/** A drawing as text: one element a line, numbers to a tenth, without what only the framework reads. */
function drawn<Props extends Record<string, unknown>>(component: Component<Props>, props: Props): string {
  const html = render(component as Component<Record<string, unknown>>, { props }).body;
  return html
    .replace(/<!--.*?-->/gs, '')
    .replace(/ ?svelte-[a-z0-9]+/g, '')
    .replace(/ class=""/g, '')
    .replace(/\d+\.\d+/g, (number) => String(Number(Number(number).toFixed(1))))
    .replace(/></g, '>\n<')
    .concat('\n');
}

const still = { onread: () => {}, ondrag: () => {}, onsettle: () => {}, onpick: () => {}, lit: undefined };
const snapshot = (name: string): string => `./snapshots/${name}.svg`;
const sizes = ['wide', 'narrow'] as const;

describe.each(sizes)('%s drawings, as text', (size) => {
  it.each(['imagenet', 'coco'] as const)('the chart of %s', async (task) => {
    const model = task === 'imagenet' ? classifierModel : detectorModel;
    const view = { ...defaultView(dragPhiSchema), task };
    const layout = layoutCharts(view)[size];
    const marker = markerOn(layout, model.networkAt(view.phi), view);
    const text = drawn(Chart, { layout, marker, description: 'chart', ...still });
    await expect(text).toMatchFileSnapshot(snapshot(`chart-${task}-${size}`));
  });

  // On a point of two seeds, between two points, and beyond all.
  it.each([0, 0.5, 2])('the chart of our own networks, as if measured, at φ = %s', async (phi) => {
    const records = [
      madeUp('base', 0.52),
      madeUp('base', 0.54, 2),
      madeUp('paper-phi1', 0.58),
      madeUp('paper-phi-1', 0.44),
      madeUp('depth-2', 0.55),
      madeUp('small-width-0.35', 0.47),
    ];
    const view = { ...defaultView(dragPhiSchema), task: 'ours' as const, phi };
    const { networkAt, standingAt } = modelOf(records);
    const layout = layoutOurs(records, view)[size];
    const marker = markerOn(layout, networkAt(phi), view, standingAt?.(phi));
    const text = drawn(Chart, { layout, marker, description: 'chart', ...still });
    await expect(text).toMatchFileSnapshot(snapshot(`chart-ours-${phi}-${size}`));
  });

  it.each([-1, 2, 7])('the strip at φ = %s', async (phi) => {
    const [network, baseline, reference] = [phi, 0, 3].map(classifierModel.networkAt);
    const props = {
      network: network!,
      baseline: baseline!,
      reference: reference!,
      size,
      description: 'strip',
    };
    await expect(drawn(Strip, { ...props, ghost: 'exact' as const })).toMatchFileSnapshot(
      snapshot(`strip-${phi}-${size}`),
    );
  });

  it('the costs of a detector by part', async () => {
    const [network, baseline] = [3, 0].map(detectorModel.networkAt);
    const props = {
      network: network!,
      baseline: baseline!,
      name: 'φ = 3',
      baselineName: 'D0',
      size,
      told: network!,
    };
    await expect(drawn(CostBars, { ...props, description: 'costs' })).toMatchFileSnapshot(
      snapshot(`costs-${size}`),
    );
  });

  it.each(['cost', 'parameters'] as const)('the peers by %s', async (measure) => {
    const layout = layoutPeers(pairsOf({ task: 'imagenet', measure }), size);
    const text = drawn(Squares, { layout, description: 'peers' });
    await expect(text).toMatchFileSnapshot(snapshot(`peers-${measure}-${size}`));
  });

  it.each(['imagenet', 'coco'] as const)('formula against released, %s', async (task) => {
    const layout = layoutDeviations(deviations()[task], size);
    await expect(drawn(Dots, { layout, description: 'dots' })).toMatchFileSnapshot(
      snapshot(`formula-${task}-${size}`),
    );
  });

  it.each(networks)('the cell of %s', async (network) => {
    const props = {
      network,
      maxLevel: 7,
      step: allSteps,
      size,
      description: 'cell',
      sides: [64, 32, 16, 8, 4],
    };
    await expect(drawn(Cell, props)).toMatchFileSnapshot(snapshot(`cell-${network}-${size}`));
  });

  it('latency and roofline, as published and as if measured', async () => {
    const chosen = standardCandidates.map((candidate) => ({ candidate, figures: figuresOf(candidate) }));
    const published = publishedLatencies();
    const before = { chosen, measured: [], published, ceilings: null };
    // Times that grow with the root of the count, each run a tenth around them: no device's.
    const measured = chosen.map(({ candidate: { id, label, series }, figures }) => {
      const time = Math.sqrt(figures.multiplyAdds / 1e6);
      const { multiplyAdds, bytesMoved, memoryBytes } = figures;
      const runsMs = [0.9, 0.95, 1, 1.05, 1.1].map((factor) => factor * time);
      const where = {
        runsOn: 'WebAssembly · TF.js',
        adapter: 'none',
        heldBytes: null,
        program: null,
        compileMs: 1,
      };
      return { id, label, series, multiplyAdds, bytesMoved, memoryBytes, runsMs, ...where };
    });
    const after = { ...before, measured, ceilings: { arithmetic: 5e12, bandwidth: 4e11, dispatch: null } };
    for (const [when, data] of Object.entries({ before, after })) {
      const shared = { description: 'chart', lit: undefined, onread: still.onread };
      const latency = drawn(MeasureChart, { chart: latencyChart(data, size), ...shared });
      await expect(latency).toMatchFileSnapshot(snapshot(`latency-${when}-${size}`));
      const roofline = drawn(MeasureChart, { chart: rooflineChart(data, size), ...shared });
      await expect(roofline).toMatchFileSnapshot(snapshot(`roofline-${when}-${size}`));
    }
  });

  it('single dimensions of a family of our own, as if measured', async () => {
    const measured = measuredNetworks([...madeUpFamily, ...madeUpGrid]);
    for (const [where, factors] of Object.entries({
      beside: { depth: 1.4, width: 1.2, resolution: 1.3 },
      trained: { depth: 2, width: 1, resolution: 1 },
    })) {
      const chart = layoutMeasured(measured, scaledBase(factors, measured), size);
      const text = drawn(MeasuredPoints, { chart, description: 'measured' });
      await expect(text).toMatchFileSnapshot(snapshot(`in-small-${where}-${size}`));
    }
  });

  it('the grid search', async () => {
    const { found } = searchAll(0.05, 0.1);
    const shared = { description: 'search', lit: undefined, onread: still.onread };
    const slices = drawn(Slices, { layout: layoutSlices(found, 0.1, size), ...shared });
    await expect(slices).toMatchFileSnapshot(snapshot(`slices-${size}`));
    const parallel = drawn(Parallel, { layout: layoutParallel(found, size), ...shared });
    await expect(parallel).toMatchFileSnapshot(snapshot(`parallel-${size}`));
  });

  it('the grid search, as if some of it had been trained', async () => {
    const { found } = searchAll(0.05, 0.1);
    const { points } = trainedGrid(measuredNetworks([...madeUpFamily, ...madeUpGrid]));
    const shared = { description: 'search', lit: undefined, onread: still.onread };
    const slices = drawn(Slices, { layout: layoutSlices(found, 0.1, size, points), ...shared });
    await expect(slices).toMatchFileSnapshot(snapshot(`slices-trained-${size}`));
    const parallel = drawn(Parallel, { layout: layoutParallel(found, size, points), ...shared });
    await expect(parallel).toMatchFileSnapshot(snapshot(`parallel-trained-${size}`));
  });
});

it('the two charts of single dimensions, as text', async () => {
  const scaling = { depth: 2, width: 1.4, resolution: 1.3 };
  const growth = drawn(Growth, { chart: layoutGrowth(growthCurves(20), scaling), description: 'growth' });
  await expect(growth).toMatchFileSnapshot(snapshot('growth'));
  for (const network of ['EfficientNet-B0', 'MobileNetV1', 'MobileNetV2', 'ResNet-50'] as const) {
    const chart = layoutPublished(network, networkOf(scaling));
    expect(chart.labels).toHaveLength(chart.points.length);
    await expect(drawn(Published, { chart, description: 'published' })).toMatchFileSnapshot(
      snapshot(`published-${network}`),
    );
  }
});

it('a cell with learned weights, as text', async () => {
  const detector = findStickerDetector('efficientdet-phi-3-stickers')!;
  const raw = [
    [3, 1],
    [1, 1, 2],
  ];
  const learned = learnedNeck(
    stickerGraph(detector),
    { id: 'cell', title: 'a cell' },
    (name) => raw[/node(9|10|11)\//.test(name) ? 1 : 0],
  )!;
  const text = drawn(LearnedCell, { learned, cell: 0, description: 'cell' });
  await expect(text).toMatchFileSnapshot(snapshot('learned-cell'));
});
