import { answerOf } from '../../graph/answers.ts';
import type { Graph } from '../../graph/graph.ts';
import type { Family, Member, NetworkOptions, Part } from '../family.ts';
import { compoundDetector } from './compound.ts';
import { type EfficientDetConfig, efficientDet } from './network.ts';
import { profiledFlops } from './official-flops.ts';
import { anchorsOf } from './outputs.ts';
import { scaledEfficientDet } from './scaled.ts';
import { releasedDetector } from './sizes.ts';

function memberOf(
  short: string,
  config: EfficientDetConfig & { name: string; anchorScale?: number },
): Member {
  const given = ({ residual, width, depth: _, ...options }: NetworkOptions = {}): EfficientDetConfig => ({
    ...config,
    ...options,
    ...(width !== undefined && { width }),
    backbone: { ...config.backbone, ...(residual && { residual }) },
  });
  return {
    name: config.name,
    title: short === '' ? 'EfficientDet' : `EfficientDet-${short}`,
    short,
    ...(config.anchorScale !== undefined && { anchorScale: config.anchorScale }),
    network: (options) => efficientDet(given(options)),
    scaled(options) {
      const { backbone, width, cells, headDepth, resolution } = given(options);
      const { width: wide = 1, depth: deep = 1 } = backbone;
      return scaledEfficientDet({
        backbone: { width: wide, depth: deep },
        width,
        cells,
        headDepth,
        resolution,
      });
    },
  };
}

/**
 * effdet: nodes count from 0 in each cell (`fpn.cell.0.fnode.2`, `cell_0/fnode2`), ours on from the levels that enter it; heads count
 * levels from 0 or by number. `backbone/0` … are what enters the first cell, then its nodes.
 */
function efficientDetMaps(graph: Graph): Map<string, string> {
  const maps = new Map<string, string>();
  const features = answerOf(graph, 'features');
  const entering = features?.entering ?? [];
  entering.forEach(({ level, tap }, index) => {
    maps.set(`backbone/${index}`, tap);
    maps.set(`backbone/P${level}`, tap);
  });
  features?.cells.forEach((nodes, cell) => {
    nodes.forEach(({ level, tap }, node) => {
      maps.set(`fpn.cell.${cell}.fnode.${node}`, tap);
      maps.set(`cell_${cell}/fnode${node}`, tap);
      maps.set(`cell_${cell}/P${level}`, tap);
      if (cell === 0) maps.set(`backbone/${entering.length + node}`, tap);
    });
  });
  answerOf(graph, 'boxes')?.levels.forEach(({ level, logits, regressions }, index) => {
    maps.set(`class_net/${index}`, logits);
    maps.set(`box_net/${index}`, regressions);
    maps.set(`class/${level}`, logits);
    maps.set(`box/${level}`, regressions);
  });
  return maps;
}

/** The four parts of a detector, by the outermost scope of their operators. */
export const detectorParts = ['backbone', 'neck', 'classHead', 'boxHead'] as const;

const aboutParts: Readonly<Record<(typeof detectorParts)[number], Pick<Part, 'stageDepth' | 'duty'>>> = {
  backbone: { stageDepth: 2, duty: 'backbone' },
  neck: { stageDepth: 2, duty: 'maps' },
  classHead: { duty: 'answers' },
  boxHead: { duty: 'answers' },
};

export const efficientDetFamily: Family = {
  id: 'efficientdet',
  title: 'EfficientDet',
  task: 'detection',
  opens: true,
  knobs: ['width', 'cells', 'headDepth', 'resolution', 'classes', 'pyramid', 'fusion'],
  members: Object.entries(releasedDetector).map(([short, config]) => memberOf(short, config)),
  compound(phi) {
    const { backbone, width, cells, headDepth, resolution } = compoundDetector(phi);
    return memberOf('', {
      name: 'efficientdet',
      backbone,
      width: width.value,
      cells: cells.value,
      headDepth: headDepth.value,
      resolution: resolution.value,
    });
  },
  parts: detectorParts.map((name) => ({ name, scopes: [name], ...aboutParts[name] })),
  describe: (graph) => ({ anchors: anchorsOf(graph), profiledFlops: profiledFlops(graph) }),
  upstreamMaps: efficientDetMaps,
};
