import type { TensorId } from '../../../models/graph/op.ts';
import { madeBy, readBy, type Step } from './step.ts';

/** Where a map lies: the arena, and its first byte there. */
export interface Place {
  readonly arena: number;
  readonly offset: number;
}

export interface Memory {
  readonly places: ReadonlyMap<TensorId, Place>;
  /** Size of each arena, in bytes. */
  readonly arenas: readonly number[];
  /** Bytes of the maps alive at the worst moment. */
  readonly peakLiveBytes: number;
}

/** A map's life: from the step that writes it to the last that reads it, both included. */
interface Life {
  readonly id: TensorId;
  readonly bytes: number;
  readonly from: number;
  readonly to: number;
}

/** Maps that one step writes: they lie in one arena, which none of what it reads lies in. */
interface Group {
  readonly lives: readonly Life[];
  /** Groups that must lie elsewhere. */
  readonly apart: Set<number>;
}

const lastStep = Number.MAX_SAFE_INTEGER;

/** What a step reads lies in three arenas at the most, and what it writes in one more. */
const mostArenas = 4;

/** One group a step, and one for the inputs, which are there before the first. */
function groupsOf(
  steps: readonly Step[],
  inputs: readonly TensorId[],
  kept: ReadonlySet<TensorId>,
  bytesOf: (id: TensorId) => number,
): readonly Group[] {
  const lastRead = new Map<TensorId, number>();
  steps.forEach((step, at) => {
    for (const id of readBy(step)) lastRead.set(id, at);
  });
  const lifeOf = (id: TensorId, from: number): Life => ({
    id,
    bytes: bytesOf(id),
    from,
    to: kept.has(id) ? lastStep : (lastRead.get(id) ?? from),
  });
  const groups: Group[] = [
    { lives: inputs.map((id) => lifeOf(id, -1)), apart: new Set() },
    ...steps.map(
      (step, at): Group => ({ lives: madeBy(step).map((id) => lifeOf(id, at)), apart: new Set() }),
    ),
  ];
  const groupOf = new Map<TensorId, number>();
  groups.forEach(({ lives }, index) => {
    for (const { id } of lives) groupOf.set(id, index);
  });
  steps.forEach((step, at) => {
    for (const id of readBy(step)) {
      const other = groupOf.get(id);
      if (other === undefined) throw new RangeError(`Nothing makes map ${id} before step ${at} reads it.`);
      groups[at + 1]?.apart.add(other);
      groups[other]?.apart.add(at + 1);
    }
  });
  return groups;
}

/** Bytes alive during each step, the input's moment first, of the groups that are chosen; the largest of them. */
function peakOf(groups: readonly Group[], chosen: (index: number) => boolean): number {
  const change = new Float64Array(groups.length + 2);
  groups.forEach(({ lives }, index) => {
    if (!chosen(index)) return;
    for (const { bytes, from, to } of lives) {
      change[from + 1] = (change[from + 1] ?? 0) + bytes;
      const end = Math.min(to, groups.length - 1) + 2;
      change[end] = (change[end] ?? 0) - bytes;
    }
  });
  let alive = 0;
  let peak = 0;
  for (const each of change) {
    alive += each;
    peak = Math.max(peak, alive);
  }
  return peak;
}

/** Colours the groups, the one with the fewest arenas left first; undefined where so many arenas do not suffice in a few tries. */
function coloured(groups: readonly Group[], arenas: number): number[] | undefined {
  const colours = new Array<number>(groups.length).fill(-1);
  const free = (index: number): number[] => {
    const taken = new Set([...(groups[index]?.apart ?? [])].map((other) => colours[other]));
    return Array.from({ length: arenas }, (_, colour) => colour).filter((colour) => !taken.has(colour));
  };
  let tries = 0;
  const place = (done: number): boolean => {
    if (done === groups.length) return true;
    if (++tries > 4 * groups.length) return false;
    let next = -1;
    let choices: number[] = [];
    for (let index = 0; index < groups.length; index++) {
      if (colours[index] !== -1) continue;
      const left = free(index);
      if (next === -1 || left.length < choices.length) [next, choices] = [index, left];
      if (left.length <= 1) break;
    }
    for (const colour of choices) {
      colours[next] = colour;
      if (place(done + 1)) return true;
    }
    colours[next] = -1;
    return false;
  };
  return place(0) ? colours : undefined;
}

/**
 * Moves groups to arenas that make the sum of all peaks smaller, until nothing helps. Whoever must be apart from a group that moves, and
 * lies where it goes, takes its old place, and so on (a Kempe chain).
 */
function improved(groups: readonly Group[], start: readonly number[], arenas: number): readonly number[] {
  const colours = [...start];
  const swap = (index: number, to: number): void => {
    const from = colours[index] as number;
    const chain = new Set([index]);
    for (const each of chain)
      for (const other of groups[each]?.apart ?? [])
        if (colours[other] === from || colours[other] === to) chain.add(other);
    for (const each of chain) colours[each] = colours[each] === from ? to : from;
  };
  const peaks = Array.from({ length: arenas }, (_, arena) =>
    peakOf(groups, (index) => colours[index] === arena),
  );
  for (let moved = true; moved; ) {
    moved = false;
    for (let index = 0; index < groups.length; index++)
      for (let to = 0; to < arenas; to++) {
        const from = colours[index] as number;
        if (from === to) continue;
        swap(index, to);
        const [a, b] = [from, to].map((arena) => peakOf(groups, (each) => colours[each] === arena)) as [
          number,
          number,
        ];
        if (a + b < (peaks[from] as number) + (peaks[to] as number)) {
          peaks[from] = a;
          peaks[to] = b;
          moved = true;
          break;
        }
        swap(index, from);
      }
  }
  return colours;
}

/** Lays lives into one arena, large ones first, each as low as nothing that lives at the same time is in the way. */
function packed(
  lives: readonly Life[],
  alignment: number,
): { offsets: Map<TensorId, number>; bytes: number } {
  const placed: (Life & { readonly offset: number; readonly end: number })[] = [];
  const round = (bytes: number) => Math.ceil(bytes / alignment) * alignment;
  for (const life of lives.toSorted((a, b) => b.bytes - a.bytes || a.from - b.from)) {
    const around = placed
      .filter((other) => other.from <= life.to && life.from <= other.to)
      .toSorted((a, b) => a.offset - b.offset);
    let offset = 0;
    for (const other of around) {
      if (other.offset >= offset + round(life.bytes)) break;
      offset = Math.max(offset, other.end);
    }
    placed.push({ ...life, offset, end: offset + round(life.bytes) });
  }
  return {
    offsets: new Map(placed.map(({ id, offset }) => [id, offset])),
    bytes: placed.reduce((most, { end }) => Math.max(most, end), 0),
  };
}

export interface MemoryOptions {
  /** Maps that are there before the first step. */
  readonly inputs: readonly TensorId[];
  /** Maps that must be there after the last step. */
  readonly kept: ReadonlySet<TensorId>;
  /** Bytes that a map takes where it lies. */
  readonly bytesOf: (id: TensorId) => number;
  /** Where a map may begin, in bytes. */
  readonly alignment?: number;
}

/**
 * Lays all maps into two to four arenas, so that no step writes into an arena that it reads from: each is
 * bound for reading or for writing, and a driver need not wait where nothing is written. Inside an arena maps take the place of those that
 * nobody needs any more.
 */
export function layOut(
  steps: readonly Step[],
  { inputs, kept, bytesOf, alignment = 256 }: MemoryOptions,
): Memory {
  const groups = groupsOf(steps, inputs, kept, bytesOf);
  const peakLiveBytes = peakOf(groups, () => true);
  let best: Memory | undefined;
  for (let count = 2; count <= mostArenas; count++) {
    const start = coloured(groups, count);
    if (start === undefined) continue;
    const colours = improved(groups, start, count);
    const places = new Map<TensorId, Place>();
    const arenas = Array.from({ length: count }, (_, arena) => {
      const lives = groups.flatMap((group, index) => (colours[index] === arena ? group.lives : []));
      const { offsets, bytes } = packed(lives, alignment);
      for (const [id, offset] of offsets) places.set(id, { arena, offset });
      return bytes;
    });
    const sum = (sizes: readonly number[]) => sizes.reduce((a, b) => a + b, 0);
    if (best === undefined || sum(arenas) < 0.98 * sum(best.arenas)) best = { places, arenas, peakLiveBytes };
  }
  if (best === undefined)
    throw new RangeError('No four arenas keep what is read apart from what is written.');
  return best;
}
