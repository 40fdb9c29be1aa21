import type { OpKind } from '../../../../../models/graph/op.ts';
import type { Activation } from '../../../../../models/operators/kinds/activation.ts';
import { type Code, frame } from './common.ts';

/** Start of a program that makes four values a thread: `cell` and `column` of the map. */
const perValue = (body: string, functions = ''): string => `
${functions}
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(num_workgroups) grid: vec3u, @builtin(local_invocation_index) thread: u32) {
  let workgroup = id.x + id.y * grid.x;
  let p = part_of(workgroup);

  let i = (workgroup - table.parts[p].first) * 64u + thread;
  if (i >= table.parts[p].outHeight * table.parts[p].outWidth * table.parts[p].outGroups) { return; }
  let cell = i / table.parts[p].outGroups;
  let column = i % table.parts[p].outGroups;
  let row = cell / table.parts[p].outWidth;
  let at = cell % table.parts[p].outWidth;
  ${body}
  store(table.parts[p].out + i, value);
}`;

/** One channel of a map, by its number. */
const channel = `fn channel(p: u32, cell: u32, c: u32) -> f32 { return load(table.parts[p].arena0, table.parts[p].in0 + cell * table.parts[p].groups0 + c / 4u)[c % 4u]; }`;

/** Four channels that lie wherever `from` says. */
const gathered = (from: string) => `var value = vec4f(0.0);
  for (var lane = 0u; lane < 4u; lane++) {
    let c = 4u * column + lane;
    if (c < table.parts[p].outChannels) { ${from} }
  }`;

/** Statements for each map behind the first. */
const others = (spread: Spread, code: (k: number) => string) =>
  spread
    .slice(1)
    .map((_, k) => code(k + 1))
    .join('\n  ');

/** The largest value under a window; windows of a chain of pools are one. `a`: whether there are zeros beyond the edge. */
export function poolCode(parts: number): Code {
  const source = `${frame(parts, [])}${perValue(`var value = vec4f(-3.4e38);
  for (var ky = 0u; ky < table.parts[p].kernelHeight; ky++) {
    let from_row = row * table.parts[p].strideY + ky - table.parts[p].top;
    for (var kx = 0u; kx < table.parts[p].kernelWidth; kx++) {
      let from_at = at * table.parts[p].strideX + kx - table.parts[p].left;
      if (from_row >= table.parts[p].height0 || from_at >= table.parts[p].width0) {
        if (table.parts[p].a == 1u) { value = max(value, vec4f(0.0)); }
        continue;
      }
      value = max(value, load(table.parts[p].arena0, table.parts[p].in0 + (from_row * table.parts[p].width0 + from_at) * table.parts[p].groups0 + column));
    }
  }`)}`;
  return { key: `pool | ${parts}`, source };
}

/** For each map that an operator reads, whether it is one cell that is spread over all of them. */
export type Spread = readonly boolean[];

const place = (spread: Spread, k: number) => (spread[k] ? 'column' : 'i');

/** Bodies of the operators that are computed value by value; `a` … `d` of the table are theirs. */
const bodies: {
  readonly [K in OpKind]?: (spread: Spread) => { readonly body: string; readonly functions?: string };
} = {
  add: (spread) => ({
    body: `var value = load(table.parts[p].arena0, table.parts[p].in0 + i);
  ${others(spread, (k) => `value += load(table.parts[p].arena${k}, table.parts[p].in${k} + ${place(spread, k)});`)}`,
  }),
  multiply: (spread) => ({
    body: `let value = load(table.parts[p].arena0, table.parts[p].in0 + ${place(spread, 0)}) * load(table.parts[p].arena1, table.parts[p].in1 + ${place(spread, 1)});`,
  }),
  fuse: (spread) => ({
    body: `var value = table.parts[p].share0 * load(table.parts[p].arena0, table.parts[p].in0 + i);
  ${others(spread, (k) => `value += table.parts[p].share${k} * load(table.parts[p].arena${k}, table.parts[p].in${k} + i);`)}`,
  }),
  scaleShift: () => ({
    body: 'let value = load(table.parts[p].arena0, table.parts[p].in0 + i) * weight(table.parts[p].scale + column) + weight(table.parts[p].shift + column);',
  }),
  // Packed as a scale and a shift of each channel, in float64.
  batchNorm: () => ({
    body: 'let value = load(table.parts[p].arena0, table.parts[p].in0 + i) * weight(table.parts[p].scale + column) + weight(table.parts[p].shift + column);',
  }),
  averagePool: () => ({
    body: `var value = vec4f(0.0);
  var count = 0.0;
  for (var ky = 0u; ky < table.parts[p].kernelHeight; ky++) {
    let from_row = row * table.parts[p].strideY + ky - table.parts[p].top;
    if (from_row >= table.parts[p].height0) { continue; }
    for (var kx = 0u; kx < table.parts[p].kernelWidth; kx++) {
      let from_at = at * table.parts[p].strideX + kx - table.parts[p].left;
      if (from_at >= table.parts[p].width0) { continue; }
      value += load(table.parts[p].arena0, table.parts[p].in0 + (from_row * table.parts[p].width0 + from_at) * table.parts[p].groups0 + column);
      count += 1.0;
    }
  }
  value = value / count;`,
  }),
  adaptiveAveragePool: () => ({
    body: `let top = row * table.parts[p].height0 / table.parts[p].outHeight;
  let bottom = ((row + 1u) * table.parts[p].height0 + table.parts[p].outHeight - 1u) / table.parts[p].outHeight;
  let left = at * table.parts[p].width0 / table.parts[p].outWidth;
  let right = ((at + 1u) * table.parts[p].width0 + table.parts[p].outWidth - 1u) / table.parts[p].outWidth;
  var value = vec4f(0.0);
  for (var y = top; y < bottom; y++) {
    for (var x = left; x < right; x++) { value += load(table.parts[p].arena0, table.parts[p].in0 + (y * table.parts[p].width0 + x) * table.parts[p].groups0 + column); }
  }
  value = value / f32((bottom - top) * (right - left));`,
  }),
  // `a`: whether cells are asked for at their middle.
  resizeNearest: () => ({
    body: `let from_row = min(table.parts[p].height0 - 1u, select(row * table.parts[p].height0 / table.parts[p].outHeight, (2u * row + 1u) * table.parts[p].height0 / (2u * table.parts[p].outHeight), table.parts[p].a == 1u));
  let from_at = min(table.parts[p].width0 - 1u, select(at * table.parts[p].width0 / table.parts[p].outWidth, (2u * at + 1u) * table.parts[p].width0 / (2u * table.parts[p].outWidth), table.parts[p].a == 1u));
  let value = load(table.parts[p].arena0, table.parts[p].in0 + (from_row * table.parts[p].width0 + from_at) * table.parts[p].groups0 + column);`,
  }),
  // `a`: whether the corners are aligned.
  resizeBilinear: () => ({
    functions: `fn source(i: u32, n: u32, m: u32, corners: bool) -> vec3f {
  // The whole part in whole numbers, so that no rounding moves a cell: i (n − 1) / (m − 1), or ((2i + 1) n − m) / 2m and never below 0.
  let above = select((2u * i + 1u) * n, i * (n - 1u) + m, corners);
  let below = select(2u * m, max(m - 1u, 1u), corners);
  let part = max(above, m) - m;
  let low = min(part / below, n - 1u);
  return vec3f(f32(low), f32(min(low + 1u, n - 1u)), f32(part % below) / f32(below));
}`,
    body: `let y = source(row, table.parts[p].height0, table.parts[p].outHeight, table.parts[p].a == 1u);
  let x = source(at, table.parts[p].width0, table.parts[p].outWidth, table.parts[p].a == 1u);
  let a = load(table.parts[p].arena0, table.parts[p].in0 + (u32(y.x) * table.parts[p].width0 + u32(x.x)) * table.parts[p].groups0 + column);
  let b = load(table.parts[p].arena0, table.parts[p].in0 + (u32(y.x) * table.parts[p].width0 + u32(x.y)) * table.parts[p].groups0 + column);
  let c = load(table.parts[p].arena0, table.parts[p].in0 + (u32(y.y) * table.parts[p].width0 + u32(x.x)) * table.parts[p].groups0 + column);
  let d = load(table.parts[p].arena0, table.parts[p].in0 + (u32(y.y) * table.parts[p].width0 + u32(x.y)) * table.parts[p].groups0 + column);
  let value = mix(mix(a, b, x.z), mix(c, d, x.z), y.z);`,
  }),
  concat: (spread) => ({
    body: gathered(`var d = c;
      ${spread
        .map(
          (_, k) =>
            `if (d < table.parts[p].channels${k}) { value[lane] = load(table.parts[p].arena${k}, table.parts[p].in${k} + cell * table.parts[p].groups${k} + d / 4u)[d % 4u]; continue; }\n      d -= table.parts[p].channels${k};`,
        )
        .join('\n      ')}`),
  }),
  // `a`: bins a side, `b`: samples a side of a bin, `c`: whether their largest counts, `d`: whether places are clamped to the map;
  // share0: cells a pixel, share1: the least side in cells.
  psRoiAlign: () => ({
    functions: `${channel}
fn cell_at(p: u32, row: i32, at: i32, c: u32) -> f32 {
  if (row < 0 || at < 0 || row >= i32(table.parts[p].height0) || at >= i32(table.parts[p].width0)) { return 0.0; }
  return channel(p, u32(row) * table.parts[p].width0 + u32(at), c);
}
fn between(p: u32, y: f32, x: f32, c: u32) -> f32 {
  let top = floor(y);
  let left = floor(x);
  if (table.parts[p].d == 1u) {
    let most = vec2f(f32(table.parts[p].height0), f32(table.parts[p].width0));
    if (y < -1.0 || x < -1.0 || y > most.x || x > most.y) { return 0.0; }
    let row = clamp(y, 0.0, most.x - 1.0);
    let at = clamp(x, 0.0, most.y - 1.0);
    let r = i32(floor(row));
    let l = i32(floor(at));
    let b = min(i32(table.parts[p].height0) - 1, r + 1);
    let e = min(i32(table.parts[p].width0) - 1, l + 1);
    return mix(mix(cell_at(p, r, l, c), cell_at(p, r, e, c), at - f32(l)), mix(cell_at(p, b, l, c), cell_at(p, b, e, c), at - f32(l)), row - f32(r));
  }
  var sum = 0.0;
  for (var dy = 0; dy < 2; dy++) {
    let row = select(top, ceil(y), dy == 1);
    for (var dx = 0; dx < 2; dx++) {
      let at = select(left, ceil(x), dx == 1);
      sum += (1.0 - abs(y - row)) * (1.0 - abs(x - at)) * cell_at(p, i32(row), i32(at), c);
    }
  }
  return sum;
}`,
    body: `let box = load(table.parts[p].arena1, table.parts[p].in1) * table.parts[p].share0;
  let height = max(box.w - box.y, table.parts[p].share1) / f32(table.parts[p].a);
  let width = max(box.z - box.x, table.parts[p].share1) / f32(table.parts[p].a);
  ${gathered(`let origin = (c * table.parts[p].a + row) * table.parts[p].a + at;
      var most = -3.4e38;
      var sum = 0.0;
      for (var sy = 0u; sy < table.parts[p].b; sy++) {
        for (var sx = 0u; sx < table.parts[p].b; sx++) {
          let read = between(
            p,
            box.y + height * (f32(row) + (f32(sy) + 0.5) / f32(table.parts[p].b)),
            box.x + width * (f32(at) + (f32(sx) + 0.5) / f32(table.parts[p].b)),
            origin,
          );
          most = max(most, read);
          sum += read;
        }
      }
      value[lane] = select(sum / f32(table.parts[p].b * table.parts[p].b), most, table.parts[p].c == 1u);`)}`,
  }),
  // `a`: the first channel, `b`: how far to the next.
  sliceChannels: () => ({
    functions: channel,
    body: gathered('value[lane] = channel(p, cell, table.parts[p].a + c * table.parts[p].b);'),
  }),
  // `a`: the groups.
  shuffleChannels: () => ({
    functions: channel,
    body: gathered(
      'value[lane] = channel(p, cell, (c % table.parts[p].a) * (table.parts[p].channels0 / table.parts[p].a) + c / table.parts[p].a);',
    ),
  }),
  // `a`: whether channels come first (c, y, x); else the map's own order.
  flatten: () => ({
    functions: channel,
    body: gathered(`let area = table.parts[p].height0 * table.parts[p].width0;
      value[lane] = channel(p, select(c / table.parts[p].channels0, c % area, table.parts[p].a == 1u), select(c % table.parts[p].channels0, c / area, table.parts[p].a == 1u));`),
  }),
};

/** The mean over a whole map: eight threads share a group of channels. */
const globalAveragePool = `
var<workgroup> shares: array<vec4f, 64>;
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(num_workgroups) grid: vec3u, @builtin(local_invocation_index) thread: u32) {
  let p = 0u;

  let column = (id.x + id.y * grid.x) * 8u + thread % 8u;
  let count = table.parts[p].height0 * table.parts[p].width0;
  var sum = vec4f(0.0);
  if (column < table.parts[p].outGroups) {
    for (var cell = thread / 8u; cell < count; cell += 8u) { sum += load(table.parts[p].arena0, table.parts[p].in0 + cell * table.parts[p].groups0 + column); }
  }
  shares[thread] = sum;
  workgroupBarrier();
  if (thread < 8u && column < table.parts[p].outGroups) {
    for (var other = 1u; other < 8u; other++) { sum += shares[other * 8u + thread]; }
    store(table.parts[p].out + column, sum / f32(count));
  }
}`;

/** e^x over the sum of e^x of a cell's channels: a workgroup a cell. */
const softmax = `
var<workgroup> shares: array<f32, 64>;
fn x_of(p: u32, cell: u32, c: u32) -> f32 { return load(table.parts[p].arena0, table.parts[p].in0 + cell * table.parts[p].groups0 + c / 4u)[c % 4u]; }
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(num_workgroups) grid: vec3u, @builtin(local_invocation_index) thread: u32) {
  let p = 0u;

  let cell = min(id.x + id.y * grid.x, table.parts[p].outHeight * table.parts[p].outWidth - 1u);
  var most = -3.4e38;
  for (var c = thread; c < table.parts[p].outChannels; c += 64u) { most = max(most, x_of(p, cell, c)); }
  shares[thread] = most;
  workgroupBarrier();
  for (var other = 0u; other < 64u; other++) { most = max(most, shares[other]); }
  workgroupBarrier();
  var sum = 0.0;
  for (var c = thread; c < table.parts[p].outChannels; c += 64u) { sum += exp(x_of(p, cell, c) - most); }
  shares[thread] = sum;
  workgroupBarrier();
  var all = 0.0;
  for (var other = 0u; other < 64u; other++) { all += shares[other]; }
  for (var column = thread; column < table.parts[p].outGroups; column += 64u) {
    let value = exp(load(table.parts[p].arena0, table.parts[p].in0 + cell * table.parts[p].groups0 + column) - most) / all;
    store(table.parts[p].out + cell * table.parts[p].outGroups + column, value);
  }
}`;

/** Any operator that no other program takes. Undefined where there is none for it. */
export function plainCode(kind: OpKind, spread: Spread, activation?: Activation): Code | undefined {
  const key = [
    'plain',
    kind,
    spread.map((each) => (each ? 'spread' : 'whole')).join(' '),
    activation ?? '',
  ].join(' | ');
  if (kind === 'activation' && activation !== undefined)
    return {
      key,
      source: `${frame(1, [activation])}${perValue(`let value = ${activation}_of(load(table.parts[p].arena0, table.parts[p].in0 + i));`)}`,
    };
  if (kind === 'globalAveragePool') return { key, source: `${frame(1, [])}${globalAveragePool}` };
  if (kind === 'softmax') return { key, source: `${frame(1, [])}${softmax}` };
  const made = bodies[kind]?.(spread);
  return made && { key, source: `${frame(1, [])}${perValue(made.body, made.functions ?? '')}` };
}
