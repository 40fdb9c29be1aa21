import type { PointwisePart } from '../../../plan/step.ts';
import type { Tiling } from '../../../plan/tiling.ts';
import { activationsIn, type Code, finishCode, finishKey, frame } from './common.ts';

/** The means, then two layers of one cell, then the gate in `gate`: computed by every workgroup for itself. */
function exciteCode(
  { gate }: PointwisePart,
  most: { channels: number; squeezed: number },
): { memory: string; code: string } {
  if (gate.kind !== 'excite') return { memory: '', code: '' };
  return {
    memory: `
var<workgroup> gate: array<vec4f, ${most.channels}>;
var<workgroup> squeezed: array<vec4f, ${most.squeezed}>;`,
    code: `

  for (var k = thread; k < table.parts[p].groups0; k += 64u) {
    var sum = vec4f(0.0);
    for (var t = 0u; t < table.parts[p].tiles; t++) { sum += load_sum(table.parts[p].arena1, table.parts[p].in1, t * table.parts[p].groups0 + k); }
    gate[k] = sum / f32(table.parts[p].cells);
  }
  workgroupBarrier();
  for (var column = thread; column < table.parts[p].squeezed; column += 64u) {
    var value = weight(table.parts[p].reduceBias + column);
    for (var k = 0u; k < table.parts[p].groups0; k++) {
      let x = gate[k];
      let at = table.parts[p].reduce + 4u * k * table.parts[p].squeezed + column;
      value += x.x * weight(at) + x.y * weight(at + table.parts[p].squeezed) + x.z * weight(at + 2u * table.parts[p].squeezed) + x.w * weight(at + 3u * table.parts[p].squeezed);
    }
    ${finishCode(gate.reduceFinish)}
    squeezed[column] = value;
  }
  workgroupBarrier();
  for (var column = thread; column < table.parts[p].groups0; column += 64u) {
    var value = weight(table.parts[p].expandBias + column);
    for (var k = 0u; k < table.parts[p].squeezed; k++) {
      let x = squeezed[k];
      let at = table.parts[p].expand + 4u * k * table.parts[p].groups0 + column;
      value += x.x * weight(at) + x.y * weight(at + table.parts[p].groups0) + x.z * weight(at + 2u * table.parts[p].groups0) + x.w * weight(at + 3u * table.parts[p].groups0);
    }
    ${finishCode(gate.expandFinish)}
    gate[column] = value;
  }
  workgroupBarrier();`,
  };
}

/** What sums of workgroups stand for: the mean of a group of channels. */
const meanOf = `fn mean_of(p: u32, k: u32) -> vec4f {
  var sum = vec4f(0.0);
  for (var t = 0u; t < table.parts[p].tiles; t++) { sum += load_sum(table.parts[p].arena0, table.parts[p].in0, t * table.parts[p].groups0 + k); }
  return sum / f32(table.parts[p].cells);
}`;

/**
 * A layer over single cells as a product of matrices [cells, K] · [K, N]. A thread makes `cells` cells of four channels; `splits` threads
 * share the sum over K and add up in workgroup memory. The input may be gated as it is read, or be the mean that sums stand for; the result
 * may leave sums for a mean.
 */
export function pointwiseCode(
  parts: readonly PointwisePart[],
  { columns, rows, cells, splits }: Tiling,
  most: { channels: number; squeezed: number },
  fromSums: boolean,
): Code {
  const part = parts[0] as PointwisePart;
  const { gate, finish, mean, makes } = part;
  const excite = exciteCode(part, most);
  const wanted = [
    ...activationsIn(finish),
    ...(gate.kind === 'excite'
      ? [...activationsIn(gate.reduceFinish), ...activationsIn(gate.expandFinish)]
      : []),
  ];
  const gated = {
    none: 'x',
    map: 'x * load(table.parts[p].arena1, table.parts[p].in1 + k)',
    excite: 'x * gate[k]',
  }[gate.kind];
  const each = (code: (i: number) => string) => Array.from({ length: cells }, (_, i) => code(i)).join('\n');
  const key = [
    'pointwise',
    parts.length,
    fromSums ? 'of sums' : '',
    gate.kind === 'excite'
      ? `excite ${finishKey(gate.reduceFinish)} ${finishKey(gate.expandFinish)} ${most.channels} ${most.squeezed}`
      : gate.kind,
    finishKey(finish),
    mean === null ? '' : makes === null ? 'mean alone' : 'mean',
    [columns, rows, cells, splits].join(' '),
  ].join(' | ');
  const source = `${frame(parts.length, wanted)}
${excite.memory}
${fromSums ? meanOf : ''}
${splits > 1 ? `var<workgroup> halves: array<vec4f, ${columns * rows * cells * (splits - 1)}>;` : ''}
${mean === null ? '' : `var<workgroup> rows_sum: array<vec4f, ${columns * rows}>;`}
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(num_workgroups) grid: vec3u, @builtin(local_invocation_index) thread: u32) {
  let workgroup = id.x + id.y * grid.x;
  let p = part_of(workgroup);
  ${excite.code}
  ${gate.kind === 'excite' ? '' : ''}
  let own = workgroup - table.parts[p].first;
  let across = (table.parts[p].outGroups + ${columns - 1}u) / ${columns}u;
  let tile = own / across;
  let column = (own % across) * ${columns}u + thread % ${columns}u;
  let row = (thread / ${columns}u) % ${rows}u;
  let split = thread / ${columns * rows}u;
  let count = table.parts[p].outHeight * table.parts[p].outWidth;
  let start = (tile * ${rows}u + row) * ${cells}u;
  let inside = column < table.parts[p].outGroups;
  let read_column = min(column, table.parts[p].outGroups - 1u);
  ${each((i) => `let cell${i} = min(start + ${i}u, count - 1u) * table.parts[p].groups0 + table.parts[p].in0;`)}
  ${each((i) => `var sum${i} = vec4f(0.0);`)}
  ${splits > 1 ? `let share = (table.parts[p].groups0 + ${splits - 1}u) / ${splits}u;\n  let start_k = split * share;\n  let end_k = min(table.parts[p].groups0, start_k + share);` : 'let start_k = 0u;\n  let end_k = table.parts[p].groups0;'}
  for (var k = start_k; k < end_k; k++) {
    let at = table.parts[p].kernel + 4u * k * table.parts[p].outGroups + read_column;
    let w0 = weight(at);
    let w1 = weight(at + table.parts[p].outGroups);
    let w2 = weight(at + 2u * table.parts[p].outGroups);
    let w3 = weight(at + 3u * table.parts[p].outGroups);
    ${gate.kind === 'none' ? '' : `let factor = ${gated.replace('x * ', '')};`}
    ${each(
      (i) => `{
      let x = ${fromSums ? 'mean_of(p, k)' : `load(table.parts[p].arena0, cell${i} + k)`}${gate.kind === 'none' ? '' : ' * factor'};
      sum${i} += x.x * w0 + x.y * w1 + x.z * w2 + x.w * w3;
    }`,
    )}
  }
  ${
    splits > 1
      ? `let slot = (thread % ${columns * rows}u) * ${cells}u;
  if (split > 0u) {
    let base = (split - 1u) * ${columns * rows * cells}u + slot;
    ${each((i) => `halves[base + ${i}u] = sum${i};`)}
  }
  workgroupBarrier();
  if (split == 0u) {
    for (var other = 0u; other < ${splits - 1}u; other++) {
      let base = other * ${columns * rows * cells}u + slot;
      ${each((i) => `sum${i} += halves[base + ${i}u];`)}
    }
  }`
      : ''
  }
  ${mean === null ? '' : 'var total = vec4f(0.0);'}
  if (inside && split == 0u) {
    let bias = weight(table.parts[p].bias + column);
    ${each(
      (i) => `if (start + ${i}u < count) {
      let cell = start + ${i}u;
      var value = sum${i} + bias;
      ${finishCode(finish)}
      ${makes === null ? '' : 'store(table.parts[p].out + cell * table.parts[p].outGroups + column, value);'}
      ${mean === null ? '' : 'total += value;'}
    }`,
    )}
  }
  ${
    mean === null
      ? ''
      : `if (split == 0u) { rows_sum[row * ${columns}u + thread % ${columns}u] = total; }
  workgroupBarrier();
  if (inside && split == 0u && row == 0u) {
    for (var other = 1u; other < ${rows}u; other++) { total += rows_sum[other * ${columns}u + thread % ${columns}u]; }
    store_sum(table.parts[p].sums, tile * table.parts[p].outGroups + column, total);
  }`
  }
}`;
  return { key, source };
}
