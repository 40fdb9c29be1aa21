/** Bytes of WebAssembly instructions, nested as they were put together. */
export type Code = readonly (number | Code)[];

/** An unsigned whole number in LEB128. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low + 128 : low);
  } while (rest > 0);
  return bytes;
}

/** A signed whole number of at most 32 bits in LEB128. */
function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const low = rest & 127;
    rest >>= 7;
    if ((rest === 0 && low < 64) || (rest === -1 && low >= 64)) return [...bytes, low];
    bytes.push(low | 128);
  }
}

const simd =
  (opcode: number) =>
  (...operands: Code[]): Code => [operands, 0xfd, unsigned(opcode)];

/** Alignment 2^0 (a promise that is always kept) and the offset in bytes. */
const place = (offset: number) => [0, unsigned(offset)];

/**
 * Instructions, written as calls on their operands (WebAssembly core specification 2.0 §5.4; relaxed SIMD: 3.0). A local is
 * its index; memory accesses are at an address plus a constant offset in bytes.
 */
export const wasm = {
  get: (local: number): Code => [0x20, unsigned(local)],
  set: (local: number, value: Code): Code => [value, 0x21, unsigned(local)],
  constant: (value: number): Code => [0x41, signed(value)],
  add: (a: Code, b: Code): Code => [a, b, 0x6a],
  subtract: (a: Code, b: Code): Code => [a, b, 0x6b],
  /** Unsigned a ≥ b. */
  atLeast: (a: Code, b: Code): Code => [a, b, 0x4f],
  /** Does `body` while `condition` holds. */
  loopWhile: (condition: Code, body: Code): Code => [
    ...[0x02, 0x40, 0x03, 0x40],
    ...[condition, 0x45, 0x0d, 1],
    ...[body, 0x0c, 0, 0x0b, 0x0b],
  ],
  /** Does `body` at least once, and again while `condition` holds. */
  repeatWhile: (body: Code, condition: Code): Code => [0x03, 0x40, body, condition, 0x0d, 0, 0x0b],
  load: (address: Code, offset = 0): Code => [address, 0xfd, unsigned(0), place(offset)],
  /** One float32 in all four lanes. */
  loadSplat: (address: Code, offset = 0): Code => [address, 0xfd, unsigned(9), place(offset)],
  store: (address: Code, value: Code, offset = 0): Code => [
    address,
    value,
    0xfd,
    unsigned(11),
    place(offset),
  ],
  /** The first lane alone. */
  storeFirst: (address: Code, value: Code): Code => [address, value, 0xfd, unsigned(0x5a), place(0), 0],
  /** Four lanes of one float32. */
  vector: (value: number): Code => {
    const bytes = [...new Uint8Array(Float32Array.of(value).buffer)];
    return [0xfd, unsigned(12), bytes, bytes, bytes, bytes];
  },
  plus: simd(0xe4),
  minus: simd(0xe5),
  times: simd(0xe6),
  over: simd(0xe7),
  negative: simd(0xe1),
  /** b < a ? b : a, lane by lane: a NaN in `a` stays. */
  smaller: simd(0xea),
  /** a < b ? b : a, lane by lane: a NaN in `a` stays. */
  larger: simd(0xeb),
  squareRoot: simd(0xe3),
  /** Sum of the four lanes, in each of them. */
  sumOfLanes: (value: number, free: number): Code => [
    ...[0x20, unsigned(value), 0x20, unsigned(value), 0x20, unsigned(value), 0xfd, unsigned(13)],
    ...[8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7],
    ...[0xfd, unsigned(0xe4), 0x21, unsigned(free)],
    ...[0x20, unsigned(free), 0x20, unsigned(free), 0x20, unsigned(free), 0xfd, unsigned(13)],
    ...[4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11],
    ...[0xfd, unsigned(0xe4)],
  ],
  shiftLeft: (value: Code, bits: number): Code => [value, [0x41, signed(bits)], 0xfd, unsigned(0xab)],
  /** a · b + c, rounded once where the processor can, else twice. */
  relaxedMultiplyAdd: simd(0x105),
};

export interface Routine {
  readonly name: string;
  /** Its 32-bit whole-number arguments are locals 0, 1, … */
  readonly parameters: number;
  /** Then come this many whole numbers … */
  readonly integers: number;
  /** … and this many vectors. */
  readonly vectors: number;
  readonly body: Code;
}

const flat = (code: Code): number[] =>
  (code as readonly unknown[]).flat(Number.POSITIVE_INFINITY) as number[];
const sized = (code: Code): number[] => {
  const bytes = flat(code);
  return [...unsigned(bytes.length), ...bytes];
};
const section = (id: number, items: readonly Code[]): Code => [id, sized([unsigned(items.length), ...items])];
const text = (value: string): Code => sized([...new TextEncoder().encode(value)]);

const integer = 0x7f;
const vector = 0x7b;

/** A module that exports routines without results and imports its memory as `environment.memory`. */
export function assemble(routines: readonly Routine[]): Uint8Array<ArrayBuffer> {
  const types = routines.map(({ parameters }) => [0x60, sized(Array<number>(parameters).fill(integer)), 0]);
  const memory = [text('environment'), text('memory'), 2, 0, 0];
  const locals = ({ integers, vectors }: Routine) => [
    2,
    [unsigned(integers), integer],
    [unsigned(vectors), vector],
  ];
  return Uint8Array.from(
    flat([
      [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      section(1, types),
      section(2, [memory]),
      section(
        3,
        routines.map((_, index) => unsigned(index)),
      ),
      section(
        7,
        routines.map(({ name }, index) => [text(name), 0, unsigned(index)]),
      ),
      section(
        10,
        routines.map((routine) => sized([locals(routine), routine.body, 0x0b])),
      ),
    ]),
  );
}
