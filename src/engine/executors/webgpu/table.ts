// Numbers that a program reads for each of its parts: whole numbers, but for the shares of a join. Places are counted in groups of four
// values.

/** What is known of each map that is read: where it lies, in which of the arenas, and its size. */
const inputFields = ['in', 'arena', 'height', 'width', 'groups', 'channels'] as const;
/** Maps that a part reads at the most. */
export const mostInputs = 6;

type InputField = `${(typeof inputFields)[number]}${0 | 1 | 2 | 3 | 4 | 5}`;
type ShareField = `share${0 | 1 | 2 | 3 | 4 | 5}`;

const fixedFields = [
  /** First workgroup of the part. */
  'first',
  /** The map that is made, and the sums of its mean. */
  'out',
  'sums',
  'outHeight',
  'outWidth',
  /** Groups of four channels, and channels. */
  'outGroups',
  'outChannels',
  /** Maps that are added at the end. */
  'add0',
  'addArena0',
  'add1',
  'addArena1',
  /** Weights. */
  'kernel',
  'bias',
  'scale',
  'shift',
  'depthwise',
  'depthwiseBias',
  /** Squeeze and excitation: kernels, biases, groups of squeezed channels. */
  'reduce',
  'reduceBias',
  'expand',
  'expandBias',
  'squeezed',
  /** Sums that stand for a mean that is read, and cells that they are divided by. */
  'tiles',
  'cells',
  /** The window: its size, step, rim and spread along y and x. */
  'kernelHeight',
  'kernelWidth',
  'strideY',
  'strideX',
  'top',
  'left',
  'dilationY',
  'dilationX',
  /** Whatever an operator has besides. */
  'a',
  'b',
  'c',
  'd',
] as const;

export type PartField = (typeof fixedFields)[number] | InputField | ShareField;

const numbered = (names: readonly string[]): PartField[] =>
  Array.from({ length: mostInputs }, (_, i) => names.map((name) => `${name}${i}` as PartField)).flat();

const partFields: readonly PartField[] = [...fixedFields, ...numbered(inputFields), ...numbered(['share'])];

export type PartRow = Partial<Readonly<Record<PartField, number>>>;

const shares = /^share\d$/;

/** Words of a part: uniform arrays go in steps of sixteen bytes. */
const partWords = Math.ceil(partFields.length / 4) * 4;

/** The struct in WGSL, with as many parts as a step may have. */
export function tableCode(parts: number): string {
  const fields = partFields.map((name) => `  ${name}: ${shares.test(name) ? 'f32' : 'u32'},`);
  const rest = Array.from({ length: partWords - partFields.length }, (_, i) => `  rest${i}: u32,`);
  return `struct Part {\n${[...fields, ...rest].join('\n')}\n}\nstruct Table {\n  parts: array<Part, ${parts}>,\n}`;
}

/** Bytes of the table of a step. */
export const tableBytes = (parts: number): number => parts * partWords * 4;

/** Writes the rows of a step into memory. Rims may be negative: they are kept as what adding them wraps to. */
export function writeTable(into: DataView, offset: number, rows: readonly PartRow[]): void {
  rows.forEach((row, part) => {
    partFields.forEach((name, field) => {
      const value = row[name] ?? 0;
      const at = offset + (part * partWords + field) * 4;
      if (shares.test(name)) into.setFloat32(at, value, true);
      else into.setUint32(at, value, true);
    });
  });
}
