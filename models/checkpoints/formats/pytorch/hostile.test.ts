import { existsSync, readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { pickle, table, tensor, torchFile, unicode } from '../../../../test/parity/write-torch.ts';
import { spoken } from '../../../../test/spoken.ts';
import { CheckpointError } from '../../checkpoint-error.ts';
import { openCheckpoint } from '../open.ts';
import { importedData } from './imports.ts';
import { readPickle } from './pickle.ts';
import { Import } from './pickle-values.ts';

const folder = new URL('../../../../test/fixtures/checkpoints/torch/', import.meta.url);
const fixture = (name: string) => new Uint8Array(readFileSync(new URL(name, folder)));
const open = (bytes: Uint8Array, name = 'made.pth') => openCheckpoint([{ name, bytes }]);
const four = { 0: Float32Array.of(1, 2, 3, 4) };

test('what the helpers write is a file that is read', () => {
  const { byName } = open(torchFile(table(['state_dict', table(['a', tensor('0')])]), four));
  expect([...byName.get('state_dict.a')!.read()]).toEqual([1, 2, 3, 4]);
});

describe('whatever a file asks Python for is refused with its name, and nothing runs', () => {
  test.each(['planted-os-system.pth', 'planted-os-system.protocol-4.pth'])(
    '%s, as torch.save wrote it',
    (name) => {
      expect(spoken(() => open(fixture(name)))).toThrow(
        /“posix\.system” \(“os\.system”\)\. .* nothing was run/,
      );
      expect(existsSync('planted')).toBe(false);
    },
  );

  const command = pickle('(', unicode('touch planted'), 'tR');
  const ways: [string, Uint8Array, string][] = [
    ['a name in the text', pickle('cos\nsystem\n', command), 'os.system'],
    ['two names on the stack', pickle('\x8c\x02os\x8c\x06system\x93', command), 'os.system'],
    [
      'names out of the memo',
      pickle(unicode('os'), 'q\x000', unicode('system'), 'q\x010h\x00h\x01\x93', command),
      'os.system',
    ],
    ['an instance', pickle('(', unicode('touch planted'), 'ios\nsystem\n'), 'os.system'],
    ['an object', pickle('(cos\nsystem\n', unicode('touch planted'), 'o'), 'os.system'],
    ['a name that is never called', pickle('cos\nsystem\n'), 'os.system'],
    ['eval', pickle('cbuiltins\neval\n', command), 'builtins.eval'],
    ['exec of Python 2', pickle('c__builtin__\nexec\n', command), '__builtin__.exec'],
    ['getattr', pickle('cbuiltins\ngetattr\n', command), 'builtins.getattr'],
    ['an import', pickle('cimportlib\nimport_module\n', command), 'importlib.import_module'],
    ['a process', pickle('csubprocess\nPopen\n', command), 'subprocess.Popen'],
    ['a way through torch', pickle('ctorch\n_utils.os.system\n', command), 'torch._utils.os.system'],
    ['a loader of torch', pickle('ctorch.hub\nload\n', command), 'torch.hub.load'],
    [
      'bytes that torch would unpickle',
      pickle('ctorch.storage\n_load_from_bytes\n', command),
      'torch.storage._load_from_bytes',
    ],
    ['a name that every object has', pickle('ccollections\n__class__\n', command), 'collections.__class__'],
    ['an empty name', pickle('c\n\n', command), '.'],
  ];
  test.each(ways)('%s', (_, planted, name) => {
    const file = torchFile(table(['state_dict', table(['a', tensor('0')])], ['extra', planted]), four);
    expect(spoken(() => open(file))).toThrow(`The file asks Python for “${name}”`);
    expect(() => open(file)).toThrow(CheckpointError);
    expect(existsSync('planted')).toBe(false);
  });

  test('a network that was saved as an object, a program, a file from before 1.6', () => {
    expect(spoken(() => open(fixture('whole-module.pth')))).toThrow(
      /“torch\.nn\.modules\.container\.Sequential”: it holds a whole object, .* torch\.save\(model\.state_dict\(\), "weights\.pth"\)/,
    );
    expect(spoken(() => open(fixture('torchscript.pt')))).toThrow(
      /is a TorchScript program .*torch\.jit\.load/,
    );
    expect(spoken(() => open(fixture('form-before-1.6.pth'), 'old.pth'))).toThrow(
      /“old\.pth” is a PyTorch file of the form before 1\.6.*torch\.save\(torch\.load\("old\.pth"/,
    );
  });

  test.each([
    ['PERSID', 'P0\n'],
    ['EXT1', '\x82\x01'],
    ['EXT4', '\x84\x01\x00\x00\x00'],
    ['NEXT_BUFFER', '\x97'],
    ['0xff', '\xff'],
  ])('the instruction %s', (name, written) => {
    expect(spoken(() => open(torchFile(pickle(written))))).toThrow(`the instruction “${name}”`);
  });

  test.each([
    ['a data type that is called', pickle('ctorch\nfloat32\n)R'), /calls “torch\.float32” as a function/],
    ['a text that is called', pickle(unicode('os.system'), ')R'), /does not hold together/],
    [
      'a storage of another class',
      pickle('(', unicode('storage'), 'ctorch\ndevice\n', unicode('0'), unicode('cpu'), 'K\x04tQ'),
      /in a way that PyTorch does not/,
    ],
    [
      'a tensor made of a dictionary',
      pickle('ctorch._utils\n_rebuild_tensor_v2\n(}K\x00))tR'),
      /in a way that PyTorch does not/,
    ],
    [
      'quantised numbers',
      pickle('ctorch\nQInt8Storage\n'),
      /holds tensors of “torch\.QInt8Storage”\. This reader knows float64/,
    ],
    ['a quantised tensor', pickle('ctorch._utils\n_rebuild_qtensor\n'), /“torch\._utils\._rebuild_qtensor”/],
  ])('%s', (_, written, sentence) => {
    expect(spoken(() => open(torchFile(written)))).toThrow(sentence);
  });
});

describe('tensors that lie about their place', () => {
  const claim =
    (claims: Parameters<typeof tensor>[1], storages: Record<string, Float32Array> = four) =>
    () =>
      open(torchFile(table(['a', tensor('0', claims)]), storages));
  test.each([
    ['more elements than there are', { shape: [5] }, /reaches to element 4, but its storage holds 4/],
    ['a start behind the end', { offset: 4, shape: [1] }, /reaches to element 4/],
    ['a negative start', { offset: -1 }, /no whole number/],
    ['a negative stride', { shape: [2], strides: [-1] }, /no whole number/],
    ['a negative side', { shape: [-2] }, /not a whole number/],
    ['strides that lead out', { shape: [2, 2], strides: [3, 2] }, /reaches to element 5/],
    ['sides without strides', { shape: [2, 2], strides: [1] }, /in a way that PyTorch does not/],
    ['nine sides', { shape: Array(9).fill(1), strides: Array(9).fill(1) }, /9 dimensions/],
    [
      'a size that overflows',
      { shape: [2 ** 31 - 1, 2 ** 31 - 1, 2 ** 31 - 1], strides: [0, 0, 0] },
      /more elements than/,
    ],
    ['another number than the part holds', { elements: 3 }, /should hold 12 bytes, but it holds 16/],
    ['another type than the part holds', { type: 'DoubleStorage' }, /should hold 32 bytes/],
  ] as const)('%s', (_, claims, sentence) => {
    expect(spoken(claim(claims))).toThrow(sentence);
    expect(claim(claims)).toThrow(CheckpointError);
  });

  test('a part that is missing', () => {
    expect(spoken(claim({}, {}))).toThrow(/part “data\/0”, which is missing/);
  });

  test('four numbers that claim to be a network', () => {
    expect(spoken(claim({ shape: [100_000], strides: [0] }))).toThrow(
      /claim 400,000 bytes, but 16 are there/,
    );
  });

  test('a machine with the other byte order', () => {
    expect(spoken(() => open(torchFile(table(['a', tensor('0')]), four, 'big')))).toThrow(
      /big-endian machine/,
    );
  });
});

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Many pieces of a pickle, each made from its number. */
const sequence = (count: number, piece: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => piece(i)).join('');
const number32 = (value: number) =>
  String.fromCharCode(value & 255, (value >> 8) & 255, (value >> 16) & 255, value >>> 24);

/** What the heap holds after waste has been collected; all that a pickle builds lies there. */
function held(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

describe('what a pickle builds is counted at no less than what it takes', () => {
  const budget = 4_000_000;
  const pieces: [string, (i: number) => string][] = [
    ['lists', () => ']'],
    ['tuples in tuples', () => ')\x85\x85\x85'],
    ['dictionaries', () => '}'],
    ['dictionaries with keys', (i) => `}J${number32(i)}Ns`],
    ['sets', () => '\x8f'],
    ['ordered dictionaries', () => 'ccollections\nOrderedDict\n)R'],
    ['settings', () => 'cargparse\nNamespace\n)\x81'],
    ['texts', (i) => `\x8c\x07${1_000_000 + i}`],
    ['numbers', (i) => `J${number32(i)}`],
    ['marks', () => '('],
    ['places in the memo', (i) => `Nr${number32(i)}0`],
    ['bytes', () => 'C\x01a'],
    ['keys in one dictionary', (i) => `J${number32(i)}Ns`],
    ['items in one list', (i) => `J${number32(i)}a`],
  ];
  test.each(pieces)('%s', async (name, piece) => {
    // The count stops the pickle somewhere; until then the world is asked now and again, and looks at what is held.
    const start = name.endsWith('dictionary') ? '}' : name.endsWith('list') ? ']' : '';
    const look = '\x8c\x03now\x8c\x04look\x930';
    const bytes = pickle(
      start,
      sequence(300_000, (i) => (i % 8000 === 0 ? look : '') + piece(i)),
    );
    // What earlier tests left behind goes first.
    await new Promise((resolve) => setTimeout(resolve, 20));
    collect();
    let before: number | undefined;
    let most = 0;
    const world = {
      imported(module: string, path: string): Import {
        if (module !== 'now') return importedData(module, path);
        before ??= held();
        most = Math.max(most, held() - before);
        return new Import('looked');
      },
      persistent: () => null,
    };
    expect(spoken(() => readPickle(bytes, world, budget))).toThrow(/built of more parts/);
    expect(most).toBeGreaterThan(budget / 20);
    expect(most).toBeLessThan(budget);
  });
});

describe('bombs are refused in time, before they fill the memory', () => {
  const repeated = (piece: string, times: number) => piece.repeat(times);
  const million = 1_000_000;
  const bombs: [string, Uint8Array][] = [
    ['a million empty lists', pickle('(', repeated(']', million), 'l')],
    ['a million dictionaries', pickle('(', repeated('}', million), 'l')],
    [
      'a million keys',
      pickle(
        '}(',
        sequence(million, (i) => `J${number32(i)}N`),
        'u',
      ),
    ],
    [
      'a million keys of text',
      pickle(
        '}(',
        sequence(million, (i) => `\x8c\x07${million + i}N`),
        'u',
      ),
    ],
    ['lists a million deep', pickle(repeated(']', million), repeated('a', million - 1))],
    ['tuples a million deep', pickle('N', repeated('\x85', million))],
    ['a million marks', pickle(repeated('(', million))],
    [
      'a million places in the memo',
      pickle(
        'N',
        sequence(million, (i) => `r${number32(7 * i)}`),
      ),
    ],
    ['a million calls', pickle(repeated('ccollections\nOrderedDict\n)R0', 100_000), 'N')],
    ['copies of one text', pickle(unicode('x'.repeat(100_000)), repeated('2', million))],
    ['a text that claims two gigabytes', pickle('X\xff\xff\xff\x7fabc')],
    ['a text that claims 2^63 bytes', pickle('\x8d\xff\xff\xff\xff\xff\xff\xff\x7fabc')],
    ['a number of two billion bytes', pickle('\x8b\xff\xff\xff\x7f')],
    ['a number of a million bytes', pickle('\x8b\x40\x42\x0f\x00', new Uint8Array(million).fill(0x7f))],
    ['a line without end', pickle('c', repeated('a', million))],
    ['a place in the memo that was never filled', pickle('j\xff\xff\xff\xff')],
    ['a stack that runs empty', pickle('0')],
    ['a mark that was never set', pickle('t')],
    ['values beyond the first', pickle('NN')],
    ['a pickle that does not end', pickle('}(')],
  ];
  test.each(bombs)('%s', (_, written) => {
    const file = torchFile(written);
    const started = performance.now();
    expect(() => open(file)).toThrow(CheckpointError);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  /** Dictionaries that hold one another twice, `depth` deep: 2^depth ways through `depth` objects. */
  const laughing = (depth: number) => {
    const level = (i: number) =>
      pickle(
        '}(',
        unicode('a'),
        `h${String.fromCharCode(i)}`,
        unicode('b'),
        `h${String.fromCharCode(i)}`,
        `uq${String.fromCharCode(i + 1)}0`,
      );
    return pickle(
      tensor('0'),
      'q\x010',
      ...Array.from({ length: depth }, (_, i) => level(i + 1)),
      `h${String.fromCharCode(depth + 1)}`,
    );
  };

  test('ways without end through a few objects', () => {
    expect(open(torchFile(laughing(3), four)).tensors).toHaveLength(8);
    const wide = pickle(
      tensor('0'),
      'q\x010',
      ...Array.from({ length: 9 }, (_, i) =>
        pickle(
          '](',
          ...Array.from({ length: 60 }, () => `h${String.fromCharCode(i + 1)}`),
          `eq${String.fromCharCode(i + 2)}0`,
        ),
      ),
      'h\x0a',
    );
    const started = performance.now();
    expect(() => open(torchFile(wide, four))).toThrow(CheckpointError);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test('a dictionary within itself is entered once', () => {
    const cycle = pickle('}q\x01', unicode('self'), 'h\x01s', unicode('a'), tensor('0'), 's');
    expect(open(torchFile(cycle, four)).tensors.map(({ name }) => name)).toEqual(['a']);
    const list = pickle(']q\x01h\x01a');
    expect(open(torchFile(list)).tensors).toEqual([]);
  });

  test('more tensors than any network has', () => {
    const many = pickle(tensor('0'), 'q\x010](', 'h\x01'.repeat(120_000), 'e');
    const filler = { 0: four[0], 1: new Float32Array(5_000_000) };
    expect(spoken(() => open(torchFile(many, filler)))).toThrow(/100,001 tensors/);
  });
});
