import type { Activation } from '../../../../../models/operators/kinds/activation.ts';
import type { Finish } from '../../../plan/step.ts';
import { tableCode } from '../table.ts';

/** One function of four values. Written so that no power overflows to a wrong answer: x / (1 + e^−x) is −0 where e^−x is infinite. */
const activations: Readonly<Record<Activation, string>> = {
  swish: 'x / (1.0 + exp(-x))',
  relu: 'max(x, vec4f(0.0))',
  relu6: 'clamp(x, vec4f(0.0), vec4f(6.0))',
  sigmoid: '1.0 / (1.0 + exp(-x))',
  hardSwish: 'x * clamp(x + 3.0, vec4f(0.0), vec4f(6.0)) / 6.0',
  hardSigmoid: 'clamp(x + 3.0, vec4f(0.0), vec4f(6.0)) / 6.0',
};

/** `swish_of(x)` for each activation that a program needs. */
function activationCode(wanted: Iterable<Activation>): string {
  return [...new Set(wanted)]
    .map((name) => `fn ${name}_of(x: vec4f) -> vec4f {\n  return ${activations[name]};\n}`)
    .join('\n');
}

/** Four values of half precision are two words, which every WebGPU takes apart: no device has to know the type `f16`. */
const stored = {
  4: {
    type: 'vec4f',
    read: (value: string) => value,
    write: 'made[at] = value;',
    readSum: 'return load(arena, start + at);',
    writeSum: 'made[start + at] = value;',
    functions: '',
  },
  2: {
    type: 'vec2u',
    read: (value: string) => `unpacked(${value})`,
    write: 'made[at] = vec2u(pack2x16float(value.xy), pack2x16float(value.zw));',
    readSum:
      'return bitcast<vec4f>(vec4u(word_of(arena, start + 2u * at), word_of(arena, start + 2u * at + 1u)));',
    writeSum:
      'let words = bitcast<vec4u>(value);\n  made[start + 2u * at] = words.xy;\n  made[start + 2u * at + 1u] = words.zw;',
    functions: `fn unpacked(words: vec2u) -> vec4f { return vec4f(unpack2x16float(words.x), unpack2x16float(words.y)); }
fn word_of(arena: u32, at: u32) -> vec2u {
  if (arena == 0u) { return arena_a[at]; }
  if (arena == 1u) { return arena_b[at]; }
  return arena_c[at];
}`,
  },
} as const;

/**
 * Where values lie and how they are read and written, in front of a program: the weights, three arenas to read from and the one that it
 * writes. `valueBytes`: 4, or 2 for half precision. Everything is computed in float32, and sums that stand for a mean are kept in it.
 */
export function storageCode(valueBytes: 2 | 4): string {
  const { type, read, write, readSum, writeSum, functions } = stored[valueBytes];
  return `
@group(0) @binding(1) var<storage, read> weights: array<${type}>;
@group(0) @binding(2) var<storage, read> arena_a: array<${type}>;
@group(0) @binding(3) var<storage, read> arena_b: array<${type}>;
@group(0) @binding(4) var<storage, read> arena_c: array<${type}>;
@group(0) @binding(5) var<storage, read_write> made: array<${type}>;
${functions}
fn load(arena: u32, at: u32) -> vec4f {
  if (arena == 0u) { return ${read('arena_a[at]')}; }
  if (arena == 1u) { return ${read('arena_b[at]')}; }
  return ${read('arena_c[at]')};
}
fn weight(at: u32) -> vec4f { return ${read('weights[at]')}; }
fn store(at: u32, value: vec4f) { ${write} }
fn load_sum(arena: u32, start: u32, at: u32) -> vec4f { ${readSum} }
fn store_sum(start: u32, at: u32, value: vec4f) {
  ${writeSum}
}
`;
}

/** What every program stands on besides: its table, and the activations that it uses. */
export function frame(parts: number, wanted: Iterable<Activation>): string {
  return `
${tableCode(parts)}
@group(0) @binding(0) var<uniform> table: Table;
fn part_of(workgroup: u32) -> u32 {
  var part = 0u;
  ${parts > 1 ? `for (var i = 1u; i < ${parts}u; i++) { if (table.parts[i].first <= workgroup && table.parts[i].outGroups > 0u) { part = i; } }` : ''}
  return part;
}
${activationCode(wanted)}
`;
}

/** Activations that the end of a layer uses. */
export function activationsIn(finish: readonly Finish[]): readonly Activation[] {
  return finish.flatMap((each) => (each.kind === 'activation' ? [each.activation] : []));
}

/** Statements that finish `value`, the sum of a layer at `cell` (of the map) and `column` (group of four channels) of part `p`. */
export function finishCode(finish: readonly Finish[]): string {
  let added = 0;
  return finish
    .map((each) => {
      if (each.kind === 'activation') return `value = ${each.activation}_of(value);`;
      if (each.kind === 'scaleShift')
        return 'value = value * weight(table.parts[p].scale + column) + weight(table.parts[p].shift + column);';
      const code = `value += load(table.parts[p].addArena${added}, table.parts[p].add${added} + cell * table.parts[p].outGroups + column);`;
      added++;
      return code;
    })
    .join('\n');
}

/** Text that tells variants of a program apart. */
export function finishKey(finish: readonly Finish[]): string {
  return finish.map((each) => (each.kind === 'activation' ? each.activation : each.kind)).join('+');
}

/** WGSL of one program variant, and the text that is its name: equal texts are one pipeline. */
export interface Code {
  readonly key: string;
  readonly source: string;
}
