import { textWidth } from '../charts/text-width.ts';
import type { BlockGroup, ScaledNetwork } from '../scaled-cost/scaled-network.ts';
import type { ChartSize } from './chart-layout.ts';
import type { DragPhiView } from './view.ts';

/** One block as a bar: its height is the side of the feature map, its thickness the channels. */
export interface Bar {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** A block that the baseline does not have. */
  readonly added: boolean;
}

export interface Ghost {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface StripGroup {
  readonly name: string;
  readonly label: string;
  readonly middle: number;
  readonly side: string;
  readonly channels: string;
  readonly bars: readonly Bar[];
  readonly ghosts: readonly Ghost[];
}

export interface StripLayout {
  readonly width: number;
  readonly height: number;
  /** Where the two lines of numbers stand. */
  readonly sideBaseline: number;
  readonly channelsBaseline: number;
  readonly fontSize: number;
  readonly groups: readonly StripGroup[];
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
  ghost: DragPhiView['ghost'],
  size: ChartSize,
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
  const groups = network.groups.map((group, index): StripGroup => {
    const base = baseline.groups[index]!;
    const room = rooms[index]!;
    const bar = thick(group.channels);
    const start = left + (room - runOf(group)) / 2;
    left += room + gap;
    const bars = Array.from(
      { length: group.blocks },
      (_, block): Bar => ({
        key: `${group.name} ${block}`,
        x: start + block * (bar + blockGap),
        y: (drawn - high(group.side)) / 2,
        width: bar,
        height: high(group.side),
        added: block >= base.blocks,
      }),
    );
    return {
      name: group.name,
      label: group.label,
      middle: start + runOf(group) / 2,
      side: `${group.side}²`,
      channels: String(group.channels),
      bars,
      ghosts: bars.flatMap((each, block) => ghostOf(each, block, ghost, group, base)),
    };
  });

  function ghostOf(
    bar: Bar,
    block: number,
    kind: DragPhiView['ghost'],
    group: BlockGroup,
    base: BlockGroup,
  ): Ghost[] {
    const exact = kind === 'exact';
    const part = exact ? Math.min(1, group.exact.blocks - block) : block < base.blocks ? 1 : 0;
    if (part <= 0) return [];
    const side = exact ? group.exact.side : base.side;
    const full = exact ? Math.max(leastBar, perRoot * Math.sqrt(group.exact.channels)) : thick(base.channels);
    return [
      {
        key: bar.key,
        x: bar.x,
        y: (drawn - high(side)) / 2,
        width: full * part,
        height: high(side),
      },
    ];
  }

  return {
    width,
    height,
    sideBaseline: drawn + fontSize * 1.5,
    channelsBaseline: drawn + fontSize * 2.85,
    fontSize,
    groups,
  };
}

function labelRoom(group: BlockGroup, fontSize: number): number {
  return Math.max(textWidth(`${group.side}²`, fontSize), textWidth(String(group.channels), fontSize));
}

/** Pixels of thickness for the square root of one channel, such that a network just fits. */
function thicknessScale(network: ScaledNetwork, size: ChartSize): number {
  const { width, blockGap, groupGap, fontSize } = sizes[size];
  const gaps = (network.groups.length - 1) * groupGap * 0.5;
  let low = 0;
  let high = 4;
  for (let step = 0; step < 24; step++) {
    const scale = (low + high) / 2;
    const total = network.groups.reduce((sum, group) => {
      const run =
        group.blocks * (Math.max(sizes[size].leastBar, scale * Math.sqrt(group.channels)) + blockGap);
      return sum + Math.max(run - blockGap, labelRoom(group, fontSize));
    }, gaps);
    if (total > width) high = scale;
    else low = scale;
  }
  return low;
}
