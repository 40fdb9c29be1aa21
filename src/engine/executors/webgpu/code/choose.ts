// A detector's candidates, chosen where its maps are. Logits are compared as whole numbers in the same order, so that no driver's idea of
// a NaN or of an infinity is asked for: key 0 is an anchor without a chance (−∞), key 1 one that is left out (a NaN, or +∞).

/** Levels of a feature network at the most. */
export const mostLevels = 8;
/** Words of a level in the table. */
export const levelWords = 12;

/** Words in front of what is chosen: how many there are, and how many anchors were left out. */
export const headWords = 4;

const frame = (valueBytes: 2 | 4): string => {
  const word = (arena: string) =>
    valueBytes === 4 ? `${arena}[at]` : `bitcast<u32>(unpack2x16float(${arena}[at / 2u])[at % 2u])`;
  return `
struct Level {
  first: u32, cells: u32, first_cell: u32, logits: u32, logits_arena: u32, logits_step: u32, boxes: u32, boxes_arena: u32,
  boxes_step: u32, rest0: u32, rest1: u32, rest2: u32,
}
struct Table { anchors: u32, classes: u32, per_cell: u32, most: u32, levels: u32, cells_at: u32, rest0: u32, rest1: u32, level: array<Level, ${mostLevels}> }
@group(0) @binding(0) var<uniform> table: Table;
@group(0) @binding(1) var<storage, read> arena_a: array<u32>;
@group(0) @binding(2) var<storage, read> arena_b: array<u32>;
@group(0) @binding(3) var<storage, read> arena_c: array<u32>;
@group(0) @binding(4) var<storage, read> arena_d: array<u32>;
@group(0) @binding(5) var<storage, read_write> keys: array<vec2u>;
@group(0) @binding(6) var<storage, read_write> chosen: array<u32>;
fn load(arena: u32, at: u32) -> u32 {
  if (arena == 0u) { return ${word('arena_a')}; }
  if (arena == 1u) { return ${word('arena_b')}; }
  if (arena == 2u) { return ${word('arena_c')}; }
  return ${word('arena_d')};
}
fn level_of(anchor: u32) -> u32 {
  var level = 0u;
  for (var i = 1u; i < table.levels; i++) { if (table.level[i].first <= anchor) { level = i; } }
  return level;
}
fn bits_of(key: u32) -> u32 { return select(~key, key & 0x7fffffffu, (key & 0x80000000u) != 0u); }
`;
};

/** The best class of each anchor, the lower one of equals, and its logit as a key. A thread an anchor. */
const bestCode = `@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(num_workgroups) grid: vec3u, @builtin(local_invocation_index) thread: u32) {
  let anchor = (id.x + id.y * grid.x) * 64u + thread;
  if (anchor >= table.anchors) { return; }
  let l = level_of(anchor);
  let own = anchor - table.level[l].first;
  let at = table.level[l].logits + (own / table.per_cell) * table.level[l].logits_step + (own % table.per_cell) * table.classes;
  var best = 0u;
  var label = 0u;
  var odd = false;
  for (var c = 0u; c < table.classes; c++) {
    let bits = load(table.level[l].logits_arena, at + c);
    odd = odd || (bits & 0x7fffffffu) > 0x7f800000u || bits == 0x7f800000u;
    // −0 is no smaller than 0.
    let plain = select(bits, 0u, bits == 0x80000000u);
    let key = select(select(plain | 0x80000000u, ~plain, (plain & 0x80000000u) != 0u), 0u, bits == 0xff800000u);
    if (key > best) {
      best = key;
      label = c;
    }
  }
  keys[anchor] = vec2u(select(best, 1u, odd), label);
}`;

/**
 * The largest keys, by one workgroup: the key that the last of them has, eight bits at a time; then each thread writes those of its own
 * stretch of anchors. Of equal keys the lower anchors are taken.
 */
const chooseCode = `var<workgroup> counts: array<atomic<u32>, 256>;
var<workgroup> skipped: atomic<u32>;
var<workgroup> prefix: u32;
var<workgroup> remaining: u32;
var<workgroup> above: array<u32, 256>;
var<workgroup> equal: array<u32, 256>;
var<workgroup> total_above: u32;
@compute @workgroup_size(256)
fn main(@builtin(local_invocation_index) thread: u32) {
  if (thread == 0u) {
    prefix = 0u;
    remaining = table.most;
  }
  for (var digits = 0u; digits < 4u; digits++) {
    let shift = 24u - 8u * digits;
    atomicStore(&counts[thread], 0u);
    workgroupBarrier();
    let wanted = prefix;
    for (var i = thread; i < table.anchors; i += 256u) {
      let key = keys[i].x;
      if (key == 1u && digits == 0u) { atomicAdd(&skipped, 1u); }
      let higher = select(key >> (shift + 8u), 0u, digits == 0u);
      if (key > 1u && higher == wanted) { atomicAdd(&counts[(key >> shift) & 255u], 1u); }
    }
    workgroupBarrier();
    if (thread == 0u) {
      var digit = 0u;
      for (var d = 255u; d > 0u; d--) {
        let here = atomicLoad(&counts[d]);
        if (here >= remaining) {
          digit = d;
          break;
        }
        remaining -= here;
      }
      prefix = (prefix << 8u) | digit;
    }
    workgroupBarrier();
  }
  let least = max(prefix, 1u);
  let ties = remaining;
  let share = (table.anchors + 255u) / 256u;
  let start = thread * share;
  let end = min(table.anchors, start + share);
  var more = 0u;
  var same = 0u;
  for (var i = start; i < end; i++) {
    let key = keys[i].x;
    more += select(0u, 1u, key > least);
    same += select(0u, 1u, key == least && key > 1u);
  }
  above[thread] = more;
  equal[thread] = same;
  workgroupBarrier();
  if (thread == 0u) {
    var sum = 0u;
    var sum_same = 0u;
    for (var t = 0u; t < 256u; t++) {
      let a = above[t];
      let e = equal[t];
      above[t] = sum;
      equal[t] = sum_same;
      sum += a;
      sum_same += e;
    }
    total_above = sum;
    chosen[0] = sum + min(sum_same, ties);
    chosen[1] = atomicLoad(&skipped);
  }
  workgroupBarrier();
  var next = above[thread];
  var next_same = equal[thread];
  for (var i = start; i < end; i++) {
    let found = keys[i];
    var place = table.most;
    if (found.x > least) {
      place = next;
      next++;
    } else if (found.x == least && found.x > 1u) {
      if (next_same < ties) { place = total_above + next_same; }
      next_same++;
    }
    if (place < table.most) {
      chosen[${headWords}u + place] = i;
      chosen[${headWords}u + table.most + place] = found.y;
      chosen[${headWords}u + 2u * table.most + place] = bits_of(found.x);
    }
  }
}`;

/** The regressions of each candidate. A thread a candidate. */
const gatherCode = `@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(local_invocation_index) thread: u32) {
  let place = id.x * 64u + thread;
  if (place >= min(table.most, chosen[0])) { return; }
  let anchor = chosen[${headWords}u + place];
  let l = level_of(anchor);
  let own = anchor - table.level[l].first;
  let at = table.level[l].boxes + (own / table.per_cell) * table.level[l].boxes_step + (own % table.per_cell) * 4u;
  for (var i = 0u; i < 4u; i++) {
    chosen[${headWords}u + 3u * table.most + 4u * place + i] = load(table.level[l].boxes_arena, at + i);
  }
}`;

/** The largest logit of each cell, −∞ where there is none. A thread a cell. */
const cellsCode = `@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(num_workgroups) grid: vec3u, @builtin(local_invocation_index) thread: u32) {
  let cell = (id.x + id.y * grid.x) * 64u + thread;
  if (cell >= table.anchors / table.per_cell) { return; }
  var best = 0u;
  for (var i = 0u; i < table.per_cell; i++) { best = max(best, keys[cell * table.per_cell + i].x); }
  chosen[table.cells_at + cell] = select(bits_of(best), 0xff800000u, best < 2u);
}`;

/** The programs, for maps whose values take so many bytes. */
export function chooserCodes(valueBytes: 2 | 4) {
  const shared = frame(valueBytes);
  return {
    best: shared + bestCode,
    choose: shared + chooseCode,
    gather: shared + gatherCode,
    cells: shared + cellsCode,
  };
}
