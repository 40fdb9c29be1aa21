import { GraphError } from '../../graph/graph.ts';
import { NodeList, type PyramidNode } from './node.ts';

/** Writes down the nodes of one cell over the levels `minLevel` … `maxLevel`. */
export type PyramidRule = (minLevel: number, maxLevel: number) => readonly PyramidNode[];

/** Top-down only: each level joins its input with the node above it (EfficientDet §3.1, Figure 2a). */
export const fpnNodes: PyramidRule = (minLevel, maxLevel) => {
  const list = new NodeList(minLevel, maxLevel);
  for (let level = maxLevel; level >= minLevel; level--)
    list.add(level, level === maxLevel ? [list.last(level)] : [list.last(level), list.last(level + 1)]);
  return list.nodes;
};

/**
 * PANet as EfficientDet compares it (Figure 2b): the top-down pass, then a bottom-up pass over its results. Both ends
 * hold nodes with a single input, which BiFPN then drops.
 */
export const panetNodes: PyramidRule = (minLevel, maxLevel) => {
  const list = new NodeList(minLevel, maxLevel);
  for (let level = maxLevel; level >= minLevel; level--)
    list.add(level, level === maxLevel ? [list.last(level)] : [list.last(level), list.last(level + 1)]);
  for (let level = minLevel; level <= maxLevel; level++)
    list.add(level, level === minLevel ? [list.last(level)] : [list.last(level), list.last(level - 1)]);
  return list.nodes;
};

/** One output a level, each joined from the inputs of all levels (EfficientDet Table 5, “fully-connected FPN”). */
export const fullyConnectedNodes: PyramidRule = (minLevel, maxLevel) => {
  const list = new NodeList(minLevel, maxLevel);
  const inputs = Array.from({ length: maxLevel - minLevel + 1 }, (_, id) => id);
  for (let level = minLevel; level <= maxLevel; level++) list.add(level, inputs);
  return list.nodes;
};

/** BiFPN (EfficientDet §3.2; the official generator): no node with one input, and an edge from each input to its output. */
export const bifpnNodes: PyramidRule = (minLevel, maxLevel) => {
  const list = new NodeList(minLevel, maxLevel);
  for (let level = maxLevel - 1; level >= minLevel; level--)
    list.add(level, [list.last(level), list.last(level + 1)]);
  for (let level = minLevel + 1; level <= maxLevel; level++)
    list.add(level, [...list.all(level), list.last(level - 1)]);
  return list.nodes;
};

/**
 * The seven merging cells that NAS-FPN's search found for five levels (Ghiasi et al. 2019; the official code's block
 * list for P3–P7). An input that nothing else reads is added to the first output of its level: the third input of the
 * fifth and of the sixth cell.
 */
const nasFpnNodes: PyramidRule = (minLevel, maxLevel) => {
  if (maxLevel - minLevel !== 4) throw new GraphError({ code: 'nas-fpn-levels', minLevel, maxLevel });
  const at = (offset: number) => minLevel + offset;
  return [
    { level: at(1), inputs: [1, 3], combine: 'attention' },
    { level: at(1), inputs: [1, 5], combine: 'sum' },
    { level: at(0), inputs: [0, 6], combine: 'sum' },
    { level: at(1), inputs: [6, 7], combine: 'sum' },
    { level: at(2), inputs: [7, 8, 2], combine: 'attention' },
    { level: at(4), inputs: [6, 9, 4], combine: 'attention' },
    { level: at(3), inputs: [9, 10], combine: 'attention' },
  ];
};

export type PyramidName = 'fpn' | 'panet' | 'repeatedFpnPanet' | 'fullyConnected' | 'nasFpn' | 'bifpn';

export interface Pyramid {
  readonly name: PyramidName;

  readonly nodes: PyramidRule;
  /** Whether its authors run the cell once or several times over. */
  readonly repeated: boolean;
}

/** The feature networks that EfficientDet compares (Figure 2, Table 5). */
export const pyramids: Readonly<Record<PyramidName, Pyramid>> = {
  fpn: { name: 'fpn', nodes: fpnNodes, repeated: false },
  panet: { name: 'panet', nodes: panetNodes, repeated: false },
  repeatedFpnPanet: {
    name: 'repeatedFpnPanet',

    nodes: panetNodes,
    repeated: true,
  },
  fullyConnected: {
    name: 'fullyConnected',

    nodes: fullyConnectedNodes,
    repeated: true,
  },
  nasFpn: { name: 'nasFpn', nodes: nasFpnNodes, repeated: true },
  bifpn: { name: 'bifpn', nodes: bifpnNodes, repeated: true },
};
