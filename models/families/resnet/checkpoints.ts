import type { ResidualRow } from '../../blocks/residual.ts';
import { type LibraryForm, pyTorchs, type WeightShapes } from '../library-form.ts';
import { type ResNetLayout, resNet, resNetLayout } from './network.ts';
import { resNetTables } from './tables.ts';

const most = 400;

/** The layers that the shapes show; strides leave no trace in them. */
function layoutOf(shapes: WeightShapes): ResNetLayout | undefined {
  const stem = shapes('conv1');
  if (stem?.length !== 4 || stem[2] !== 7) return undefined;
  const stages: ResidualRow[][] = [];
  for (let stage = 1; stage <= 4; stage++) {
    const rows: ResidualRow[] = [];
    for (let block = 0; block < most; block++) {
      const at = `layer${stage}.${block}`;
      const [first, second, third] = [1, 2, 3].map((i) => shapes(`${at}.conv${i}`));
      if (first === undefined || second === undefined) break;
      const stride = stage > 1 && block === 0 ? 2 : 1;
      const last = third ?? second;
      // A grouped 3×3 (ResNeXt) has fewer input channels than the layer before it puts out.
      if (second[1] !== first[0]) return undefined;
      rows.push({
        kind: third === undefined ? 'basic' : 'bottleneck',
        filters: last[0] ?? 0,
        inner: third === undefined ? (last[0] ?? 0) : (first[0] ?? 0),
        stride,
      });
    }
    if (rows.length === 0) return undefined;
    stages.push(rows);
  }
  return { stemFilters: stem[0] ?? 0, stages };
}

/** torchvision's names, which timm's are, too: `layerS.B.conv1`, `bn1` …, `downsample.0` and `.1`. */
export const resNetForm: LibraryForm = {
  library: 'timm',
  own: pyTorchs,
  read(shapes) {
    const layout = layoutOf(shapes);
    const classes = shapes('fc')?.[0];
    if (layout === undefined || classes === undefined) return undefined;
    const text = JSON.stringify(layout);
    const match = Object.entries(resNetTables).find(
      ([, table]) => JSON.stringify(resNetLayout(table)) === text,
    );
    const network = match?.[0] ?? null;
    return {
      network,
      classes,
      resolution: 224,
      build: (options) => resNet({ name: network ?? 'resnet', resolution: 224, classes, ...options, layout }),
    };
  },
  modules(graph) {
    const modules = new Map([
      ['stem/conv', 'conv1'],
      ['stem/bn', 'bn1'],
      ['classifier/dense', 'fc'],
    ]);
    for (const { name } of graph.ops) {
      const [stage = '', block = '', layer = '', part = ''] = name.split('/');
      if (!stage.startsWith('stage') || (part !== 'conv' && part !== 'bn')) continue;
      const at = `layer${stage.slice('stage'.length)}.${block.slice('block'.length)}`;
      const own =
        layer === 'shortcut'
          ? `downsample.${part === 'conv' ? 0 : 1}`
          : `${part}${layer.slice('conv'.length)}`;
      modules.set(name, `${at}.${own}`);
    }
    return modules;
  },
};
