import type { InvertedLayout } from '../../blocks/inverted-network.ts';
import {
  type InvertedNames,
  invertedForm,
  type ReadInverted,
  timmInverted,
  torchvisionBlock,
} from '../inverted-form.ts';
import { type LibraryForm, tensorFlows } from '../library-form.ts';
import { efficientNetV2, efficientNetV2Layout } from './network.ts';
import { releasedV2, stageTables } from './sizes.ts';

/** torchvision: stages are counted from `features.1`, the 1×1 follows them. */
const torchvision: InvertedNames = {
  stem: ['features.0.0', 'features.0.1'],
  at: ({ stage, block }) => `features.${stage + 1}.${block}`,
  block: torchvisionBlock,
  head: (stages) => [`features.${stages + 1}.0`, `features.${stages + 1}.1`],
  classifier: 'classifier.1',
  staged: true,
};

/** A table whose stages are of the kinds and expansions that were read, 3×3 all of them. */
function layout(read: ReadInverted): InvertedLayout | undefined {
  const activation = 'swish';
  if (read.hidden !== undefined) return undefined;
  const table = Object.values(stageTables).find(
    ({ stages }) =>
      stages.length === read.stages.length &&
      stages.every(({ kind, ratio }, stage) =>
        read.stages[stage]?.every(
          (block) =>
            block.kernelSize === 3 &&
            block.fused === (kind === 'fused') &&
            (block.squeeze === undefined) === (kind === 'fused') &&
            // A fused block that widens nothing is one convolution, whose output is all that it shows.
            (ratio === 1 ? block.expanded === block.filters : block.expanded === block.input * ratio),
        ),
      ),
  );
  if (table === undefined) return undefined;
  return {
    stem: { filters: read.stem, activation },
    stages: read.stages.map((blocks, stage) => {
      const { kind, stride = 1, ratio = 1 } = table.stages[stage] ?? {};
      return blocks.map(({ input, filters, squeeze }, i) => ({
        kind: kind ?? 'fused',
        kernelSize: 3,
        stride: i === 0 ? stride : 1,
        expanded: input * ratio,
        filters,
        activation,
        squeeze: squeeze === undefined ? undefined : { channels: squeeze, activation, gate: 'sigmoid' },
      }));
    }),
    head: { filters: read.head, activation },
  };
}

const form = (library: LibraryForm['library'], names: InvertedNames): LibraryForm =>
  invertedForm({
    library,
    names,
    // torchvision pads symmetrically with TensorFlow's ε; timm's own variants are other networks.
    own: { padding: 'symmetric', batchNormEpsilon: tensorFlows.batchNormEpsilon },
    ...(library === 'timm' && { ported: tensorFlows }),
    layout,
    family: 'efficientnet-v2',
    listed: () =>
      releasedV2.map(({ model, ...config }) => ({
        name: `efficientnet-v2-${model.toLowerCase()}`,
        layout: efficientNetV2Layout(config),
        resolution: config.resolution,
      })),
    build: (name, own, options) =>
      efficientNetV2({ ...options, name, table: 'base', width: 1, depth: 1, layout: own }),
  });

export const efficientNetV2Forms: readonly LibraryForm[] = [
  form('timm', timmInverted),
  form('torchvision', torchvision),
];
