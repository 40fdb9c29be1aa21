import type { OpOf } from '../graph/op.ts';
import type { Shape } from '../graph/shape.ts';
import type { OnnxFile } from './file.ts';

type Align = OpOf<'psRoiAlign'>;

/**
 * How much each cell along one side counts for each place: [places, cells]. Bilinear reading is a hat, 1 at the place and 0 one cell
 * further, along each side by itself.
 * @param at The name of the places, [places], in cells.
 */
function hats(file: OnnxFile, { reading }: Align, at: string, cells: number, side: string): string {
  const one = file.reals(`${side}/one`, [], [1]);
  const numbers = Float32Array.from({ length: cells }, (_, cell) => cell);
  const end = (name: string, value: number) => file.reals(`${side}/${name}`, [], [value]);
  const place =
    reading === 'clamped'
      ? file.node('Clip', [at, end('first', 0), end('last', cells - 1)], `${side}/clamped`)
      : at;
  const column = file.node('Unsqueeze', [place, file.wholes(`${side}/behind`, [1])], `${side}/column`);
  const apart = file.node(
    'Abs',
    [file.node('Sub', [column, file.reals(`${side}/cells`, [cells], numbers)], `${side}/apart`)],
    `${side}/distance`,
  );
  const hat = file.node('Relu', [file.node('Sub', [one, apart], `${side}/hat`)], `${side}/weights`);
  let counts: string;
  if (reading === 'clamped') {
    // A coordinate below −1 or above the size reads nothing.
    const least = file.reals(`${side}/least`, [], [-1]);
    const most = file.reals(`${side}/most`, [], [cells]);
    const above = file.node('GreaterOrEqual', [at, least], `${side}/above`);
    const below = file.node('LessOrEqual', [at, most], `${side}/below`);
    counts = file.node(
      'Cast',
      [file.node('And', [above, below], `${side}/inside`)],
      `${side}/counts`,
      floats,
    );
  } else {
    // Floor and ceiling of a whole coordinate are one cell, which counts twice.
    const whole = file.node('Equal', [file.node('Floor', [at], `${side}/floor`), at], `${side}/whole`);
    counts = file.node('Add', [one, file.node('Cast', [whole], `${side}/again`, floats)], `${side}/counts`);
  }
  const times = file.node('Unsqueeze', [counts, file.wholes(`${side}/after`, [1])], `${side}/times`);
  return file.node('Mul', [hat, times], `${side}/shares`);
}

/** ONNX's number for float32, for `Cast`. */
const floats = { to: 1 } as const;

/** Where the samples of all bins along one side of a box lie, in cells: [group · samples]. */
function places(file: OnnxFile, op: Align, corners: string, first: number, side: string): string {
  const { group, samples, leastSide } = op;
  const corner = (name: string, index: number) =>
    file.node('Gather', [corners, file.wholes(`${side}/${name} corner`, [index])], `${side}/${name}`);
  const near = corner('near', first);
  const length = file.node('Sub', [corner('far', first + 2), near], `${side}/length`);
  const least = file.reals(`${side}/shortest`, [], [leastSide]);
  const at = Float32Array.from(
    { length: group * samples },
    (_, i) => (Math.floor(i / samples) + ((i % samples) + 0.5) / samples) / group,
  );
  const parts = file.reals(`${side}/parts`, [at.length], at);
  const long = file.node('Max', [length, least], `${side}/at least`);
  return file.node('Add', [near, file.node('Mul', [long, parts], `${side}/from near`)], `${side}/places`);
}

/**
 * Position-sensitive region alignment in ONNX's plain operators: its `RoiAlign` reads every bin from the same channels, and its maximum is
 * over weighted cells, not over samples. A map read at places along its two sides is that map between two matrices; the samples of each
 * bin are then picked out of the channel that feeds it.
 */
export function regionAlign(
  file: OnnxFile,
  op: Align,
  [map, box]: readonly [string, ...string[]],
  y: string,
  [height, width]: Shape,
): void {
  const { name, group, samples } = op;
  const [, , channels] = op.shape;
  const flat = file.node('Reshape', [box ?? '', file.wholes(`${name}/four`, [4])], `${name}/corners`);
  const cells = file.node(
    'Mul',
    [flat, file.reals(`${name}/scale`, [], [op.scale])],
    `${name}/corners in cells`,
  );
  const rows = hats(file, op, places(file, op, cells, 1, `${name}/rows`), height, `${name}/rows`);
  const across = hats(file, op, places(file, op, cells, 0, `${name}/columns`), width, `${name}/columns`);
  const columns = file.node('Transpose', [across], `${name}/columns/turned`, { perm: [1, 0] });
  const read = file.node('MatMul', [rows, map], `${name}/read rows`);
  const all = file.node('MatMul', [read, columns], `${name}/read`);
  // [channels · group · group] maps of [group · samples]² values each.
  const side = group * samples;
  const picked: number[] = [];
  for (let c = 0; c < channels; c++)
    for (let i = 0; i < group; i++)
      for (let j = 0; j < group; j++)
        for (let a = 0; a < samples; a++)
          for (let b = 0; b < samples; b++)
            picked.push((((c * group + i) * group + j) * side + i * samples + a) * side + j * samples + b);
  const values = file.node('Reshape', [all, file.wholes(`${name}/all`, [-1])], `${name}/values`);
  const own = file.node('Gather', [values, file.wholes(`${name}/samples`, picked)], `${name}/own`);
  const size = file.wholes(`${name}/bins`, [1, channels, group, group, samples * samples]);
  const bins = file.node('Reshape', [own, size], `${name}/binned`);
  const type = op.take === 'largest' ? 'ReduceMax' : 'ReduceMean';
  file.node(type, [bins], y, { axes: [4], keepdims: 0 });
}
