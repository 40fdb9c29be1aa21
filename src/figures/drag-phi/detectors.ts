import { scaledDetectors } from '../../../models/facts/scaled-detectors.ts';
import { compoundDetector } from '../../../models/families/efficientdet/compound.ts';
import { type ScaledNetwork, totalOf } from '../../../models/families/scaled-network.ts';
import { detectorEquations } from '../../../models/published/efficientdet/config.ts';
import { change, detector as words } from '../../words/en/figures/drag-phi-formula.ts';
import { formatPhi } from '../../words/en/phi.ts';
import { fixed as decimals, significant } from '../../words/en/quantity.ts';
import type { TaskModel } from './task-model.ts';
import { phiSign, plain, raised, sideOf, type Term, variable } from './term.ts';

const { networkAt } = scaledDetectors;

/** EfficientDet on COCO. Loaded when a reader asks for it. */
export const detectorModel: TaskModel = { ...scaledDetectors, termsAt: detectorTerms };

const e = detectorEquations;

/** The part of each line that no φ changes. */
const fixed = {
  backbone: variable('d'),
  backboneWidth: variable('w', 'width'),
  cells: [plain(`${e.cellsAtZero} + `), phiSign],
  heads: [plain(`${e.headDepthAtZero} + ⌊`), phiSign],
  width: plain(`${e.widthAtZero} · ${e.widthBase}`),
  resolution: [plain(`${e.resolutionAtZero} + ${e.resolutionStep} · `), phiSign],
} as const;

function detectorTerms(phi: number): readonly Term[] {
  const knobs = compoundDetector(phi);
  const base = compoundDetector(0);
  const [network, baseline] = [networkAt(phi), networkAt(0)];
  const power = formatPhi(phi);
  const blocks = (of: ScaledNetwork): string => String(totalOf(of.groups.slice(1, 8), 'blocks'));
  return [
    {
      name: words.name.backbone,
      dimension: 'depth',
      pieces: [
        fixed.backbone,
        plain(` = ${significant(knobs.backbone.depth)},  `),
        fixed.backboneWidth,
        { text: ` = ${significant(knobs.backbone.width)}`, tone: 'width' },
      ],
      spoken: words.backbone(knobs.backbone.depth, knobs.backbone.width),
      effect: change.blocks(blocks(network), blocks(baseline), 'D0'),
    },
    {
      name: words.name.cells,
      dimension: 'depth',
      pieces: [...fixed.cells, plain(` = ${decimals(knobs.cells.exact, 1)} → ${knobs.cells.value}`)],
      spoken: words.cells(e.cellsAtZero, knobs.cells),
      effect: change.cells(String(knobs.cells.value), String(base.cells.value), 'D0'),
    },
    {
      name: words.name.heads,
      dimension: 'depth',
      pieces: [...fixed.heads, plain(` / ${e.headDepthDivisor}⌋ = ${knobs.headDepth.value}`)],
      spoken: words.heads(e.headDepthAtZero, e.headDepthDivisor, knobs.headDepth.value),
      effect: change.convolutions(String(knobs.headDepth.value), String(base.headDepth.value), 'D0'),
    },
    {
      name: words.name.width,
      dimension: 'width',
      pieces: [
        fixed.width,
        raised({ text: power, tone: 'phi' }),
        plain(` = ${decimals(knobs.width.exact, 1)} → ${knobs.width.value}`),
      ],
      spoken: words.width(e.widthAtZero, e.widthBase, phi, knobs.width),
      effect: change.channels(String(knobs.width.value), String(base.width.value), 'D0'),
    },
    {
      name: words.name.resolution,
      dimension: 'resolution',
      pieces: [
        ...fixed.resolution,
        plain(` = ${decimals(knobs.resolution.exact, 0)} → ${knobs.resolution.value}`),
      ],
      spoken: words.resolution(e.resolutionAtZero, e.resolutionStep, knobs.resolution),
      effect: change.pixels(sideOf(network), sideOf(baseline), 'D0'),
    },
  ];
}

export { detectorModel as model };
