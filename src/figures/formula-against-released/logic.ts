import { classifierDeviations } from '../../../models/facts/classifier-deviation.ts';
import { scaledDetectors } from '../../../models/facts/scaled-detectors.ts';
import { stopsOf } from '../../../models/facts/stops.ts';
import { detectorDeviations } from '../../../models/families/efficientdet/sizes.ts';
import { detectorEquations, releasedDetectors } from '../../../models/published/efficientdet/config.ts';
import { billions, reading } from '../../words/en/figures/formula-against-released.ts';
import type { DeviationRow, Deviations } from './rows.ts';

/** Everything that the figure shows, computed from formulas, released coefficients and exact costs. */
export function deviations(): Deviations {
  return { imagenet: classifierRows(), coco: detectorRows() };
}

function classifierRows(): readonly DeviationRow[] {
  return classifierDeviations().map((row) => ({
    model: row.model,
    number: row.number,
    readings: [
      {
        name: reading.imagenet.depth,
        tone: 'depth',
        formula: row.depth.formula.toFixed(3),
        released: String(row.depth.released),
        phi: row.depth.phi,
      },
      {
        name: reading.imagenet.width,
        tone: 'width',
        formula: row.width.formula.toFixed(3),
        released: String(row.width.released),
        phi: row.width.phi,
      },
      {
        name: reading.imagenet.resolution,
        tone: 'resolution',
        formula: row.resolution.formula.toFixed(1),
        released: String(row.resolution.released),
        phi: row.resolution.phi,
      },
      {
        name: reading.imagenet.cost,
        tone: 'ink',
        formula: `${row.promisedRatio}×`,
        released: `${row.costRatio.toFixed(2)}×`,
        phi: row.phiFromCost,
      },
    ],
  }));
}

function detectorRows(): readonly DeviationRow[] {
  const {
    widthAtZero,
    widthBase,
    cellsAtZero,
    headDepthAtZero,
    headDepthDivisor,
    resolutionAtZero,
    resolutionStep,
  } = detectorEquations;
  const stops = stopsOf(scaledDetectors);
  return releasedDetectors.map((released) => {
    const rule = detectorDeviations.find(({ model }) => model === released.model);
    const stop = stops.find(({ name }) => name === released.model)!;
    const promised = rule && scaledDetectors.networkAt(rule.phi).multiplyAdds;
    const head = (released.headDepth - headDepthAtZero) * headDepthDivisor;

    return {
      model: released.model,
      number: rule?.phi ?? null,
      readings: [
        {
          name: reading.coco.cells,
          tone: 'depth',
          formula: rule ? String(rule.cells.exact) : null,
          released: String(released.cells),
          phi: released.cells - cellsAtZero,
        },
        {
          name: reading.coco.headDepth,
          tone: 'depth',
          formula: rule ? String(rule.headDepth.value) : null,
          released: String(released.headDepth),
          phi: head,
          phiEnd: head + headDepthDivisor,
        },
        {
          name: reading.coco.width,
          tone: 'width',
          formula: rule ? rule.width.exact.toFixed(2) : null,
          released: String(released.width),
          phi: Math.log(released.width / widthAtZero) / Math.log(widthBase),
        },
        {
          name: reading.coco.resolution,
          tone: 'resolution',
          formula: rule ? String(rule.resolution.exact) : null,
          released: String(released.resolution),
          phi: (released.resolution - resolutionAtZero) / resolutionStep,
        },
        {
          name: reading.coco.cost,
          tone: 'ink',
          formula: promised === undefined ? null : billions(promised),
          released: billions(stop.multiplyAdds),
          phi: stop.phi,
        },
      ],
    };
  });
}
