import { opAt } from '../../../../models/graph/graph.ts';
import type { TensorId } from '../../../../models/graph/op.ts';
import { bytesPerValue } from '../../../../models/graph/shape.ts';
import { type Draft, isKind, isPassing, madeAs, makerOf, type Rule, replaceBoth } from '../draft.ts';
import type { Finish, Sampler, SeparablePart, SeparableTile, Step, WindowPart } from '../step.ts';

/** The larger one reads each weight half as often; wide feature networks fit the smaller one alone. */
const tiles: readonly SeparableTile[] = [
  { height: 4, width: 8, slice: 16 },
  { height: 4, width: 4, slice: 8 },
];

/** Bytes of workgroup memory that the separable program needs: a slice of the input with its rim, and all of the depthwise layer's map. */
function separableBytes(
  { height, width, slice }: SeparableTile,
  kernelSize: readonly [number, number],
  channels: number,
): number {
  const rim = (height + kernelSize[0] - 1) * (width + kernelSize[1] - 1) * slice;
  return (rim + height * width * Math.ceil(channels / 4) * 4) * bytesPerValue;
}

const only = (finish: readonly Finish[]): boolean => finish.length === 0;

/** The largest tile of a depthwise part that workgroup memory holds; undefined where none is, or the part is not plain enough. */
function tileOf(draft: Draft, part: WindowPart): SeparableTile | undefined {
  const op = opAt(draft.graph, part.layer);
  if (!isKind(op, 'depthwiseConv2d') || part.mean !== null || !only(part.finish)) return undefined;
  const { stride, dilation, kernelSize } = op;
  if (stride[0] * stride[1] * dilation[0] * dilation[1] !== 1) return undefined;
  return tiles.find((tile) => separableBytes(tile, kernelSize, op.shape[2]) <= draft.workgroupBytes);
}

/** A depthwise layer and the pointwise one behind it become one dispatch; what lies between them stays in workgroup memory. */
export const separable: Rule = {
  name: 'separable',
  apply(steps, draft) {
    let now = steps;
    for (const later of steps) {
      if (later.program !== 'pointwise') continue;
      const [part] = later.parts;
      const [read, ...others] = part?.reads ?? [];
      if (part === undefined || part.gate.kind !== 'none' || part.mean !== null || read === undefined)
        continue;
      const earlier = makerOf(now, read);
      const [depthwise] = earlier?.program === 'depthwise' ? earlier.parts : [];
      if (earlier === undefined || depthwise === undefined || !isPassing(draft, read)) continue;
      const tile = tileOf(draft, depthwise);
      if (tile === undefined) continue;
      const joined: SeparablePart = {
        ops: [...depthwise.ops, ...part.ops],
        reads: [...depthwise.reads, ...others],
        makes: part.makes,
        mean: null,
        finish: part.finish,
        fuse: null,
        samplers: [{ kind: 'same' }],
        between: null,
        depthwise: depthwise.layer,
        layer: part.layer,
        tile,
      };
      now = replaceBoth(now, earlier, later, { program: 'separable', parts: [joined] });
    }
    return now;
  },
};

/** How a fused map's input can be read from the map before it. */
function samplerOf(
  steps: readonly Step[],
  draft: Draft,
  id: TensorId,
): { sampler: Sampler; read: TensorId; step?: Step } {
  const same = { sampler: { kind: 'same' }, read: id } as const;
  if (!isPassing(draft, id)) return same;
  const step = makerOf(steps, id);
  const nearest = madeAs(draft, id, 'resizeNearest');
  if (step !== undefined && nearest !== undefined) {
    const read = nearest.inputs[0] ?? id;
    const { shape } = opAt(draft.graph, read);
    const whole = nearest.shape[0] % shape[0] === 0 && nearest.shape[1] % shape[1] === 0;
    return whole ? { sampler: { kind: 'nearest', op: id }, read, step } : same;
  }
  const pool = madeAs(draft, id, 'maxPool');
  if (step?.program !== 'pool' || step.parts[0]?.chain.length !== 1 || pool === undefined) return same;
  const square =
    pool.edge === undefined && pool.kernelSize[0] === pool.kernelSize[1] && pool.stride[0] === pool.stride[1];
  return square ? { sampler: { kind: 'maxPool', op: id }, read: pool.inputs[0] ?? id, step } : same;
}

/** Maps that are joined into a node are read, resized and activated as the separable program fills its workgroup memory. */
export const node: Rule = {
  name: 'node',
  apply(steps, draft) {
    let now = steps;
    for (const later of steps) {
      if (later.program !== 'separable') continue;
      const [part] = later.parts;
      const [read, ...others] = part?.reads ?? [];
      if (
        part === undefined ||
        part.fuse !== null ||
        part.between !== null ||
        read === undefined ||
        !isPassing(draft, read)
      )
        continue;
      const activation = madeAs(draft, read, 'activation');
      const fused = activation === undefined ? read : activation.inputs[0];
      const fuse = madeAs(draft, fused, 'fuse');
      if (fused === undefined || fuse === undefined || fuse.inputs.length > 3 || !isPassing(draft, fused))
        continue;
      const found = fuse.inputs.map((id) => samplerOf(now, draft, id));
      // The table has one window.
      const pooled = found.findIndex(({ sampler }) => sampler.kind === 'maxPool');
      const inputs = found.map((input, i) =>
        input.sampler.kind === 'maxPool' && i !== pooled
          ? { sampler: { kind: 'same' } as const, read: fuse.inputs[i] ?? 0 }
          : input,
      );
      const gone = new Set([
        makerOf(now, read),
        makerOf(now, fused),
        ...inputs.map((input) => ('step' in input ? input.step : undefined)),
      ]);
      const resized = inputs.flatMap(({ sampler }) => (sampler.kind === 'same' ? [] : [sampler.op]));
      const joined: SeparablePart = {
        ...part,
        ops: [...resized, fused, ...(activation === undefined ? [] : [read]), ...part.ops],
        reads: [...inputs.map((input) => input.read), ...others],
        finish: part.finish.map((each) =>
          each.kind === 'add' ? { ...each, read: each.read + inputs.length - 1 } : each,
        ),
        fuse: fused,
        samplers: inputs.map(({ sampler }) => sampler),
        between: activation?.activation ?? null,
      };
      now = now
        .filter((step) => !gone.has(step))
        .map((step): Step => (step === later ? { program: 'separable', parts: [joined] } : step));
    }
    return now;
  },
};
