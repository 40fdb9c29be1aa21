import { scaledDetectors } from '../../../models/facts/scaled-detectors.ts';
import { compoundDetector } from '../../../models/families/efficientdet/compound.ts';
import { type ScaledNetwork, totalOf } from '../../../models/families/scaled-network.ts';
import { detectorEquations } from '../../../models/published/efficientdet/config.ts';
import { significant } from '../../words/en/quantity.ts';
import { formatPhi } from './phi.ts';
import type { TaskModel } from './task-model.ts';
import { changed, phiSign, plain, raised, sideOf, type Term, variable } from './term.ts';

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
      name: 'backbone',
      dimension: 'depth',
      pieces: [
        fixed.backbone,
        plain(` = ${significant(knobs.backbone.depth)},  `),
        fixed.backboneWidth,
        { text: ` = ${significant(knobs.backbone.width)}`, tone: 'width' },
      ],
      spoken: `backbone depth ${significant(knobs.backbone.depth)}, width ${significant(knobs.backbone.width)}`,
      effect: changed(blocks(network), blocks(baseline), 'blocks', 'D0'),
    },
    {
      name: 'cells',
      dimension: 'depth',
      pieces: [...fixed.cells, plain(` = ${knobs.cells.exact.toFixed(1)} → ${knobs.cells.value}`)],
      spoken: `BiFPN cells ${e.cellsAtZero} + φ = ${knobs.cells.exact.toFixed(1)}, rounded to ${knobs.cells.value}`,
      effect: changed(String(knobs.cells.value), String(base.cells.value), 'BiFPN cells', 'D0'),
    },
    {
      name: 'heads',
      dimension: 'depth',
      pieces: [...fixed.heads, plain(` / ${e.headDepthDivisor}⌋ = ${knobs.headDepth.value}`)],
      spoken: `head depth ${e.headDepthAtZero} + φ / ${e.headDepthDivisor}, rounded down, = ${knobs.headDepth.value}`,
      effect: changed(
        String(knobs.headDepth.value),
        String(base.headDepth.value),
        'convolutions a head',
        'D0',
      ),
    },
    {
      name: 'width',
      dimension: 'width',
      pieces: [
        fixed.width,
        raised({ text: power, tone: 'phi' }),
        plain(` = ${knobs.width.exact.toFixed(1)} → ${knobs.width.value}`),
      ],
      spoken: `width ${e.widthAtZero} times ${e.widthBase} to the power ${power} = ${knobs.width.exact.toFixed(1)}, rounded to ${knobs.width.value}`,
      effect: changed(String(knobs.width.value), String(base.width.value), 'BiFPN channels', 'D0'),
    },
    {
      name: 'resolution',
      dimension: 'resolution',
      pieces: [
        ...fixed.resolution,
        plain(` = ${knobs.resolution.exact.toFixed(0)} → ${knobs.resolution.value}`),
      ],
      spoken: `resolution ${e.resolutionAtZero} + ${e.resolutionStep} times φ = ${knobs.resolution.exact.toFixed(0)}, rounded to ${knobs.resolution.value}`,
      effect: changed(sideOf(network), sideOf(baseline), 'pixels', 'D0'),
    },
  ];
}

export { detectorModel as model };
