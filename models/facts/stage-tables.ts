/** Stage tables of both generations of EfficientNet, as the released networks have them. */
import { layoutOf } from '../families/efficientnet/network.ts';
import { released } from '../families/efficientnet/sizes.ts';
import { type BlockKind, stagePlaces } from './fused-blocks.ts';

export const tabled = ['V1-B0', 'V1-B7', 'V2-B0', 'V2-S', 'V2-M', 'V2-L'] as const;
export type Tabled = (typeof tabled)[number];

/** A stage of blocks; stem and head are left out. */
export interface TableStage {
  /** From 1, the stem being 0, as the second paper counts; in the first paper's count it is one more. */
  readonly stage: number;
  readonly kind: BlockKind;
  readonly kernel: number;
  readonly expandRatio: number;
  readonly channels: number;
  readonly layers: number;
  /** Height and width of what it makes, at the resolution of the release. */
  readonly side: number;
}

/** The second generation has no windows but of this side. */
const secondKernel = 3;

export function stageTable(name: Tabled): readonly TableStage[] {
  const [generation, model = ''] = name.split('-');
  if (generation === 'V2')
    return stagePlaces(model).map(({ released: kind, ...place }) => ({
      ...place,
      kind,
      kernel: secondKernel,
    }));
  const knobs = released[model as 'B0' | 'B7'];
  let side = Math.ceil(knobs.resolution / 2);
  return layoutOf(knobs).stages.map(({ kernelSize, expandRatio, stride, filters, repeats }, index) => {
    side = Math.ceil(side / stride);
    return {
      stage: index + 1,
      kind: 'inverted',
      kernel: kernelSize,
      expandRatio,
      channels: filters,
      layers: repeats,
      side,
    };
  });
}
