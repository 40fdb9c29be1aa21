/** A run of equal blocks of a scaled network, as a figure draws it. */
export interface BlockGroup {
  /** The scope in the graph: `stage4`, `neck`, … */
  readonly name: string;
  readonly label: string;
  /** The number of the stage that it is. */
  readonly stage?: number;
  readonly blocks: number;
  /** Side of the square map that the group puts out, in pixels. */
  readonly side: number;
  readonly channels: number;
  readonly multiplyAdds: number;
  readonly parameters: number;
  /** What the formula says before anything is rounded to whole blocks, pixels and multiples of eight channels. */
  readonly exact: { readonly blocks: number; readonly side: number; readonly channels: number };
}

export interface ScaledNetwork {
  readonly resolution: number;
  readonly groups: readonly BlockGroup[];
  readonly multiplyAdds: number;
  readonly parameters: number;
}

/** Whether two networks of one family are the same: as many blocks as wide in each group, at one resolution. */
export function sameNetwork(a: ScaledNetwork, b: ScaledNetwork): boolean {
  return (
    a.resolution === b.resolution &&
    a.groups.length === b.groups.length &&
    a.groups.every(({ blocks, channels }, index) => {
      const other = b.groups[index];
      return blocks === other?.blocks && channels === other.channels;
    })
  );
}

export function totalOf(groups: readonly BlockGroup[], of: 'multiplyAdds' | 'parameters' | 'blocks'): number {
  return groups.reduce((sum, group) => sum + group[of], 0);
}
