import type { SeparablePart } from '../../../plan/step.ts';
import { activationsIn, type Code, finishCode, finishKey, frame } from './common.ts';

/** Threads of a workgroup; each makes this many cells of a column. */
const threads = 64;
const cells = 4;

/** How a value of a joined map is read at (row, at), column `k`, from map i. */
function sampled(i: number, kind: SeparablePart['samplers'][number]['kind']): string {
  const where = (row: string, at: string) =>
    `load(table.parts[p].arena${i}, table.parts[p].in${i} + ((${row}) * table.parts[p].width${i} + (${at})) * table.parts[p].groups0 + k)`;
  if (kind === 'same') return `return ${where('row', 'at')};`;
  // A whole number of cells for each: ⌊(2i + 1) · in / (2 · out)⌋ and ⌊i · in / out⌋ agree, and both are this.
  if (kind === 'nearest')
    return `return ${where(`row * table.parts[p].height${i} / table.parts[p].outHeight`, `at * table.parts[p].width${i} / table.parts[p].outWidth`)};`;
  return `var most = vec4f(-3.4e38);
  for (var dy = 0u; dy < table.parts[p].a; dy++) {
    let from_row = row * table.parts[p].b + dy - table.parts[p].c;
    if (from_row >= table.parts[p].height${i}) { continue; }
    for (var dx = 0u; dx < table.parts[p].a; dx++) {
      let from_at = at * table.parts[p].b + dx - table.parts[p].d;
      if (from_at >= table.parts[p].width${i}) { continue; }
      most = max(most, ${where('from_row', 'from_at')});
    }
  }
  return most;`;
}

/**
 * A node of a feature network, or a layer of a head: maps joined by their shares and activated, a depthwise layer, a pointwise one. A
 * workgroup makes a tile of cells of every channel; the input with its rim goes through workgroup memory a slice of channels at a time, the
 * depthwise map stays there.
 */
export function separableCode(
  parts: readonly SeparablePart[],
  kernelSize: readonly [number, number],
  channelGroups: number,
): Code {
  const part = parts[0] as SeparablePart;
  const { fuse, samplers, between, finish, tile } = part;
  const { height, width } = tile;
  const groups = tile.slice / 4;
  const columns = (threads * cells) / (height * width);
  const [rimHeight, rimWidth] = [height + kernelSize[0] - 1, width + kernelSize[1] - 1];
  const key = [
    'separable',
    parts.length,
    fuse === null ? 'one' : samplers.map(({ kind }) => kind).join(' '),
    between ?? '',
    finishKey(finish),
    kernelSize.join('×'),
    channelGroups,
    `${height}×${width}`,
  ].join(' | ');
  const joined =
    fuse === null
      ? 'input0(p, row, at, k)'
      : samplers.map((_, i) => `table.parts[p].share${i} * input${i}(p, row, at, k)`).join(' + ');
  const source = `${frame(parts.length, [...activationsIn(finish), ...(between === null ? [] : [between])])}
var<workgroup> rim: array<vec4f, ${rimHeight * rimWidth * groups}>;
var<workgroup> filtered: array<vec4f, ${height * width * channelGroups}>;
${samplers.map(({ kind }, i) => `fn input${i}(p: u32, row: u32, at: u32, k: u32) -> vec4f {\n  ${sampled(i, kind)}\n}`).join('\n')}
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(num_workgroups) grid: vec3u, @builtin(local_invocation_index) thread: u32) {
  let workgroup = id.x + id.y * grid.x;
  let p = part_of(workgroup);

  let own = workgroup - table.parts[p].first;
  let across = (table.parts[p].outWidth + ${width - 1}u) / ${width}u;
  let top = (own / across) * ${height}u;
  let left = (own % across) * ${width}u;
  for (var base = 0u; base < ${channelGroups}u; base += ${groups}u) {
    for (var i = thread; i < ${rimHeight * rimWidth * groups}u; i += 64u) {
      let k = base + i % ${groups}u;
      let row = top + (i / ${groups}u) / ${rimWidth}u - table.parts[p].top;
      let at = left + (i / ${groups}u) % ${rimWidth}u - table.parts[p].left;
      var x = vec4f(0.0);
      if (row < table.parts[p].outHeight && at < table.parts[p].outWidth && k < ${channelGroups}u) {
        x = ${joined};
        ${between === null ? '' : `x = ${between}_of(x);`}
      }
      rim[i] = x;
    }
    workgroupBarrier();
    for (var i = thread; i < ${height * width * groups}u; i += 64u) {
      let k = base + i % ${groups}u;
      let y = (i / ${groups}u) / ${width}u;
      let x = (i / ${groups}u) % ${width}u;
      if (k < ${channelGroups}u) {
        var sum = weight(table.parts[p].depthwiseBias + k);
        for (var ky = 0u; ky < ${kernelSize[0]}u; ky++) {
          for (var kx = 0u; kx < ${kernelSize[1]}u; kx++) {
            sum += rim[((y + ky) * ${rimWidth}u + x + kx) * ${groups}u + i % ${groups}u] * weight(table.parts[p].depthwise + (ky * ${kernelSize[1]}u + kx) * ${channelGroups}u + k);
          }
        }
        filtered[(i / ${groups}u) * ${channelGroups}u + k] = sum;
      }
    }
    workgroupBarrier();
  }
  // Four cells a thread; the rest of the threads stand along the columns.
  let first = (thread / ${columns}u) * ${cells}u;
  for (var column = thread % ${columns}u; column < table.parts[p].outGroups; column += ${columns}u) {
    let bias = weight(table.parts[p].bias + column);
    var sum0 = bias;
    var sum1 = bias;
    var sum2 = bias;
    var sum3 = bias;
    for (var k = 0u; k < ${channelGroups}u; k++) {
      let at = table.parts[p].kernel + 4u * k * table.parts[p].outGroups + column;
      let w0 = weight(at);
      let w1 = weight(at + table.parts[p].outGroups);
      let w2 = weight(at + 2u * table.parts[p].outGroups);
      let w3 = weight(at + 3u * table.parts[p].outGroups);
      ${[0, 1, 2, 3].map((i) => `{ let x = filtered[(first + ${i}u) * ${channelGroups}u + k]; sum${i} += x.x * w0 + x.y * w1 + x.z * w2 + x.w * w3; }`).join('\n      ')}
    }
    ${[0, 1, 2, 3]
      .map(
        (i) => `{
      let row = top + (first + ${i}u) / ${width}u;
      let at = left + (first + ${i}u) % ${width}u;
      if (row < table.parts[p].outHeight && at < table.parts[p].outWidth) {
        let cell = row * table.parts[p].outWidth + at;
        var value = sum${i};
        ${finishCode(finish)}
        store(table.parts[p].out + cell * table.parts[p].outGroups + column, value);
      }
    }`,
      )
      .join('\n    ')}
  }
}`;
  return { key, source };
}
