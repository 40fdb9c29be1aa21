import { type LibraryForm, pyTorchs, type WeightShapes } from '../library-form.ts';
import { type ShuffleLayout, shuffleNet, unitsOfStages } from './network.ts';
import { shuffleNetSizes } from './sizes.ts';

function layoutOf(shapes: WeightShapes): ShuffleLayout | undefined {
  const [stem, conv5] = [shapes('conv1.0'), shapes('conv5.0')];
  const filters = [2, 3, 4].map((stage) => 2 * (shapes(`stage${stage}.0.branch2.5`)?.[0] ?? 0));
  const [a = 0, b = 0, c = 0] = filters;
  const deep = unitsOfStages.every(
    (count, i) =>
      shapes(`stage${i + 2}.${count - 1}.branch2.5`) && !shapes(`stage${i + 2}.${count}.branch2.5`),
  );
  if (stem?.length !== 4 || conv5?.length !== 4 || !deep || filters.includes(0)) return undefined;
  return {
    stemFilters: stem[0] ?? 0,
    filters: [a, b, c],
    kernelSize: 3,
    split: 'halves',
    conv5: conv5[0] ?? 0,
  };
}

/** Layers of a unit and where torchvision's sequences have them; each is followed by its batch norm. */
const places: Readonly<Record<string, string>> = {
  'left/depthwise': 'branch1.0',
  'left/out': 'branch1.2',
  'right/in': 'branch2.0',
  'right/depthwise': 'branch2.3',
  'right/out': 'branch2.5',
};

/** torchvision's, with halves; the authors' own files have other names. */
export const shuffleNetForm: LibraryForm = {
  library: 'torchvision',
  own: pyTorchs,
  read(shapes) {
    const layout = layoutOf(shapes);
    const classes = shapes('fc')?.[0];
    if (layout === undefined || classes === undefined) return undefined;
    const size = Object.entries(shuffleNetSizes).find(
      ([, [filters, conv5]]) => `${filters}` === `${layout.filters}` && conv5 === layout.conv5,
    );
    const network = size === undefined ? null : `shufflenet-v2-${size[0]}-torchvision`;
    return {
      network,
      classes,
      resolution: 224,
      build: (options) =>
        shuffleNet({
          name: network ?? 'shufflenet-v2',
          resolution: 224,
          classes,
          ...options,
          layout,
          bias: true,
        }),
    };
  },
  modules(graph) {
    const modules = new Map([
      ['stem/conv', 'conv1.0'],
      ['stem/bn', 'conv1.1'],
      ['conv5/conv', 'conv5.0'],
      ['conv5/bn', 'conv5.1'],
      ['classifier/dense', 'fc'],
    ]);
    for (const { name } of graph.ops) {
      const [stage = '', unit = '', side, layer, part] = name.split('/');
      const place = places[`${side}/${layer}`];
      if (place === undefined) continue;
      const at = `${stage}.${unit.slice('unit'.length)}`;
      const [branch = '', index = ''] = place.split('.');
      modules.set(name, `${at}.${branch}.${part === 'bn' ? Number(index) + 1 : index}`);
    }
    return modules;
  },
};
