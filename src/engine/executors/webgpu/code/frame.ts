/** Places and sizes are [height, width]; `by` is what a value is multiplied by once the mean is gone. */
const table = `struct Frame {
  scaled: vec2u,
  size: vec2u,
  input: vec2u,
  out: u32,
  rest: u32,
  mean: vec4f,
  by: vec4f,
}`;

/** Words of that table. */
export const frameWords = 16;

/**
 * A picture as a network's input, by the rule of the released detectors (`models/preprocess/automl.ts`): resized bilinearly with half-pixel
 * centres and without antialiasing, over white, normalised, at the top left, the rest 0. A thread a cell.
 */
export function frameCode(valueBytes: 2 | 4): string {
  const type = valueBytes === 4 ? 'vec4f' : 'vec2u';
  const stored = valueBytes === 4 ? 'value' : 'vec2u(pack2x16float(value.xy), pack2x16float(value.zw))';
  return `${table}
@group(0) @binding(0) var<uniform> frame: Frame;
@group(0) @binding(1) var picture: texture_2d<f32>;
@group(0) @binding(2) var<storage, read_write> made: array<${type}>;
// The two pixels that an output pixel lies between, in whole numbers so that no rounding moves one, and how far it is from the first.
fn between(i: u32, from_size: u32, to_size: u32) -> vec3f {
  let beyond = max((2u * i + 1u) * from_size, to_size) - to_size;
  let low = min(beyond / (2u * to_size), from_size - 1u);
  return vec3f(f32(low), f32(min(low + 1u, from_size - 1u)), f32(beyond % (2u * to_size)) / f32(2u * to_size));
}
// Colours come multiplied by their opacity.
fn colour(row: f32, at: f32) -> vec3f {
  let found = textureLoad(picture, vec2u(u32(at), u32(row)), 0);
  return 255.0 * (found.rgb + (1.0 - found.a));
}
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) id: vec3u, @builtin(num_workgroups) grid: vec3u, @builtin(local_invocation_index) thread: u32) {
  let i = (id.x + id.y * grid.x) * 64u + thread;
  if (i >= frame.input.x * frame.input.y) { return; }
  let row = i / frame.input.y;
  let at = i % frame.input.y;
  var value = vec4f(0.0);
  if (row < frame.scaled.x && at < frame.scaled.y) {
    let y = between(row, frame.size.x, frame.scaled.x);
    let x = between(at, frame.size.y, frame.scaled.y);
    let above = mix(colour(y.x, x.x), colour(y.x, x.y), x.z);
    let below = mix(colour(y.y, x.x), colour(y.y, x.y), x.z);
    value = vec4f((mix(above, below, y.z) - frame.mean.xyz) * frame.by.xyz, 0.0);
  }
  made[frame.out + i] = ${stored};
}`;
}
