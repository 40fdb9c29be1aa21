import { type LibraryForm, pyTorchs, type WeightShapes } from '../library-form.ts';
import { nameAtWidth } from '../widths.ts';
import { type MobileNetV1Layout, mobileNetV1, mobileNetV1Layout, mobileNetV1Widths } from './network.ts';

/** Depthwise 3×3 and 1×1, block by block, in as many stages as the table has. */
function layoutOf(shapes: WeightShapes): MobileNetV1Layout | undefined {
  const stem = shapes('conv_stem')?.[0];
  if (stem === undefined) return undefined;
  const table = mobileNetV1Layout(1).stages;
  const stages: { filters: number; stride: number }[][] = [];
  for (const [stage, rows] of table.entries()) {
    const own: { filters: number; stride: number }[] = [];
    for (const [block, { stride }] of rows.entries()) {
      const at = `blocks.${stage}.${block}`;
      const [depthwise, point] = [shapes(`${at}.conv_dw`), shapes(`${at}.conv_pw`)];
      const others = shapes(`${at}.conv_pwl`) ?? shapes(`${at}.se.conv_reduce`);
      if (depthwise?.[2] !== 3 || depthwise[1] !== 1 || point?.length !== 4 || others) return undefined;
      own.push({ filters: point[0] ?? 0, stride });
    }
    if (shapes(`blocks.${stage}.${rows.length}.conv_dw`)) return undefined;
    stages.push(own);
  }
  return shapes('conv_head') || shapes(`blocks.${table.length}.0.conv_dw`)
    ? undefined
    : { stemFilters: stem, stages };
}

/** timm: `conv_stem`, `bn1`, `blocks.S.B.conv_dw`, `bn1`, `conv_pw`, `bn2`, `classifier`. */
export const mobileNetV1Form: LibraryForm = {
  library: 'timm',
  own: pyTorchs,
  read(shapes) {
    const layout = layoutOf(shapes);
    const classes = shapes('classifier')?.[0];
    if (layout === undefined || classes === undefined) return undefined;
    const text = JSON.stringify(layout);
    const width = mobileNetV1Widths.find((each) => JSON.stringify(mobileNetV1Layout(each)) === text);
    const network = width === undefined ? null : nameAtWidth('mobilenet-v1', width);
    return {
      network,
      classes,
      resolution: 224,
      build: (options) =>
        mobileNetV1({
          name: network ?? 'mobilenet-v1',
          resolution: 224,
          classes,
          ...options,
          width: 1,
          layout,
        }),
    };
  },
  modules(graph) {
    const modules = new Map([
      ['stem/conv', 'conv_stem'],
      ['stem/bn', 'bn1'],
      ['classifier/dense', 'classifier'],
    ]);
    for (const { name } of graph.ops) {
      const [stage = '', block = '', layer, part] = name.split('/');
      if (layer !== 'depthwise' && layer !== 'pointwise') continue;
      const at = `blocks.${Number(stage.slice('stage'.length)) - 1}.${block.slice('block'.length)}`;
      const first = layer === 'depthwise';
      if (part === 'conv') modules.set(name, `${at}.${first ? 'conv_dw' : 'conv_pw'}`);
      if (part === 'bn') modules.set(name, `${at}.${first ? 'bn1' : 'bn2'}`);
    }
    return modules;
  },
};
