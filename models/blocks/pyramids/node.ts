/**
 * How a node joins its inputs. `fusion`: by the network's fusion method (EfficientDet §3.3). `sum`: plainly, whatever
 * that method is. `attention`: NAS-FPN's global attention, in which the coarsest of the first two inputs gates the other.
 */
export type NodeCombination = 'fusion' | 'sum' | 'attention';

/**
 * One node of a feature network. Ids count the inputs first (0 is the finest level), then the nodes in order, so a
 * five-level network's first node is 5. A node may read anything that stands before it.
 */
export interface PyramidNode {
  /** The level whose size the node has: a cell stands for 2^level pixels. */
  readonly level: number;
  /** Ids of what it joins. */
  readonly inputs: readonly number[];
  readonly combine: NodeCombination;
}

/** Ids of the maps that exist so far, by level, while a list of nodes is written down. */
export class NodeList {
  readonly nodes: PyramidNode[] = [];
  readonly #ids: ReadonlyMap<number, number[]>;
  #next: number;

  constructor(minLevel: number, maxLevel: number) {
    const ids = new Map<number, number[]>();
    for (let level = minLevel; level <= maxLevel; level++) ids.set(level, [level - minLevel]);
    this.#ids = ids;
    this.#next = ids.size;
  }

  /** Every id at `level`, oldest first. */
  all(level: number): readonly number[] {
    return [...(this.#ids.get(level) ?? [])];
  }

  /** The youngest id at `level`. */
  last(level: number): number {
    return this.all(level).at(-1) ?? -1;
  }

  add(level: number, inputs: readonly number[], combine: NodeCombination = 'fusion'): void {
    this.nodes.push({ level, inputs, combine });
    this.#ids.get(level)?.push(this.#next);
    this.#next += 1;
  }
}
