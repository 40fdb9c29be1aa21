import { bytes, exact, fixed, listed, rounded, significant, times } from '../quantity.ts';

type Bound = 'arithmetic' | 'memory' | 'launch';

/** What the own engine's programs do, by their names in the plan. */
export const program = {
  pointwise: '1 × 1 convolution',
  convolution: 'convolution',
  depthwise: 'depthwise convolution',
  separable: 'depthwise and 1 × 1 in one',
  dense: 'dense layer',
  pool: 'max-pool',
  plain: 'one operator, value by value',
} as const;

type Program = keyof typeof program;

interface Dispatch {
  readonly program: Program;
  readonly operators: readonly string[];
  readonly bytes: number;
  readonly multiplyAdds: number;
  readonly workgroups: number;
}

interface Asked {
  readonly dispatches: readonly unknown[];
  readonly bytes: number;
  readonly maps: number;
}

interface Shown {
  readonly asked: Asked;
  readonly total: number;
  readonly seconds: Readonly<Record<Bound, number>>;
}

export const title = 'What the GPU is asked to do';
export const networkChoice = 'Network';
export const fusedChoice = 'Operators';
export const fused = { yes: 'joined', no: 'one dispatch each' } as const;
export const deviceChoice = 'Assumed device';
export const device = {
  shared: 'shared graphics',
  desktop: 'desktop card',
  dataCentre: 'data centre',
} as const;
export const launchKnob = 'To start a dispatch';
export const launchUnit = 'µs';
export const dispatchKnob = 'Dispatch';
export const legend: Readonly<Record<Bound, string>> = {
  launch: 'to start it',
  memory: 'moving bytes',
  arithmetic: 'computing',
};
/** What a dispatch waits for most. */
export const bound: Readonly<Record<Bound, string>> = {
  launch: 'its own start',
  memory: 'memory',
  arithmetic: 'arithmetic',
};
export const measure = 'Measure on this device';
export const stop = 'Stop';
export const assume = 'Back to assumed devices';
export const measuring = 'Timing each dispatch on this device.';
/** Where nothing here could be timed. */
export const noDispatches =
  'Only this page’s own programs on WebGPU can be timed dispatch by dispatch, and networks run on something else in this browser.';
export const inDiagram = 'See it in the network diagram';

/** `0.47 ms`, `12 µs`. */
export function duration(seconds: number): string {
  return seconds < 1e-4
    ? `${significant(seconds * 1e6, 2)}\u202fµs`
    : `${significant(seconds * 1e3, 3)}\u202fms`;
}

const share = (part: number, all: number): string => `${fixed(all === 0 ? 0 : (100 * part) / all, 0)}\u202f%`;

/** A kind of time in the legend: `moving bytes 45 %`. */
export const legendShare = (kind: Bound, { seconds, total }: Shown) =>
  `${legend[kind]} ${share(seconds[kind], total)}`;

/** What the program comes to, and what it would be the other way. */
export function summary(name: string, shown: Shown, other: Shown, isFused: boolean): string {
  const { dispatches, bytes: moved, maps } = shown.asked;
  const own = `${name}: ${exact(dispatches.length)} dispatches write ${exact(maps)} maps and move ${bytes(moved)}, in ${duration(shown.total)} at the least.`;
  const ratio = times(isFused ? other.total / shown.total : shown.total / other.total);
  const there = `${exact(other.asked.dispatches.length)} dispatches, ${bytes(other.asked.bytes)} and ${duration(other.total)}`;
  return isFused
    ? `${own} With a dispatch for each operator it would be ${there}, ${ratio} as long.`
    : `${own} Joined it is ${there}; this is ${ratio} as long.`;
}

/** What a program took here, and what it would take at the device's own ceilings. */
export function measuredSummary(name: string, shown: Shown, least: number, adapter: string): string {
  const count = exact(shown.asked.dispatches.length);
  const here = `${name} on ${adapter}: ${count} dispatches take ${duration(shown.total)}, each timed by itself.`;
  return `${here} At this device’s own ceilings they take ${duration(least)} at the least; ${share(least, shown.total)} of that speed is reached.`;
}

/** What is known of the reader's device. */
export function measuredDevice(
  {
    multiplyAddsPerSecond,
    bytesPerSecond,
  }: { readonly multiplyAddsPerSecond: number; readonly bytesPerSecond: number },
  launch: number,
): string {
  return `Measured of this device: ${rounded(multiplyAddsPerSecond)} multiply-adds and ${bytes(bytesPerSecond)} a second, ${duration(launch)} to start a dispatch. A dispatch was repeated until the clock could tell, so what it reads lies in caches as far as they reach.`;
}

/** The strip for those who do not see it. */
export function description(name: string, shown: Shown): string {
  const { seconds, total } = shown;
  const parts = (['launch', 'memory', 'arithmetic'] as const).map(
    (kind) => `${legend[kind]} takes ${share(seconds[kind], total)}`,
  );
  return `The dispatches of ${name} one after the other, each as wide as it lasts. Of ${duration(total)}, ${listed(parts)}.`;
}

export const which = (at: number, of: number) => `${exact(at)} of ${exact(of)}`;

export function heading(at: number, of: number, each: Dispatch): string {
  return `Dispatch ${which(at, of)}: ${program[each.program]}`;
}

/** What a dispatch costs. Seconds. */
export function costs(
  { bytes: moved, multiplyAdds, workgroups }: Dispatch,
  time: {
    readonly launch: number;
    readonly arithmetic: number;
    readonly memory: number;
    readonly bound: Bound;
  },
): string {
  const adds =
    multiplyAdds === 0
      ? 'no multiply-adds'
      : `${rounded(multiplyAdds)} multiply-adds (${duration(time.arithmetic)})`;
  return `It moves ${bytes(moved)} (${duration(time.memory)}) and has ${adds} in ${exact(workgroups)} workgroups; starting it takes ${duration(time.launch)}. It waits for ${bound[time.bound]}.`;
}

/** What a dispatch took. Seconds. */
export const took = (seconds: number) => `Here it took ${duration(seconds)}.`;

export const operators = (count: number) => (count === 1 ? 'One operator' : `${exact(count)} operators`);

/** What is assumed of the device. */
export function assumption(
  kind: keyof typeof device,
  {
    multiplyAddsPerSecond,
    bytesPerSecond,
  }: { readonly multiplyAddsPerSecond: number; readonly bytesPerSecond: number },
): string {
  return `Assumed of the device (${device[kind]}): ${rounded(multiplyAddsPerSecond)} multiply-adds and ${bytes(bytesPerSecond)} a second, round numbers of its kind.`;
}

export const caption =
  'Each dispatch is as wide as it lasts at the least: what it takes to start, then the longer of computing and of moving bytes. Both programs are drawn to one scale, row after row, and the dashed frame is as long as the one without joining; numbers over the strip are the network’s stages. No device is faster with this program, and a real one stays below its ceilings.';
export const measuredCaption =
  'Each dispatch is as wide as it lasted on this device: what a dispatch takes to start, then the rest, coloured by whether computing or moving bytes would take longer at the device’s ceilings. Numbers over the strip are the network’s stages; where the dashed frame is longer than the strip, it is what the program without joining takes at the least.';
export const source =
  'The program is the plan by which the page’s own WebGPU engine runs the network, computed from its graph in float32: every map read and written once by a dispatch, every weight read once.';
export const tableCaption = 'The dispatches in their order';
export const columns = (timed: boolean): readonly string[] => [
  'dispatch',
  'program',
  'operators',
  'bytes moved',
  'multiply-adds',
  'workgroups',
  timed ? 'µs here' : 'µs at the least',
  'waits for',
];
