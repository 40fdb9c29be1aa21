import type { BlockGroup, ScaledNetwork } from '../../../models/families/scaled-network.ts';
import type { DrawingSize } from '../charts/drawing-size.ts';
import { textWidth } from '../charts/text-width.ts';

/** What the dashed outlines show: the baseline, or the formula before rounding. */
export type Ghost = 'baseline' | 'exact';

/** One block as a bar: its height is the side of the feature map, its thickness the channels. */
interface Bar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface StripGroup {
  readonly name: string;
  readonly middle: number;
  readonly side: string;
  readonly channels: string;
}

export interface StripLayout {
  readonly width: number;
  readonly height: number;
  /** Where the two lines of numbers stand. */
  readonly sideBaseline: number;
  readonly channelsBaseline: number;
  readonly fontSize: number;
  readonly groups: readonly StripGroup[];
  /** Outlines of all bars of a kind, as one path: blocks that the baseline has too, blocks that it does not have, ghosts. */
  readonly bars: string;
  readonly added: string;
  readonly ghosts: string;
}

const sizes = {
  wide: { width: 640, height: 250, foot: 40, fontSize: 12, blockGap: 2, groupGap: 12, leastBar: 1.6 },
  narrow: { width: 340, height: 200, foot: 36, fontSize: 10.5, blockGap: 1, groupGap: 5, leastBar: 1 },
} as const;

/**
 * Lays a network out as a strip. Sides and channels are drawn to the scale of their square roots, else the stem would be
 * sixty times as high as the head. One scale serves every network up to `reference`, so that a larger one is a longer
 * strip; beyond it the drawing zooms out, and the baseline's outlines with it.
 */
export function layoutStrip(
  network: ScaledNetwork,
  baseline: ScaledNetwork,
  reference: ScaledNetwork,
  ghost: Ghost,
  size: DrawingSize,
): StripLayout {
  const { width, height, foot, fontSize, blockGap, groupGap, leastBar } = sizes[size];
  const drawn = height - foot;
  const top = Math.sqrt(Math.max(reference.groups[0]!.side, network.groups[0]!.side));
  const high = (side: number): number => (drawn * Math.sqrt(side)) / top;
  const perRoot = Math.min(thicknessScale(reference, size), thicknessScale(network, size));
  const thick = (channels: number): number => Math.max(leastBar, perRoot * Math.sqrt(channels));
  const runOf = (group: BlockGroup): number => group.blocks * (thick(group.channels) + blockGap) - blockGap;
  const rooms = network.groups.map((group) => Math.max(runOf(group), labelRoom(group, fontSize)));
  const used = rooms.reduce((sum, room) => sum + room, 0);
  const gap = Math.min(
    groupGap * 2.4,
    Math.max(groupGap * 0.5, (width - used) / Math.max(1, rooms.length - 1)),
  );
  let left = 0;
  const bars: Bar[] = [];
  const added: Bar[] = [];
  const ghosts: Bar[] = [];
  const groups = network.groups.map((group, index): StripGroup => {
    const base = baseline.groups[index]!;
    const room = rooms[index]!;
    const bar = thick(group.channels);
    const run = runOf(group);
    const start = left + (room - run) / 2;
    left += room + gap;
    for (let block = 0; block < group.blocks; block++) {
      const x = start + block * (bar + blockGap);
      (block < base.blocks ? bars : added).push({ x, width: bar, ...centred(group.side) });
      const outlined = ghostOf(block, group, base);
      if (outlined !== undefined) ghosts.push({ x, ...outlined });
    }
    return {
      name: group.name,
      middle: start + run / 2,
      side: `${group.side}²`,
      channels: String(group.channels),
    };
  });

  function centred(side: number): Pick<Bar, 'y' | 'height'> {
    const height = high(side);
    return { y: (drawn - height) / 2, height };
  }

  function ghostOf(block: number, group: BlockGroup, base: BlockGroup): Omit<Bar, 'x'> | undefined {
    const exact = ghost === 'exact';
    const part = exact ? Math.min(1, group.exact.blocks - block) : block < base.blocks ? 1 : 0;
    if (part <= 0) return undefined;
    const full = exact ? Math.max(leastBar, perRoot * Math.sqrt(group.exact.channels)) : thick(base.channels);
    return { width: full * part, ...centred(exact ? group.exact.side : base.side) };
  }

  return {
    width,
    height,
    sideBaseline: drawn + fontSize * 1.5,
    channelsBaseline: drawn + fontSize * 2.85,
    fontSize,
    groups,
    bars: outlines(bars),
    added: outlines(added),
    ghosts: outlines(ghosts),
  };
}

/** One path for many bars: a browser draws it far faster than as many elements. */
function outlines(bars: readonly Bar[]): string {
  let path = '';
  for (const { x, y, width, height } of bars) {
    const across = width.toFixed(2);
    path += `M${x.toFixed(2)} ${y.toFixed(2)}h${across}v${height.toFixed(2)}h-${across}z`;
  }
  return path;
}

function labelRoom(group: BlockGroup, fontSize: number): number {
  return Math.max(textWidth(`${group.side}²`, fontSize), textWidth(String(group.channels), fontSize));
}

/** Pixels of thickness for the square root of one channel, such that a network just fits. */
function thicknessScale(network: ScaledNetwork, size: DrawingSize): number {
  const { width, blockGap, groupGap, fontSize, leastBar } = sizes[size];
  const gaps = (network.groups.length - 1) * groupGap * 0.5;
  const groups = network.groups.map((group) => ({
    blocks: group.blocks,
    root: Math.sqrt(group.channels),
    label: labelRoom(group, fontSize),
  }));
  let low = 0;
  let high = 4;
  for (let step = 0; step < 24; step++) {
    const scale = (low + high) / 2;
    let total = gaps;
    for (const { blocks, root, label } of groups)
      total += Math.max(blocks * (Math.max(leastBar, scale * root) + blockGap) - blockGap, label);
    if (total > width) high = scale;
    else low = scale;
  }
  return low;
}
