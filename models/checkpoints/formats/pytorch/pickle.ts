import { CheckpointError } from '../../checkpoint-error.ts';
import { PickleMachine, type PickleWorld } from './pickle-machine.ts';
import type { PickleValue } from './pickle-values.ts';

type Instruction = (machine: PickleMachine) => void;

/** `*` and `..`: a value of `n` bytes, little-endian, follows. Names and numbers as in Python's Lib/pickletools.py. */
const instructions: Readonly<Record<string, Instruction>> = {
  // Protocol 2 and what it took over: what torch.save writes.
  '(': (m) => m.mark(),
  '0': (m) => m.drop(),
  '1': (m) => void m.items(),
  '2': (m) => m.push(m.top()),
  N: (m) => m.push(null),
  '\x88': (m) => m.push(true),
  '\x89': (m) => m.push(false),
  K: (m) => m.push(m.reader.uint8()),
  M: (m) => m.push(m.reader.uint16()),
  J: (m) => m.push(m.reader.int32()),
  '\x8a': (m) => m.push(m.reader.long(m.reader.uint8())),
  '\x8b': (m) => m.push(m.reader.long(m.reader.length32())),
  G: (m) => m.push(m.reader.float64()),
  X: (m) => m.pushText(m.reader.utf8(m.reader.length32())),
  U: (m) => m.pushText(m.reader.latin1(m.reader.uint8())),
  T: (m) => m.pushText(m.reader.latin1(m.reader.length32())),
  ']': (m) => m.pushList([]),
  ')': (m) => m.pushList([]),
  '}': (m) => m.pushTable([]),
  l: (m) => m.pushList(m.items()),
  t: (m) => m.pushList(m.items()),
  d: (m) => m.pushTable(m.items()),
  '\x85': (m) => m.pushList(m.take(1)),
  '\x86': (m) => m.pushList(m.take(2)),
  '\x87': (m) => m.pushList(m.take(3)),
  a: (m) => m.append([m.pop()]),
  e: (m) => m.append(m.items()),
  s: (m) => m.set(m.take(2)),
  u: (m) => m.set(m.items()),
  q: (m) => m.remember(m.reader.uint8()),
  r: (m) => m.remember(m.reader.length32()),
  h: (m) => m.recall(m.reader.uint8()),
  j: (m) => m.recall(m.reader.length32()),
  c: (m) => m.importNamed(m.reader.line(), m.reader.line()),
  R: (m) => m.call(...pair(m.take(2))),
  '\x81': (m) => m.call(...pair(m.take(2))), // NEWOBJ
  b: (m) => m.build(m.pop()),
  Q: (m) => m.push(m.world.persistent(m.pop())),
  '\x80'(m) {
    const protocol = m.reader.uint8();
    if (protocol > 5) throw new CheckpointError({ code: 'pickle-protocol', protocol });
  },

  // Protocols 3 to 5.
  C: (m) => m.pushBytes(m.reader.uint8()),
  B: (m) => m.pushBytes(m.reader.length32()),
  '\x8e': (m) => m.pushBytes(m.reader.length64()),
  '\x96': (m) => m.pushBytes(m.reader.length64()), // BYTEARRAY8
  '\x8c': (m) => m.pushText(m.reader.utf8(m.reader.uint8())),
  '\x8d': (m) => m.pushText(m.reader.utf8(m.reader.length64())),
  '\x8f': (m) => m.pushSet([]),
  '\x90': (m) => m.add(m.items()),
  '\x91': (m) => m.pushSet(m.items()),
  '\x92': (m) => m.call(...pair(m.take(3))), // NEWOBJ_EX: arguments by name stand last and are let go
  '\x93': (m) => m.importNamed(...pair(m.take(2))), // STACK_GLOBAL
  '\x94': (m) => m.remember(),
  '\x95': (m) => void m.reader.length64(), // FRAME

  // Protocol 0: the same as text.
  I: (m) => m.push(m.reader.numberLine()),
  L: (m) => m.push(m.reader.numberLine()),
  F: (m) => m.push(m.reader.numberLine()),
  S: (m) => m.pushText(m.reader.line()),
  V: (m) => m.pushText(m.reader.line()),
  p: (m) => m.remember(m.reader.numberLine()),
  g: (m) => m.recall(m.reader.numberLine()),
  i(m) {
    m.importNamed(m.reader.line(), m.reader.line());
    const made = m.pop();
    m.call(made, m.items());
  },
  o(m) {
    const [made, ...args] = m.items();
    m.call(made, args);
  },
};

const pair = ([first, second]: readonly PickleValue[]) => [first, second] as const;

const byCode = Array.from({ length: 256 }, (_, code) => instructions[String.fromCharCode(code)]);
const stop = '.'.charCodeAt(0);

/** Instructions that are known by name and never obeyed: Python would look elsewhere for what they name. */
const refused: Readonly<Record<number, string>> = {
  80: 'PERSID',
  130: 'EXT1',
  131: 'EXT2',
  132: 'EXT4',
  151: 'NEXT_BUFFER',
  152: 'READONLY_BUFFER',
};

/**
 * The value of a pickle, protocols 0 to 5 (https://docs.python.org/3/library/pickletools.html), built as plain data: where Python would
 * import and call, a short list of names is known to stand for data, and the world refuses every other. Nothing in the file
 * can run. Time is linear in the bytes; `budget` bounds what is built, in bytes as an engine holds it.
 * Throws {@link CheckpointError}.
 */
export function readPickle(bytes: Uint8Array, world: PickleWorld, budget: number): PickleValue {
  const machine = new PickleMachine(bytes, world, budget);
  for (;;) {
    const code = machine.reader.uint8();
    if (code === stop) return machine.result();
    const instruction = byCode[code];
    if (instruction === undefined) throw unknown(code);
    instruction(machine);
  }
}

function unknown(code: number): CheckpointError {
  return new CheckpointError({
    code: 'pickle-instruction',
    instruction: refused[code] ?? `0x${code.toString(16).padStart(2, '0')}`,
  });
}
