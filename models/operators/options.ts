import type { Builder } from '../graph/builder.ts';
import { GraphError } from '../graph/graph.ts';
import type { TensorId } from '../graph/op.ts';
import {
  type DilatedWindow,
  type PaddingRule,
  type Pair,
  pair,
  type Shape,
  sameShape,
  type Window,
  windowOn,
} from '../graph/shape.ts';

export interface Named {
  /** Last part of the operator's path; the open scopes stand before it. */
  readonly name: string;
}

export interface Shared {
  /** Read the parameters under this absolute path instead of the operator's own: layers that share weights. */
  readonly parametersAt?: string;
}

export interface WindowOptions {
  /** One side of a square window, or [height, width]. */
  readonly kernelSize: number | Pair;
  readonly stride?: number | Pair;
  readonly padding?: PaddingRule;
}

export interface DilatedOptions extends WindowOptions {
  /** Cells from one tap of the window to the next. */
  readonly dilation?: number | Pair;
}

/** Names of the parameters that a layer reads. */
export interface Weighted {
  readonly kernel: string;
  readonly bias?: string;
}

/** The kernel, then the bias if there is one. */
export function weightsOf({ kernel, bias }: Weighted): readonly string[] {
  return bias === undefined ? [kernel] : [kernel, bias];
}

/** The window that the options ask for over the map `x`. */
export function dilatedWindow(builder: Builder, x: TensorId, options: DilatedOptions): DilatedWindow {
  const { kernelSize, stride = 1, dilation = 1, padding = builder.padding } = options;
  return windowOn(builder.shapeOf(x), padding, pair(kernelSize), pair(stride), pair(dilation));
}

export function plainWindow(builder: Builder, x: TensorId, options: WindowOptions): Window {
  const { kernelSize, stride, padding } = dilatedWindow(builder, x, options);
  return { kernelSize, stride, padding };
}

/** The one shape of the maps that are joined element by element. */
export function equalShapes(builder: Builder, name: string, inputs: readonly TensorId[]): Shape {
  const [first, ...rest] = inputs.map((id) => builder.shapeOf(id));
  if (first === undefined) throw new GraphError({ code: 'nothing-to-add', op: name });
  const odd = rest.find((shape) => !sameShape(shape, first));
  if (odd !== undefined) throw new GraphError({ code: 'maps-differ', op: name, first, odd });
  return first;
}
