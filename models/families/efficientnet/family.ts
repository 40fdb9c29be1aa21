import type { Graph } from '../../graph/graph.ts';
import { scopeAround, scopesOf } from '../../graph/scopes.ts';
import type { Family, Member, NetworkOptions } from '../family.ts';
import { compound } from './compound.ts';
import { efficientNet } from './network.ts';
import { scaledEfficientNet } from './scaled.ts';
import { type ReleasedClassifier, released } from './sizes.ts';

function memberOf(short: string, config: Omit<ReleasedClassifier, 'dropout'>): Member {
  return {
    name: config.name,
    title: short === '' ? 'EfficientNet' : `EfficientNet-${short}`,
    short,
    network: (options) => efficientNet({ ...config, ...options }),
    scaled: (options: NetworkOptions = {}) => scaledEfficientNet({ ...config, ...options }),
  };
}

/**
 * torchvision: `features.0` is the stem, `features.8` the head, `features.S` between them stage S + 1 of the paper; timm: `blocks.S`
 * is stage S + 2, `bn1` and `bn2` follow stem and head; the others number the blocks of all stages through.
 */
function efficientNetMaps(graph: Graph): Map<string, string> {
  const maps = new Map([
    ['output', 'logits'],
    ['features.0', 'stem'],
    ['bn1', 'stem'],
    ['efficientnet.embeddings', 'stem'],
    ['features.8', 'head'],
    ['bn2', 'head'],
    ['efficientnet.encoder.top_activation', 'head'],
    ['global_pool', 'pooled'],
    ['avgpool', 'pooled'],
  ]);
  for (const [running, { path, number: block }] of scopesOf(graph, 'block').entries()) {
    const stage = scopeAround(graph, path, 'stage')?.number ?? 0;
    const theirs = [
      `features.${stage - 1}`,
      `blocks.${stage - 2}`,
      `blocks.${stage - 2}.${block}`,
      `efficientnet.encoder.blocks.${running}`,
      `_blocks.${running}`,
    ];
    for (const name of theirs) maps.set(name, `${path}/output`);
  }
  for (const { path } of scopesOf(graph, 'squeezeExcite'))
    maps.set(`${scopeAround(graph, path, 'block')?.path}/se_scale`, `${path}/scale`);
  return maps;
}

export const efficientNetFamily: Family = {
  id: 'efficientnet',
  title: 'EfficientNet',
  task: 'classification',
  opens: true,
  knobs: ['width', 'depth', 'resolution', 'classes'],
  members: Object.entries(released).map(([short, config]) => memberOf(short, config)),
  compound(phi) {
    const { depth, width, resolution } = compound({ phi });
    return memberOf('', { name: 'efficientnet', variant: 'standard', depth, width, resolution });
  },
  upstreamMaps: efficientNetMaps,
};
