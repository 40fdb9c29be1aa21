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

/** What every program stands on: its table, the weights, three arenas to read from and the one that it writes. */
export function frame(parts: number, wanted: Iterable<Activation>): string {
  return `
${tableCode(parts)}
@group(0) @binding(0) var<uniform> table: Table;
@group(0) @binding(1) var<storage, read> weights: array<vec4f>;
@group(0) @binding(2) var<storage, read> arena_a: array<vec4f>;
@group(0) @binding(3) var<storage, read> arena_b: array<vec4f>;
@group(0) @binding(4) var<storage, read> arena_c: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> made: array<vec4f>;
fn load(arena: u32, at: u32) -> vec4f {
  if (arena == 0u) { return arena_a[at]; }
  if (arena == 1u) { return arena_b[at]; }
  return arena_c[at];
}
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
        return 'value = value * weights[table.parts[p].scale + column] + weights[table.parts[p].shift + column];';
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
