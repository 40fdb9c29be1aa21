import type { Graph } from '../graph/graph.ts';
import type { Op, TensorId } from '../graph/op.ts';

/**
 * What one cell of a map sees of the picture along one axis: cell i reads pixels start + i·stride … end + i·stride,
 * both included, cut at the picture's edge.
 */
export interface AxisField {
  readonly start: number;
  readonly end: number;
  readonly stride: number;
}

export interface ReceptiveField {
  readonly vertical: AxisField;
  readonly horizontal: AxisField;
  /**
   * True where a pooled gate (squeeze and excitation) or a global pooling has mixed in the whole picture; the axes
   * then describe the path of the convolutions alone.
   */
  readonly global: boolean;
}

const pixel: AxisField = { start: 0, end: 0, stride: 1 };

function slide(field: AxisField, kernelSize: number, stride: number, before: number): AxisField {
  return {
    start: field.start - before * field.stride,
    end: field.end + (kernelSize - 1 - before) * field.stride,
    stride: field.stride * stride,
  };
}

function stretch(field: AxisField, from: number, to: number): AxisField {
  const ratio = from / to;
  // Nearest neighbour reads cell ⌊i·ratio⌋, which lies up to 1 − ratio below i·ratio when the map grows.
  const below = Math.max(0, 1 - ratio) * field.stride;
  return { start: field.start - below, end: field.end, stride: field.stride * ratio };
}

function union(a: AxisField, b: AxisField): AxisField {
  return {
    start: Math.min(a.start, b.start),
    end: Math.max(a.end, b.end),
    stride: Math.max(a.stride, b.stride),
  };
}

function whole(size: number): AxisField {
  return { start: 0, end: size - 1, stride: 0 };
}

function after(op: Op, fields: readonly ReceptiveField[], graph: Graph): ReceptiveField {
  const first = fields[0];
  if (first === undefined) return { vertical: pixel, horizontal: pixel, global: false };
  switch (op.kind) {
    case 'conv2d':
    case 'depthwiseConv2d':
    case 'maxPool':
    case 'averagePool':
      return {
        vertical: slide(first.vertical, op.kernelSize, op.stride, op.padding.top),
        horizontal: slide(first.horizontal, op.kernelSize, op.stride, op.padding.left),
        global: first.global,
      };
    case 'globalAveragePool': {
      const picture = graph.ops[0]?.shape ?? [1, 1, 1];
      return { vertical: whole(picture[0]), horizontal: whole(picture[1]), global: true };
    }
    case 'multiply':
      // The gate carries the whole picture; the map keeps its own place.
      return { ...first, global: true };
    case 'resizeNearest': {
      const from = graph.ops[op.inputs[0] ?? 0]?.shape ?? op.shape;
      return {
        vertical: stretch(first.vertical, from[0], op.shape[0]),
        horizontal: stretch(first.horizontal, from[1], op.shape[1]),
        global: first.global,
      };
    }
    default:
      return fields.reduce((a, b) => ({
        vertical: union(a.vertical, b.vertical),
        horizontal: union(a.horizontal, b.horizontal),
        global: a.global || b.global,
      }));
  }
}

/** The receptive field of every map of a graph, by tensor id. */
export function receptiveFields(graph: Graph): readonly ReceptiveField[] {
  const fields: ReceptiveField[] = [];
  for (const op of graph.ops) {
    const inputs = op.inputs.flatMap((id) => fields[id] ?? []);
    fields.push(after(op, inputs, graph));
  }
  return fields;
}

/** Pixels that cell (`row`, `column`) sees, cut to the picture: [top, left, bottom, right], ends included. */
export function fieldOfCell(
  graph: Graph,
  field: ReceptiveField,
  row: number,
  column: number,
): readonly [top: number, left: number, bottom: number, right: number] {
  const [height, width] = graph.ops[0]?.shape ?? [1, 1, 1];
  const cut = (value: number, size: number) => Math.min(size - 1, Math.max(0, Math.round(value)));
  const { vertical, horizontal } = field;
  return [
    cut(vertical.start + row * vertical.stride, height),
    cut(horizontal.start + column * horizontal.stride, width),
    cut(vertical.end + row * vertical.stride, height),
    cut(horizontal.end + column * horizontal.stride, width),
  ];
}

/** Id of the tensor whose receptive field a tap has. */
export function fieldOf(graph: Graph, id: TensorId): ReceptiveField {
  const field = receptiveFields(graph)[id];
  return field ?? { vertical: pixel, horizontal: pixel, global: false };
}
