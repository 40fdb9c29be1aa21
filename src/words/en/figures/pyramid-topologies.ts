import type { Network, Size, SizeCosts } from '../../../../models/facts/neck-costs.ts';
import { pyramidTitle } from '../neck.ts';
import { fixed } from '../quantity.ts';

export const title = 'Five ways to let the levels talk';
export const networkChoice = 'Feature network';
export const network: Readonly<Record<Network, string>> = pyramidTitle;
/** As it stands beside the others. */
export const shortName = (name: Network) => network[name].replace('connected FPN', 'connected');

/** `nodes` in all, of which `sentences` say those that are computed. */
export const description = (name: Network, nodes: number, sentences: readonly string[]) =>
  `One cell of ${network[name]}: ${nodes} nodes. ${sentences.join('. ')}.`;

export const nothingYet = (inputs: number) =>
  `Nothing is computed yet: these are the ${inputs} maps that enter.`;
export const atNode = (step: number, nodes: number, sentence: string | undefined) =>
  `Node ${step} of ${nodes}. ${sentence}.`;

export interface CellCounts {
  readonly nodes: number;
  readonly edges: number;
  /** Nodes with one input. */
  readonly single: number;
  /** The coarsest level. */
  readonly top: number;
  /** Nodes and edges by which BiFPN differs from PANet. */
  readonly removed: number;
  readonly added: number;
}

/** What a network's drawing shows, in a sentence or two with its own counts. */
export function point(name: Network, { nodes, edges, single, top, removed, added }: CellCounts): string {
  switch (name) {
    case 'fpn':
      return `FPN: ${nodes} nodes, one way. What P${top} knows reaches P3, but nothing that P3 finds ever reaches P${top}.`;
    case 'panet':
      return `PANet walks back up: ${nodes} nodes, ${edges} edges. ${single} of the nodes have a single input and join nothing.`;
    case 'nasFpn':
      return `NAS-FPN was found by a search: ${nodes} nodes, ${edges} edges, no pattern that a person would draw.`;
    case 'fullyConnected':
      return `Every output reads every input: only ${nodes} nodes, but ${edges} edges.`;
    case 'bifpn':
      return `BiFPN is PANet without its ${removed} single-input nodes and with ${added} more edges, from an input straight to the output of its level: ${nodes} nodes, ${edges} edges.`;
  }
}

export const noSuchNetwork = (size: Size, levels: number, maxLevel: number) =>
  `NAS-FPN was searched for five levels. ${size} has ${levels}, P3 to P${maxLevel}, so there is no such network; the cell is drawn for P3 to P7, and the table has no costs for it.`;

export const knob = 'Nodes computed';
export const back = 'Back';
export const play = 'Play';
export const pause = 'Pause';
export const next = 'Next node';
export const sizeChoice = 'At the size of';

export const column = { in: 'in', found: 'as the search found it', topDown: 'top-down', out: 'out' };

export const comparison = {
  region: 'Costs of the feature networks',
  neckOf: (size: Size) => `As the neck of ${size}:`,
  cells: ({ cells }: SizeCosts) => `${cells} cells`,
  width: ({ width }: SizeCosts) => `${width} channels`,
  picture: 'a picture of',
  resolution: ({ resolution }: SizeCosts) => `${resolution} pixels`,
  network: 'Network',
  groups: [
    { title: 'one cell', columns: ['nodes', 'edges'] },
    { title: 'the neck, counted', columns: ['parameters', 'multiply-adds'] },
    { title: 'PANet = 1, counted', columns: ['parameters', 'multiply-adds'] },
    { title: 'Table 5, as printed', columns: ['AP', 'parameters', 'FLOPs'] },
  ],
  plain: 'plain sum',
  weighted: 'weighted',
  ratio: (value: number | null) => (value === null ? '–' : fixed(value, 2)),
};

export const caption =
  'Every node joins its inputs, applies swish, a separable 3 × 3 convolution and a batch norm. A map from another level is first resized: enlarged by repeating cells, shrunk by max pooling. In PANet, nodes with a single input are dashed; in BiFPN the two empty places are dotted and the added edges coloured.';

export const source =
  'Nodes: the feature networks of Tan, Pang and Le 2020, Figure 2 and Table 5, and Ghiasi, Lin and Le 2019. Parameters and multiply-adds are counted from the networks’ graphs, P6 and P7 included; AP and the last two ratios are Table 5’s.';

export const inWords = (name: Network) => `The nodes of ${network[name]} in words`;

export const columns = (size: Size) => [
  'feature network',
  'nodes of a cell',
  'edges of a cell',
  `parameters of the neck at ${size}`,
  `multiply-adds of the neck at ${size}`,
  'parameters, PANet = 1',
  'multiply-adds, PANet = 1',
  'AP (Table 5)',
  'parameters ratio (Table 5)',
  'FLOPs ratio (Table 5)',
];
