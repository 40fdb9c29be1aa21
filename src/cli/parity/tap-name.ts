import type { Graph } from '../../../models/graph/graph.ts';
import { Complaint } from '../complaint.ts';

/**
 * The graph's name of a map that a golden calls by its upstream's: torchvision's `features.3` is what stage 4 makes, `output` are the
 * logits. Names that the graph knows itself stand for themselves.
 */
export function tapName(graph: Graph, name: string): string {
  if (name in graph.taps) return name;
  if (name === 'output') return 'logits';
  const stage = /^features\.(\d+)$/.exec(name)?.[1];
  if (stage !== undefined) {
    const scope = `stage${Number(stage) + 1}/`;
    // The stem and the head are taps of their own; the other stages end with their last block's output.
    const own: Record<string, string> = { 'stage1/': 'stem', 'stage9/': 'head' };
    const found =
      own[scope] ??
      Object.keys(graph.taps).findLast((tap) => tap.startsWith(scope) && tap.endsWith('/output'));
    if (found !== undefined) return found;
  }
  throw new Complaint(`${graph.name} has no map that the golden’s “${name}” could be.`);
}
