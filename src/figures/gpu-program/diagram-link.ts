import { findNetwork } from '../../../models/families/index.ts';

/** Sizes that the network diagram offers. */
const inDiagram = /^B[0-7]$/;

/** The page and the view of the network diagram that show the block of a dispatch; undefined where the diagram does not have it. */
export function diagramLink(network: string, operators: readonly string[]): string | undefined {
  const found = findNetwork(network);
  const size = found?.member.short ?? '';
  if (found?.family.id !== 'efficientnet' || !inDiagram.test(size)) return undefined;
  const place = /^stage(\d+)(?:\/block(\d+))?/.exec(operators.at(-1) ?? '');
  if (place === null) return undefined;
  const [, stage = '1', block = '0'] = place;
  return `efficientnet-b0/#network-diagram=1;size:${size.toLowerCase()},stage:${stage},block:${block},op:0`;
}
