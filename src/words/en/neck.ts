import type { NodeCombination } from '../../../models/blocks/pyramids/node.ts';
import type { PyramidName } from '../../../models/blocks/pyramids/pyramids.ts';

/** The feature networks. */
export const pyramidTitle: Readonly<Record<PyramidName, string>> = {
  fpn: 'FPN',
  panet: 'PANet',
  repeatedFpnPanet: 'Repeated FPN + PANet',
  fullyConnected: 'Fully connected FPN',
  nasFpn: 'NAS-FPN',
  bifpn: 'BiFPN',
};

const roles = {
  input: 'input',
  output: 'output',
  topDown: 'top-down',
  intermediate: 'intermediate',
  secondIntermediate: 'second intermediate',
} as const;

/** What a map is in its cell. */
export type NodeRole = keyof typeof roles;

/** `P6 input`, `P6 top-down`, `P6 output`. */
export const nodeName = (level: number, role: NodeRole) => `P${level} ${roles[role]}`;

/** A map of a cell, by its name. */
interface Named {
  readonly level: number;
  readonly name: string;
}

interface Node extends Named {
  readonly place: 'input' | 'middle' | 'output';
  readonly combine: NodeCombination;
  /** What it joins, in order. */
  readonly inputs: readonly Named[];
}

/** What is done to an input before it is joined: `enlarged P7 input`, `shrunk P5 output`, `P6 input`. */
export function inputWords(node: Named, from: Named): string {
  if (from.level > node.level) return `enlarged ${from.name}`;
  if (from.level < node.level) return `shrunk ${from.name}`;
  return from.name;
}

function list(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} + ${words.at(-1)}`;
}

/** One node as a sentence: `P4 top-down: P4 input + enlarged P5 top-down`. */
export function nodeSentence(node: Node): string {
  const inputs = node.inputs.map((from) => inputWords(node, from));
  if (node.place === 'input') return node.name;
  if (inputs.length === 1) return `${node.name}: ${inputs[0]} alone, joined with nothing`;
  if (node.combine === 'attention') {
    const [first, second, ...rest] = node.inputs;
    if (first !== undefined && second !== undefined) {
      const [coarse, fine] = first.level >= second.level ? [first, second] : [second, first];
      const sum = [coarse, ...rest].map((from) => inputWords(node, from));
      return `${node.name}: ${list([...sum, `${inputWords(node, fine)}, gated by the first`])}`;
    }
  }
  return `${node.name}: ${inputs.join(' + ')}`;
}
