import type { Graph } from '../../graph/graph.ts';
import { isWithin, scopesOf } from '../../graph/scopes.ts';
import type { Family, Member } from '../family.ts';
import { type VggDepth, vgg, vggRepeats } from './network.ts';

const depths = Object.keys(vggRepeats).map((depth) => Number(depth) as VggDepth);

function memberOf(layers: VggDepth): Member {
  const name = `vgg-${layers}`;
  return {
    name,
    title: `VGG-${layers}`,
    short: `VGG-${layers}`,
    aliases: [`vgg${layers}`],
    network: (options) => vgg({ name, layers, resolution: 224, ...options }),
  };
}

/** torchvision counts convolutions, ReLUs and pools through: a stage of n layers has 2·n + 1 of them, the pool last. */
function vggMaps(graph: Graph): Map<string, string> {
  const maps = new Map([
    ['avgpool', 'classifier/pool'],
    ['output', 'logits' in graph.outputs ? 'logits' : 'features'],
  ]);
  let at = -1;
  for (const { path } of scopesOf(graph, 'stage')) {
    at += graph.ops.filter(({ name }) => isWithin(name, path)).length;
    maps.set(`features.${at}`, path);
  }
  return maps;
}

export const vggFamily: Family = {
  id: 'vgg',
  title: 'VGG',
  task: 'classification',
  knobs: ['resolution', 'classes'],
  members: depths.map(memberOf),
  upstreamMaps: vggMaps,
};
