import type { InvertedLayout } from '../../blocks/inverted-network.ts';
import {
  type InvertedNames,
  inStages,
  invertedForm,
  type ReadInverted,
  timmInverted,
  torchvisionBlock,
} from '../inverted-form.ts';
import { type LibraryForm, pyTorchs } from '../library-form.ts';
import { type MobileNetV3Size, mobileNetV3, mobileNetV3Layout, mobileNetV3Tables } from './network.ts';

/** timm: the 1×1 before the pooling is one more stage; `conv_head`, a 1×1 with a bias, stands behind the pooling. */
const timm: InvertedNames = {
  ...timmInverted,
  block: (layers, at) => (layers.includes('fused') ? {} : timmInverted.block(layers, at)),
  head: (stages) => [`blocks.${stages}.0.conv`, `blocks.${stages}.0.bn1`],
  hidden: 'conv_head',
};

/** torchvision: blocks are counted through from `features.1`. */
const torchvision: InvertedNames = {
  stem: ['features.0.0', 'features.0.1'],
  at: ({ running }) => `features.${running + 1}`,
  block: torchvisionBlock,
  head: (_, blocks) => [`features.${blocks + 1}.0`, `features.${blocks + 1}.1`],
  hidden: 'classifier.0',
  classifier: 'classifier.3',
  staged: false,
};

const sizes = ['large', 'small'] as const satisfies readonly MobileNetV3Size[];

/** The table that has the kernels and gates that were read, block by block. */
function layout(found: ReadInverted): InvertedLayout | undefined {
  const { hidden, stem, head } = found;
  const activation = 'hardSwish';
  if (hidden === undefined) return undefined;
  for (const size of sizes) {
    const { stages } = mobileNetV3Tables[size];
    const read = inStages(
      found,
      stages.map(({ length }) => length),
    );
    const fits = stages.every((rows, stage) =>
      rows.every(([kernelSize, , , squeezed], i) => {
        const block = read?.[stage]?.[i];
        return (
          block !== undefined &&
          !block.fused &&
          block.kernelSize === kernelSize &&
          (block.squeeze !== undefined) === squeezed &&
          read?.[stage]?.length === rows.length
        );
      }),
    );
    if (!fits || read === undefined) continue;
    return {
      stem: { filters: stem, activation },
      stages: stages.map((rows, stage) =>
        rows.map(([kernelSize, , , , own, stride], i) => {
          const { expanded = 0, filters = 0, squeeze } = read[stage]?.[i] ?? {};
          return {
            kind: 'inverted',
            kernelSize,
            stride,
            expanded,
            filters,
            activation: own,
            ...(squeeze !== undefined && {
              squeeze: { channels: squeeze, activation: 'relu', gate: 'hardSigmoid' },
            }),
          };
        }),
      ),
      head: { filters: head, activation },
      hidden: { units: hidden, activation },
    };
  }
  return undefined;
}

const form = (library: LibraryForm['library'], names: InvertedNames): LibraryForm =>
  invertedForm({
    library,
    names,
    own: library === 'torchvision' ? { ...pyTorchs, batchNormEpsilon: 1e-3 } : pyTorchs,
    layout,
    family: 'mobilenet-v3',
    listed: () =>
      sizes.map((size) => ({
        name: `mobilenet-v3-${size}`,
        layout: mobileNetV3Layout(size, 1),
        resolution: 224,
      })),
    build: (name, own, options) => mobileNetV3({ ...options, name, size3: 'large', width: 1, layout: own }),
  });

export const mobileNetV3Forms: readonly LibraryForm[] = [
  form('timm', timm),
  form('torchvision', torchvision),
];
