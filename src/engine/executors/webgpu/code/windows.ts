import type { WindowPart } from '../../../plan/step.ts';
import { activationsIn, type Code, finishCode, finishKey, frame } from './common.ts';

/**
 * Every channel filtered by itself. A workgroup makes `a` cells of 32 channels, eight threads a channel group; each adds what it makes, so
 * that the workgroup leaves one sum a channel where a mean is wanted.
 */
export function depthwiseCode(part: WindowPart): Code {
  const { finish, mean, makes } = part;
  const key = [
    'depthwise',
    finishKey(finish),
    mean === null ? '' : makes === null ? 'mean alone' : 'mean',
  ].join(' | ');
  const source = `${frame(1, activationsIn(finish))}
${mean === null ? '' : 'var<workgroup> shares: array<vec4f, 64>;'}
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(num_workgroups) grid: vec3u, @builtin(local_invocation_index) thread: u32) {
  let workgroup = id.x + id.y * grid.x;
  let p = 0u;

  let across = (table.parts[p].outGroups + 7u) / 8u;
  let tile = workgroup / across;
  let column = (workgroup % across) * 8u + thread % 8u;
  let lane = thread / 8u;
  let count = table.parts[p].outHeight * table.parts[p].outWidth;
  let last = min(count, (tile + 1u) * table.parts[p].a);
  ${mean === null ? '' : 'var total = vec4f(0.0);'}
  if (column < table.parts[p].outGroups) {
    let bias = weight(table.parts[p].bias + column);
    for (var cell = tile * table.parts[p].a + lane; cell < last; cell += 8u) {
      let y = (cell / table.parts[p].outWidth) * table.parts[p].strideY;
      let x = (cell % table.parts[p].outWidth) * table.parts[p].strideX;
      var value = bias;
      for (var ky = 0u; ky < table.parts[p].kernelHeight; ky++) {
        let row = y + ky * table.parts[p].dilationY - table.parts[p].top;
        if (row >= table.parts[p].height0) { continue; }
        for (var kx = 0u; kx < table.parts[p].kernelWidth; kx++) {
          let at = x + kx * table.parts[p].dilationX - table.parts[p].left;
          if (at >= table.parts[p].width0) { continue; }
          value += load(table.parts[p].arena0, table.parts[p].in0 + (row * table.parts[p].width0 + at) * table.parts[p].groups0 + column) * weight(table.parts[p].kernel + (ky * table.parts[p].kernelWidth + kx) * table.parts[p].outGroups + column);
        }
      }
      ${finishCode(finish)}
      ${makes === null ? '' : 'store(table.parts[p].out + cell * table.parts[p].outGroups + column, value);'}
      ${mean === null ? '' : 'total += value;'}
    }
  }
  ${
    mean === null
      ? ''
      : `shares[thread] = total;
  workgroupBarrier();
  if (lane == 0u && column < table.parts[p].outGroups) {
    for (var other = 1u; other < 8u; other++) { total += shares[other * 8u + thread]; }
    store_sum(table.parts[p].sums, tile * table.parts[p].outGroups + column, total);
  }`
  }
}`;
  return { key, source };
}

/** Any convolution: a thread makes four cells in a row of the map's memory, of four channels. Groups of channels are told apart by `a` (channels in) and `b` (channels out). */
export function convolutionCode(part: WindowPart, grouped: boolean): Code {
  const { finish } = part;
  const key = ['convolution', grouped ? 'groups' : 'whole', finishKey(finish)].join(' | ');
  const each = (code: (i: number) => string) => [0, 1, 2, 3].map(code).join('\n');
  // A group's kernel is [h, w, in / groups, out]: which input channel a row of it means depends on the output channel.
  const sum = grouped
    ? `for (var k = 0u; k < table.parts[p].a; k++) {
          let w = weight(kernel + k * table.parts[p].outGroups);
          ${each((i) => `if (sees${i}) { sum${i} += w * channels(p, at${i}, k, column); }`)}
        }`
    : `for (var k = 0u; k < table.parts[p].groups0; k++) {
          let at = kernel + 4u * k * table.parts[p].outGroups;
          let w0 = weight(at);
          let w1 = weight(at + table.parts[p].outGroups);
          let w2 = weight(at + 2u * table.parts[p].outGroups);
          let w3 = weight(at + 3u * table.parts[p].outGroups);
          ${each((i) => `if (sees${i}) { let x = load(table.parts[p].arena0, at${i} + k); sum${i} += x.x * w0 + x.y * w1 + x.z * w2 + x.w * w3; }`)}
        }`;
  const source = `${frame(1, activationsIn(finish))}
${
  grouped
    ? `fn channel(p: u32, at: u32, c: u32) -> f32 { return load(table.parts[p].arena0, at + c / 4u)[c % 4u]; }
fn channels(p: u32, at: u32, k: u32, column: u32) -> vec4f {
  let out = vec4u(4u * column, 4u * column + 1u, 4u * column + 2u, 4u * column + 3u);
  let origin = min(out / table.parts[p].b, vec4u(table.parts[p].channels0 / table.parts[p].a - 1u)) * table.parts[p].a + k;
  return vec4f(channel(p, at, origin.x), channel(p, at, origin.y), channel(p, at, origin.z), channel(p, at, origin.w));
}`
    : ''
}
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(num_workgroups) grid: vec3u, @builtin(local_invocation_index) thread: u32) {
  let workgroup = id.x + id.y * grid.x;
  let p = 0u;

  let across = (table.parts[p].outGroups + 7u) / 8u;
  let column = (workgroup % across) * 8u + thread % 8u;
  let start = (workgroup / across) * 32u + (thread / 8u) * 4u;
  let count = table.parts[p].outHeight * table.parts[p].outWidth;
  if (column >= table.parts[p].outGroups) { return; }
  let bias = weight(table.parts[p].bias + column);
  ${each((i) => `var sum${i} = bias;\n  let y${i} = (min(start + ${i}u, count - 1u) / table.parts[p].outWidth) * table.parts[p].strideY;\n  let x${i} = (min(start + ${i}u, count - 1u) % table.parts[p].outWidth) * table.parts[p].strideX;`)}
  for (var ky = 0u; ky < table.parts[p].kernelHeight; ky++) {
    for (var kx = 0u; kx < table.parts[p].kernelWidth; kx++) {
      let kernel = table.parts[p].kernel + (ky * table.parts[p].kernelWidth + kx) * table.parts[p].c + column;
      ${each(
        (i) => `let row${i} = y${i} + ky * table.parts[p].dilationY - table.parts[p].top;
      let col${i} = x${i} + kx * table.parts[p].dilationX - table.parts[p].left;
      let sees${i} = row${i} < table.parts[p].height0 && col${i} < table.parts[p].width0;
      let at${i} = table.parts[p].in0 + (row${i} * table.parts[p].width0 + col${i}) * table.parts[p].groups0;`,
      )}
      ${sum}
    }
  }
  ${each(
    (i) => `if (start + ${i}u < count) {
    let cell = start + ${i}u;
    var value = sum${i};
    ${finishCode(finish)}
    store(table.parts[p].out + cell * table.parts[p].outGroups + column, value);
  }`,
  )}
}`;
  return { key, source };
}

/** Every output sees every channel of one cell, or of the mean that sums stand for; eight threads share a sum. */
export function denseCode(part: WindowPart, fromSums: boolean): Code {
  const { finish } = part;
  const key = ['dense', fromSums ? 'of sums' : 'of a cell', finishKey(finish)].join(' | ');
  const source = `${frame(1, activationsIn(finish))}
var<workgroup> shares: array<vec4f, 64>;
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(num_workgroups) grid: vec3u, @builtin(local_invocation_index) thread: u32) {
  let p = 0u;

  let column = (id.x + id.y * grid.x) * 8u + thread % 8u;
  let lane = thread / 8u;
  let cell = 0u;
  var sum = vec4f(0.0);
  if (column < table.parts[p].outGroups) {
    for (var k = lane; k < table.parts[p].groups0; k += 8u) {
      ${
        fromSums
          ? 'var x = vec4f(0.0);\n      for (var t = 0u; t < table.parts[p].tiles; t++) { x += load_sum(table.parts[p].arena0, table.parts[p].in0, t * table.parts[p].groups0 + k); }\n      x = x / f32(table.parts[p].cells);'
          : 'let x = load(table.parts[p].arena0, table.parts[p].in0 + k);'
      }
      let at = table.parts[p].kernel + 4u * k * table.parts[p].outGroups + column;
      sum += x.x * weight(at) + x.y * weight(at + table.parts[p].outGroups) + x.z * weight(at + 2u * table.parts[p].outGroups) + x.w * weight(at + 3u * table.parts[p].outGroups);
    }
  }
  shares[thread] = sum;
  workgroupBarrier();
  if (lane == 0u && column < table.parts[p].outGroups) {
    var value = sum + weight(table.parts[p].bias + column);
    for (var other = 1u; other < 8u; other++) { value += shares[other * 8u + thread]; }
    ${finishCode(finish)}
    store(table.parts[p].out + column, value);
  }
}`;
  return { key, source };
}
