import type { NeckNode } from '../../parts/neck-drawing/neck.ts';
import * as words from '../../words/en/figures/learned-fusion-weights.ts';
import { inputWords } from '../../words/en/neck.ts';
import type { LearnedNeck } from './learned.ts';
import { cellCount, edgesOf, type LearnedEdge, mean } from './logic.ts';

/** An edge's share in the first cell, on average over all cells, and in the last. */
export interface Places {
  readonly first: number;
  readonly mean: number;
  readonly last: number;
}

/** One edge of a cell, as two necks learned it, however many cells each of them has. */
export interface ComparedEdge {
  /** `in6>down6`. */
  readonly key: string;
  readonly node: NeckNode;
  readonly from: NeckNode;
  /** What it would be if all inputs of its node counted alike. */
  readonly even: number;
  readonly a: Places;
  readonly b: Places;
}

function placesOf(edges: readonly LearnedEdge[], key: string, last: number): Places {
  const own = edges.filter((edge) => edge.key === key);
  const at = (cell: number) => own.find((edge) => edge.cell === cell)?.share ?? 0;
  return { first: at(0), mean: mean(own.map(({ share }) => share)), last: at(last) };
}

/** Two necks edge by edge: first cell beside first, last beside last, means beside means. Null where their cells differ in form. */
export function compared(a: LearnedNeck, b: LearnedNeck): readonly ComparedEdge[] | null {
  const [inA, inB] = [edgesOf(a), edgesOf(b)];
  const cell = inA.filter((edge) => edge.cell === 0);
  const other = inB.filter((edge) => edge.cell === 0);
  if (cell.length !== other.length || cell.some(({ key }, at) => other[at]?.key !== key)) return null;
  return cell.map(({ key, node, from, even }) => ({
    key,
    node,
    from,
    even,
    a: placesOf(inA, key, cellCount(a) - 1),
    b: placesOf(inB, key, cellCount(b) - 1),
  }));
}

/** Pearson's correlation; null where one of the two does not vary. */
export function correlation(x: readonly number[], y: readonly number[]): number | null {
  const [mx, my] = [mean(x), mean(y)];
  const sum = (f: (at: number) => number) => x.reduce((total, _, at) => total + f(at), 0);
  const [dx, dy] = [(at: number) => (x[at] ?? 0) - mx, (at: number) => (y[at] ?? 0) - my];
  const spread = Math.sqrt(sum((at) => dx(at) ** 2) * sum((at) => dy(at) ** 2));
  return spread === 0 ? null : sum((at) => dx(at) * dy(at)) / spread;
}

/** How alike two necks' shares are at one place, after taking the even share off each: 1 is the same pattern, 0 no relation. */
export function alike(edges: readonly ComparedEdge[], place: keyof Places): number | null {
  return correlation(
    edges.map(({ a, even }) => a[place] - even),
    edges.map(({ b, even }) => b[place] - even),
  );
}

/** The input that each node leans on most, on average over the cells: by node, for one of the two. */
function leanings(edges: readonly ComparedEdge[], which: 'a' | 'b'): ReadonlyMap<string, ComparedEdge> {
  const most = new Map<string, ComparedEdge>();
  for (const edge of edges) {
    const before = most.get(edge.node.key);
    if (before === undefined || edge[which].mean > before[which].mean) most.set(edge.node.key, edge);
  }
  return most;
}

/** What the comparison says, in sentences that are computed from it. */
export function comparedInWords(
  a: LearnedNeck,
  b: LearnedNeck,
  edges: readonly ComparedEdge[],
): readonly string[] {
  const [inA, inB] = [leanings(edges, 'a'), leanings(edges, 'b')];
  const nodes = [...inA.keys()];
  const same = nodes.filter((node) => inA.get(node)?.key === inB.get(node)?.key);
  const [furthest] = edges.toSorted((x, y) => Math.abs(y.a.mean - y.b.mean) - Math.abs(x.a.mean - x.b.mean));
  const sentences = [
    words.compared(
      { title: a.title, cells: cellCount(a) },
      { title: b.title, cells: cellCount(b) },
      { first: alike(edges, 'first'), mean: alike(edges, 'mean'), last: alike(edges, 'last') },
    ),
    words.leaning(same.length, nodes.length, differing(nodes, inA, inB)),
  ];
  if (furthest !== undefined)
    sentences.push(
      words.differMost(
        furthest.node.name,
        inputWords(furthest.node, furthest.from),
        furthest.a.mean,
        furthest.b.mean,
      ),
    );
  return sentences;
}

function differing(
  nodes: readonly string[],
  inA: ReadonlyMap<string, ComparedEdge>,
  inB: ReadonlyMap<string, ComparedEdge>,
): Parameters<typeof words.leaning>[2] {
  return nodes.flatMap((node) => {
    const [a, b] = [inA.get(node), inB.get(node)];
    if (a === undefined || b === undefined || a.key === b.key) return [];
    return { node: a.node.name, first: inputWords(a.node, a.from), second: inputWords(b.node, b.from) };
  });
}
