import { bifpnNodes, panetNodes, pyramids } from '../../../models/blocks/pyramids/pyramids.ts';
import type { SizeCosts } from '../../../models/facts/neck-costs.ts';
import { type Network, networks, type Size } from '../../../models/facts/neck-costs.ts';
import { featureNetworkTable5 } from '../../../models/published/efficientdet/ablations.ts';
import {
  type CellLayout,
  type LayoutOptions,
  layoutCell,
  layoutSizes,
} from '../../parts/neck-drawing/layout.ts';
import { type Changes, changesBetween, computed, type Neck, neckOf } from '../../parts/neck-drawing/neck.ts';
import type { RouteMark, Scene, SpotMark, Tone } from '../../parts/neck-drawing/scene.ts';
import type { DataTable } from '../../parts/shell/table.ts';

import * as words from '../../words/en/figures/pyramid-topologies.ts';

const minLevel = 3;

/** The network's own levels: NAS-FPN exists for five alone. */
export function neckAt(network: Network, maxLevel: number): Neck {
  const top = network === 'nasFpn' ? 7 : maxLevel;
  return neckOf(pyramids[network].nodes(minLevel, top), minLevel, top);
}

/** What BiFPN makes of PANet. */
export function bifpnChanges(maxLevel: number): Changes {
  return changesBetween(
    neckOf(panetNodes(minLevel, maxLevel), minLevel, maxLevel),
    neckOf(bifpnNodes(minLevel, maxLevel), minLevel, maxLevel),
  );
}

/** What can be counted in a network's cell, and what BiFPN changes in PANet's. */
export function cellCounts(network: Network, maxLevel: number): words.CellCounts {
  const neck = neckAt(network, maxLevel);
  const nodes = computed(neck);
  const { removed, added } = bifpnChanges(maxLevel);
  return {
    nodes: nodes.length,
    edges: nodes.reduce((sum, { inputs }) => sum + inputs.length, 0),
    single: nodes.filter(({ inputs }) => inputs.length === 1).length,
    top: neck.maxLevel,
    removed: removed.length,
    added: added.length,
  };
}

export interface Drawing {
  readonly layout: CellLayout;
  readonly scene: Scene;
}

/**
 * The cell after `step` of its nodes. Once all are there nothing is emphasised but what makes the network what it is: in
 * PANet the nodes with one input, in BiFPN the edges it adds and the places it leaves empty.
 */
export function drawingOf(network: Network, maxLevel: number, step: number, options: LayoutOptions): Drawing {
  const neck = neckAt(network, maxLevel);
  const layout = layoutCell(neck, options);
  const nodes = computed(neck);
  const complete = step >= nodes.length;
  const current = complete ? undefined : nodes[step - 1];
  const done = new Set(nodes.slice(0, step).map(({ key }) => key));
  const sources = new Set(current?.inputs.map(({ key }) => key));
  const changes = bifpnChanges(neck.maxLevel);

  const toneOfNode = (key: string, inputs: number): Tone => {
    if (key === current?.key) return 'current';
    if (sources.has(key)) return 'source';
    if (inputs > 0 && !done.has(key) && !complete) return 'later';
    return complete && inputs === 1 ? 'single' : 'plain';
  };
  const toneOfEdge = (key: string, to: string): Tone => {
    if (to === current?.key) return 'current';
    if (!done.has(to) && !complete) return 'later';
    return complete && network === 'bifpn' && changes.added.includes(key) ? 'added' : 'plain';
  };
  const spots = layout.spots.map((spot): SpotMark => {
    const inputs = neck.nodes.find(({ key }) => key === spot.key)?.inputs.length ?? 0;
    return { ...spot, tone: toneOfNode(spot.key, inputs), opacity: 1 };
  });
  const ghosts = network === 'bifpn' && complete ? ghostsOf(layout) : [];
  const routes = layout.routes.map(
    ({ key, to, curve }): RouteMark => ({ key, curve, tone: toneOfEdge(key, to), opacity: 1 }),
  );
  return { layout, scene: { spots: [...ghosts, ...spots], routes } };
}

/** The middle places that BiFPN leaves empty, at the finest and the coarsest level. */
function ghostsOf({ spots, columns, rows }: CellLayout): SpotMark[] {
  return [rows[0], rows.at(-1)].flatMap((row) => {
    const like = spots.find((spot) => spot.level === row?.level);
    if (row === undefined || like === undefined) return [];
    const ghost = { ...like, key: `ghost${row.level}`, x: columns[1] ?? like.x };
    return [{ ...ghost, tone: 'ghost' as const, opacity: 1 }];
  });
}

/** What stands over the columns of the large drawing. */
export function columnTitles(network: Network, columns: number, options: LayoutOptions = layoutSizes.wide) {
  const first = options.left + options.halfWidth;
  const last = options.width - options.right - options.halfWidth;
  const middle = (x: number, text: string) => ({ text, x, anchor: 'middle' as const });
  const titles = [middle(first, words.column.in)];
  if (network === 'nasFpn') titles.push(middle((first + last) / 2, words.column.found));
  else if (columns === 2) titles.push(middle((first + last) / 2, words.column.topDown));
  if (network !== 'nasFpn') titles.push(middle(last, words.column.out));
  return titles;
}

/** The paper's rows about a network; BiFPN has two. */
export function published(network: Network) {
  return featureNetworkTable5.filter(
    ({ key }) => key === network || (network === 'bifpn' && key === 'bifpnPlain'),
  );
}

/** One network beside the others. */
export interface Comparison {
  readonly network: Network;
  readonly title: string;
  /** Of one cell. */
  readonly nodes: number;
  readonly edges: number;
  readonly parameters: number | null;
  readonly multiplyAdds: number | null;
  /** Against PANet with equally many cells. */
  readonly parametersRatio: number | null;
  readonly multiplyAddsRatio: number | null;
  readonly published: ReturnType<typeof published>;
}

/** All five at one size. */
export function compare(costs: SizeCosts): readonly Comparison[] {
  const reference = costs.necks.panet;
  return networks.map((network): Comparison => {
    const nodes = computed(neckAt(network, costs.maxLevel));
    const cost = costs.necks[network];
    const ratio = (key: 'parameters' | 'multiplyAdds') =>
      cost && reference ? cost[key] / reference[key] : null;
    return {
      network,
      title: words.network[network],
      nodes: nodes.length,
      edges: nodes.reduce((sum, { inputs }) => sum + inputs.length, 0),
      parameters: cost?.parameters ?? null,
      multiplyAdds: cost?.multiplyAdds ?? null,
      parametersRatio: ratio('parameters'),
      multiplyAddsRatio: ratio('multiplyAdds'),
      published: published(network),
    };
  });
}

export function topologiesTable(size: Size, rows: readonly Comparison[]): DataTable {
  return {
    name: `feature-networks-${size.toLowerCase()}`,
    columns: words.columns(size),
    rows: rows.flatMap((row) =>
      row.published.map((paper) => [
        row.published.length > 1 ? paper.network : row.title,
        row.nodes,
        row.edges,
        row.parameters,
        row.multiplyAdds,
        row.parametersRatio,
        row.multiplyAddsRatio,
        paper.ap,
        paper.parametersRatio.value,
        paper.multiplyAddsRatio.value,
      ]),
    ),
  };
}
