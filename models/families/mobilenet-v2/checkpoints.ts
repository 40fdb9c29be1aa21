import type { InvertedLayout } from '../../blocks/inverted-network.ts';
import {
  type InvertedNames,
  inStages,
  invertedForm,
  type ReadInverted,
  timmInverted,
} from '../inverted-form.ts';
import { type LibraryForm, pyTorchs } from '../library-form.ts';
import { nameAtWidth } from '../widths.ts';
import { mobileNetV2, mobileNetV2Layout, mobileNetV2Rows, mobileNetV2Widths } from './network.ts';

/** torchvision: the last convolution of a block and its batch norm lie in `conv` itself. */
const torchvision: InvertedNames = {
  stem: ['features.0.0', 'features.0.1'],
  at: ({ running }) => `features.${running + 1}`,
  block(layers, at) {
    const last = layers.length - 1;
    return Object.fromEntries(
      layers.map((layer, i) => [
        layer,
        i === last ? [`${at}.conv.${i}`, `${at}.conv.${i + 1}`] : [`${at}.conv.${i}.0`, `${at}.conv.${i}.1`],
      ]),
    );
  },
  head: (_, blocks) => [`features.${blocks + 1}.0`, `features.${blocks + 1}.1`],
  classifier: 'classifier.1',
  staged: false,
};

/** 3×3 without gates, expansions as in the table; how many blocks a stage has is read where the names tell it. */
function layout(read: ReadInverted): InvertedLayout | undefined {
  const stages = inStages(
    read,
    mobileNetV2Rows.map(([, , repeats]) => repeats),
  );
  const activation = 'relu6';
  let fits = stages !== undefined && read.hidden === undefined;
  const rows = (stages ?? []).map((blocks, stage) => {
    const [ratio = 0, , , first = 1] = mobileNetV2Rows[stage] ?? [];
    return blocks.map((block, i) => {
      const { kernelSize, expanded, filters, input } = block;
      if (kernelSize !== 3 || block.squeeze !== undefined || block.fused || expanded !== input * ratio)
        fits = false;
      return {
        kind: 'inverted',
        kernelSize,
        stride: i === 0 ? first : 1,
        expanded,
        filters,
        activation,
      } as const;
    });
  });
  if (!fits) return undefined;
  return {
    stem: { filters: read.stem, activation },
    stages: rows,
    head: { filters: read.head, activation },
  };
}

const form = (library: LibraryForm['library'], names: InvertedNames): LibraryForm =>
  invertedForm({
    library,
    names,
    own: pyTorchs,
    layout,
    family: 'mobilenet-v2',
    listed: () =>
      mobileNetV2Widths.map((width) => ({
        name: nameAtWidth('mobilenet-v2', width),
        layout: mobileNetV2Layout(width),
        resolution: 224,
      })),
    build: (name, own, options) => mobileNetV2({ ...options, name, width: 1, layout: own }),
  });

export const mobileNetV2Forms: readonly LibraryForm[] = [
  form('timm', timmInverted),
  form('torchvision', torchvision),
];
