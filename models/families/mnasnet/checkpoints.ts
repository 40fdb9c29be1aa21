import type { InvertedLayout } from '../../blocks/inverted-network.ts';
import { type InvertedNames, invertedForm, type ReadInverted, timmInverted } from '../inverted-form.ts';
import { type LibraryForm, pyTorchs } from '../library-form.ts';
import { type MnasNetModel, mnasNet, mnasNetLayout, mnasNetTables } from './network.ts';

/** torchvision: stem and first block lie in `layers` itself, the other stages are `layers.8` and on. */
const torchvision: InvertedNames = {
  stem: ['layers.0', 'layers.1'],
  at: ({ stage, block }) =>
    stage > 0 ? `layers.${stage + 7}.${block}.layers` : block === 0 ? 'layers' : undefined,
  block: (layers, at) =>
    Object.fromEntries(
      layers.map((layer, i) => {
        const place = 3 * (at === 'layers' ? i + 1 : i);
        return [layer, [`${at}.${place}`, `${at}.${place + 1}`]];
      }),
    ),
  head: (stages) => [`layers.${stages + 7}`, `layers.${stages + 8}`],
  classifier: 'classifier.1',
  staged: true,
};

const models = ['a1', 'b1'] as const satisfies readonly MnasNetModel[];

function layout(read: ReadInverted): InvertedLayout | undefined {
  const activation = 'relu';
  if (read.hidden !== undefined) return undefined;
  const rows = models
    .map((model) => mnasNetTables[model])
    .find(
      (table) =>
        table.length === read.stages.length &&
        table.every(([ratio, kernelSize, , , , squeezed], stage) =>
          read.stages[stage]?.every(
            (block) =>
              !block.fused &&
              block.kernelSize === kernelSize &&
              block.expanded === block.input * ratio &&
              (block.squeeze !== undefined) === squeezed,
          ),
        ),
    );
  if (rows === undefined) return undefined;
  return {
    stem: { filters: read.stem, activation },
    stages: read.stages.map((blocks, stage) =>
      blocks.map(({ kernelSize, expanded, filters, squeeze }, i) => ({
        kind: 'inverted',
        kernelSize,
        stride: i === 0 ? (rows[stage]?.[4] ?? 1) : 1,
        expanded,
        filters,
        activation,
        squeeze: squeeze === undefined ? undefined : { channels: squeeze, activation, gate: 'sigmoid' },
      })),
    ),
    head: { filters: read.head, activation },
  };
}

const form = (library: LibraryForm['library'], names: InvertedNames): LibraryForm =>
  invertedForm({
    library,
    names,
    own: pyTorchs,
    layout,
    family: 'mnasnet',
    listed: () =>
      models.map((model) => ({
        name: `mnasnet-${model}`,
        layout: mnasNetLayout(model, 1),
        resolution: 224,
      })),
    build: (name, own, options) => mnasNet({ ...options, name, model: 'a1', width: 1, layout: own }),
  });

export const mnasNetForms: readonly LibraryForm[] = [
  form('timm', timmInverted),
  form('torchvision', torchvision),
];
