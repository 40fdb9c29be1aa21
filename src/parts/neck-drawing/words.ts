import type { NeckNode } from './neck.ts';

/** What is done to an input before it is joined: `enlarged P7 input`, `shrunk P5 output`, `P6 input`. */
export function inputWords(node: NeckNode, from: NeckNode): string {
  if (from.level > node.level) return `enlarged ${from.name}`;
  if (from.level < node.level) return `shrunk ${from.name}`;
  return from.name;
}

function list(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} + ${words.at(-1)}`;
}

/** One node as a sentence: `P4 top-down: P4 input + enlarged P5 top-down`. */
export function nodeSentence(node: NeckNode): string {
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
