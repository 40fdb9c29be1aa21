import { type Graph, opAt } from '../../../../models/graph/graph.ts';
import type { OpOf, TensorId } from '../../../../models/graph/op.ts';
import { type DilatedWindow, isSingleCell, type Shape } from '../../../../models/graph/shape.ts';
import { isKind } from '../../plan/draft.ts';
import type { Program } from '../../plan/program.ts';
import { chainReach } from '../../plan/rules/pools.ts';
import type { Part, PointwisePart, PoolPart, SeparablePart, Step, WindowPart } from '../../plan/step.ts';
import { depthwiseCells, workgroupsOf } from '../../plan/tiling.ts';
import { mostInputs, type PartRow } from './table.ts';

const up = (value: number): number => Math.ceil(value / 4);

/** In which of a step's three arenas to read from each arena of the program is bound. */
export type Slots = readonly number[];

/** The arenas that a step reads from, each once; what it writes lies in another. */
export function arenasOf(
  { memory }: Program,
  step: Step,
): { readonly reads: Slots; readonly writes: number } {
  const arenaOf = (id: TensorId) => memory.places.get(id)?.arena ?? 0;
  const made = step.parts.flatMap(({ makes, mean }) => [makes, mean].filter((id) => id !== null));
  return {
    reads: [...new Set(step.parts.flatMap(({ reads }) => reads.map(arenaOf)))].sort((a, b) => a - b),
    writes: arenaOf(made[0] ?? 0),
  };
}

function window({
  kernelSize,
  stride,
  padding,
  dilation = [1, 1],
}: Omit<DilatedWindow, 'dilation'> & Partial<DilatedWindow>): PartRow {
  return {
    kernelHeight: kernelSize[0],
    kernelWidth: kernelSize[1],
    strideY: stride[0],
    strideX: stride[1],
    top: padding.top,
    left: padding.left,
    dilationY: dilation[0],
    dilationX: dilation[1],
  };
}

/** What an operator that is computed value by value is told besides. */
function plainFields(graph: Graph, id: TensorId): PartRow {
  const op = opAt(graph, id);
  if (isKind(op, 'averagePool')) return window(op);
  if (isKind(op, 'resizeNearest')) return { a: op.halfPixelCenters ? 1 : 0 };
  if (isKind(op, 'resizeBilinear')) return { a: op.align === 'corners' ? 1 : 0 };
  if (isKind(op, 'sliceChannels')) return { a: op.start, b: op.step };
  if (isKind(op, 'shuffleChannels')) return { a: op.groups };
  if (isKind(op, 'psRoiAlign'))
    return {
      a: op.group,
      b: op.samples,
      c: op.take === 'largest' ? 1 : 0,
      d: op.reading === 'clamped' ? 1 : 0,
      share0: op.scale,
      share1: op.leastSide,
    };
  if (isKind(op, 'flatten')) return { a: op.order === 'cyx' ? 1 : 0 };
  return {};
}

function fieldsOf(graph: Graph, program: Step['program'], part: Part): PartRow {
  switch (program) {
    case 'pointwise': {
      const { gate } = part as PointwisePart;
      return gate.kind === 'excite' ? { squeezed: up(opAt(graph, gate.reduce).shape[2]) } : {};
    }
    case 'convolution': {
      const op = opAt(graph, (part as WindowPart).layer) as OpOf<'conv2d'>;
      const input = opAt(graph, op.inputs[0] ?? 0).shape[2];
      const perGroup = input / op.groups;
      const rows = op.groups === 1 ? up(input) * 4 : perGroup;
      return { ...window(op), a: perGroup, b: op.shape[2] / op.groups, c: rows * up(op.shape[2]) };
    }
    case 'depthwise': {
      const { layer } = part as WindowPart;
      return {
        ...window(opAt(graph, layer) as OpOf<'depthwiseConv2d'>),
        a: depthwiseCells(graph, part as WindowPart),
      };
    }
    case 'separable': {
      const { depthwise, samplers } = part as SeparablePart;
      const pool = samplers.find((sampler) => sampler.kind === 'maxPool');
      const op = pool && (opAt(graph, pool.op) as OpOf<'maxPool'>);
      return {
        ...window(opAt(graph, depthwise) as OpOf<'depthwiseConv2d'>),
        ...(op && { a: op.kernelSize[0], b: op.stride[0], c: op.padding.top, d: op.padding.left }),
      };
    }
    case 'pool': {
      const reach = chainReach(graph, (part as PoolPart).chain);
      if (reach === undefined) throw new RangeError('A chain of pools has no one window.');
      const { y, x } = reach;
      const { edge } = opAt(graph, part.ops[0] ?? 0) as OpOf<'maxPool'>;
      return {
        a: edge === 'zeros' ? 1 : 0,
        kernelHeight: y.size,
        kernelWidth: x.size,
        strideY: y.stride,
        strideX: x.stride,
        top: y.before,
        left: x.before,
      };
    }
    case 'dense':
      return {};
    case 'plain':
      return plainFields(graph, part.ops[0] ?? 0);
  }
}

/** Everything of a step's table but where its weights lie and the shares of its joins. */
export function rowsOf(program: Program, step: Step): readonly PartRow[] {
  const { graph, memory, sums, valueBytes, tuning } = program;
  const { reads } = arenasOf(program, step);
  const at = (id: TensorId | null): number =>
    id === null ? 0 : (memory.places.get(id)?.offset ?? 0) / (4 * valueBytes);
  const slot = (id: TensorId): number => Math.max(0, reads.indexOf(memory.places.get(id)?.arena ?? 0));
  let first = 0;
  return step.parts.map((part): PartRow => {
    const row: Record<string, number> = {};
    const added = part.finish.flatMap((each) => (each.kind === 'add' ? [each.read] : []));
    added.forEach((read, i) => {
      const id = part.reads[read] ?? 0;
      row[`add${i}`] = at(id);
      row[`addArena${i}`] = slot(id);
    });
    part.reads.slice(0, mostInputs).forEach((id, i) => {
      const [height, width, channels]: Shape = opAt(graph, id).shape;
      Object.assign(row, {
        [`in${i}`]: at(id),
        [`arena${i}`]: slot(id),
        [`height${i}`]: height,
        [`width${i}`]: width,
      });
      Object.assign(row, { [`groups${i}`]: up(channels), [`channels${i}`]: channels });
      const tiles = sums.get(id);
      if (tiles === undefined) return;
      const mean = opAt(graph, opAt(graph, id).inputs[0] ?? 0).shape;
      Object.assign(row, { tiles, cells: mean[0] * mean[1] });
    });
    const shape = opAt(graph, part.makes ?? part.ops.at(-2) ?? 0).shape;
    const own = first;
    first += workgroupsOf(graph, step.program, part, step.parts, tuning);
    return {
      ...row,
      first: own,
      out: at(part.makes),
      sums: at(part.mean),
      outHeight: shape[0],
      outWidth: shape[1],
      outGroups: up(shape[2]),
      outChannels: shape[2],
      ...fieldsOf(graph, step.program, part),
    };
  });
}

/** For each map that an operator reads, whether it is one cell that is spread over all of them. */
export function spreadOf(graph: Graph, op: TensorId): readonly boolean[] {
  const { inputs, shape } = opAt(graph, op);
  return inputs.map((id) => isSingleCell(opAt(graph, id).shape) && !isSingleCell(shape));
}
