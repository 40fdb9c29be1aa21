import { type Graph, GraphError } from '../graph/graph.ts';
import type { Activation, FusionMethod, Op, Parameter, ParameterRole, TensorId } from '../graph/op.ts';
import {
  formatShape,
  type PaddingRule,
  padFor,
  type Shape,
  sameShape,
  sizeOf,
  windowOutput,
} from '../graph/shape.ts';

interface Named {
  /** Last part of the operator's path; the open scopes stand before it. */
  readonly name: string;
}
interface Shared {
  /** Read the parameters under this absolute path instead of the operator's own: layers that share weights. */
  readonly parametersAt?: string;
}
interface WindowOptions {
  readonly kernelSize: number;
  readonly stride?: number;
  readonly padding?: PaddingRule;
}

export interface ConvOptions extends Named, Shared, WindowOptions {
  readonly filters: number;
  readonly bias?: boolean;
  readonly groups?: number;
}
export interface DepthwiseOptions extends Named, Shared, WindowOptions {
  readonly bias?: boolean;
}

/** Builds a graph operator by operator, infers every shape and refuses what does not fit. */
export class GraphBuilder {
  readonly #name: string;
  readonly #padding: PaddingRule;
  readonly #ops: Op[] = [];
  readonly #names = new Set<string>();
  readonly #parameters = new Map<string, Parameter>();
  readonly #outputs: Record<string, TensorId> = {};
  readonly #taps: Record<string, TensorId> = {};
  readonly #scopes: string[] = [];

  /** `padding` is the rule of every window that does not name its own. */
  constructor(name: string, padding: PaddingRule = 'same') {
    this.#name = name;
    this.#padding = padding;
  }

  /** Runs `body` with `name` as one more scope in front of operator names. */
  scope<T>(name: string, body: () => T): T {
    this.#scopes.push(name);
    try {
      return body();
    } finally {
      this.#scopes.pop();
    }
  }

  shapeOf(id: TensorId): Shape {
    const op = this.#ops[id];
    if (op === undefined) throw new GraphError(`${this.#name}: there is no tensor ${id} yet.`);
    return op.shape;
  }

  input(shape: Shape): TensorId {
    if (this.#ops.length > 0) throw new GraphError(`${this.#name}: the input must come first, and once.`);
    return this.#add({ kind: 'input', name: 'input', inputs: [], shape });
  }

  conv2d(x: TensorId, options: ConvOptions): TensorId {
    const { kernelSize, stride = 1, groups = 1, filters, bias = false } = options;
    const name = this.#path(options.name);
    const input = this.shapeOf(x);
    if (groups > 1 && (input[2] % groups !== 0 || filters % groups !== 0))
      throw new GraphError(
        `${name}: ${groups} groups divide neither evenly: input ${formatShape(input)}, output channels ${filters}.`,
      );
    const padding = padFor(options.padding ?? this.#padding, input, kernelSize, stride);
    const shape: Shape = [...windowOutput(input, kernelSize, stride, padding), filters];
    const at = options.parametersAt ?? name;
    const kernel = this.#parameter(name, at, 'kernel', [kernelSize, kernelSize, input[2] / groups, filters]);
    const window = { kernelSize, stride, padding };
    const op = { kind: 'conv2d', name, inputs: [x], shape, ...window, groups, kernel } as const;
    return this.#add(bias ? { ...op, bias: this.#parameter(name, at, 'bias', [filters]) } : op);
  }

  depthwiseConv2d(x: TensorId, options: DepthwiseOptions): TensorId {
    const { kernelSize, stride = 1, bias = false } = options;
    const name = this.#path(options.name);
    const input = this.shapeOf(x);
    const padding = padFor(options.padding ?? this.#padding, input, kernelSize, stride);
    const shape: Shape = [...windowOutput(input, kernelSize, stride, padding), input[2]];
    const at = options.parametersAt ?? name;
    const kernel = this.#parameter(name, at, 'kernel', [kernelSize, kernelSize, input[2], 1]);
    const window = { kernelSize, stride, padding };
    const op = { kind: 'depthwiseConv2d', name, inputs: [x], shape, ...window, kernel } as const;
    return this.#add(bias ? { ...op, bias: this.#parameter(name, at, 'bias', [input[2]]) } : op);
  }

  /** A fully connected layer on [1, 1, channels]. */
  dense(x: TensorId, options: Named & { readonly units: number; readonly bias?: boolean }): TensorId {
    const name = this.#path(options.name);
    const input = this.shapeOf(x);
    if (input[0] !== 1 || input[1] !== 1)
      throw new GraphError(
        `${name}: a dense layer reads 1×1×${input[2]}, but was given ${formatShape(input)}.`,
      );
    const kernel = this.#parameter(name, name, 'kernel', [input[2], options.units]);
    const op = { kind: 'dense', name, inputs: [x], shape: [1, 1, options.units] as Shape, kernel } as const;
    const bias = options.bias ?? true;
    return this.#add(bias ? { ...op, bias: this.#parameter(name, name, 'bias', [options.units]) } : op);
  }

  batchNorm(x: TensorId, options: Named & Shared & { readonly epsilon: number }): TensorId {
    const name = this.#path(options.name);
    const shape = this.shapeOf(x);
    const at = options.parametersAt ?? name;
    const one = (role: ParameterRole) => this.#parameter(name, at, role, [shape[2]]);
    return this.#add({
      kind: 'batchNorm',
      name,
      inputs: [x],
      shape,
      epsilon: options.epsilon,
      gamma: one('gamma'),
      beta: one('beta'),
      mean: one('mean'),
      variance: one('variance'),
    });
  }

  activation(x: TensorId, activation: Activation, options: Named = { name: activation }): TensorId {
    const name = this.#path(options.name);
    return this.#add({ kind: 'activation', name, inputs: [x], shape: this.shapeOf(x), activation });
  }

  /** Element by element sum of maps of one shape. */
  add(inputs: readonly TensorId[], options: Named): TensorId {
    const name = this.#path(options.name);
    return this.#add({ kind: 'add', name, inputs, shape: this.#equalShapes(name, inputs) });
  }

  /** `x` times a gate [1, 1, channels] (squeeze and excitation). */
  multiply(x: TensorId, gate: TensorId, options: Named): TensorId {
    const name = this.#path(options.name);
    const shape = this.shapeOf(x);
    const gateShape = this.shapeOf(gate);
    if (!sameShape(gateShape, [1, 1, shape[2]]))
      throw new GraphError(
        `${name}: the gate of ${formatShape(shape)} must be 1×1×${shape[2]}, but is ${formatShape(gateShape)}.`,
      );
    return this.#add({ kind: 'multiply', name, inputs: [x, gate], shape });
  }

  globalAveragePool(x: TensorId, options: Named): TensorId {
    const shape: Shape = [1, 1, this.shapeOf(x)[2]];
    return this.#add({ kind: 'globalAveragePool', name: this.#path(options.name), inputs: [x], shape });
  }

  maxPool(x: TensorId, options: Named & WindowOptions): TensorId {
    return this.#pool('maxPool', x, options);
  }

  averagePool(x: TensorId, options: Named & WindowOptions): TensorId {
    return this.#pool('averagePool', x, options);
  }

  resizeNearest(
    x: TensorId,
    options: Named & { readonly size: readonly [number, number]; readonly halfPixelCenters?: boolean },
  ): TensorId {
    const shape: Shape = [options.size[0], options.size[1], this.shapeOf(x)[2]];
    const halfPixelCenters = options.halfPixelCenters ?? false;
    return this.#add({
      kind: 'resizeNearest',
      name: this.#path(options.name),
      inputs: [x],
      shape,
      halfPixelCenters,
    });
  }

  /** Mixes maps of one shape by `method`; weighted ones own a vector `fusion` of one raw weight an input. */
  fuse(
    inputs: readonly TensorId[],
    options: Named & { readonly method: FusionMethod; readonly epsilon?: number },
  ): TensorId {
    const name = this.#path(options.name);
    const shape = this.#equalShapes(name, inputs);
    const { method, epsilon = 0.0001 } = options;
    const op = { kind: 'fuse', name, inputs, shape, method, epsilon } as const;
    if (method === 'sum') return this.#add(op);
    return this.#add({ ...op, weights: this.#parameter(name, name, 'fusion', [inputs.length]) });
  }

  concat(inputs: readonly TensorId[], options: Named): TensorId {
    const name = this.#path(options.name);
    const shapes = inputs.map((id) => this.shapeOf(id));
    const first = shapes[0];
    if (first === undefined) throw new GraphError(`${name}: there is nothing to join.`);
    const odd = shapes.find((shape) => shape[0] !== first[0] || shape[1] !== first[1]);
    if (odd !== undefined)
      throw new GraphError(`${name}: cannot join ${formatShape(first)} and ${formatShape(odd)}.`);
    const channels = shapes.reduce((sum, shape) => sum + shape[2], 0);
    return this.#add({ kind: 'concat', name, inputs, shape: [first[0], first[1], channels] });
  }

  softmax(x: TensorId, options: Named): TensorId {
    return this.#add({
      kind: 'softmax',
      name: this.#path(options.name),
      inputs: [x],
      shape: this.shapeOf(x),
    });
  }

  /** Lets readers look at a map under a name of its own (below the open scopes). */
  tap(name: string, id: TensorId): TensorId {
    const path = this.#path(name);
    if (path in this.#taps) throw new GraphError(`${this.#name}: two taps are called ${path}.`);
    this.#taps[path] = id;
    return id;
  }

  /** Names what the network answers; an absolute name, scopes do not stand before it. */
  output(name: string, id: TensorId): TensorId {
    if (name in this.#outputs) throw new GraphError(`${this.#name}: two outputs are called ${name}.`);
    this.#outputs[name] = id;
    this.#taps[name] = id;
    return id;
  }

  build(): Graph {
    if (Object.keys(this.#outputs).length === 0) throw new GraphError(`${this.#name} has no output.`);
    return {
      name: this.#name,
      ops: this.#ops,
      parameters: [...this.#parameters.values()],
      outputs: this.#outputs,
      taps: this.#taps,
    };
  }

  #path(name: string): string {
    return [...this.#scopes, name].join('/');
  }

  #pool(kind: 'maxPool' | 'averagePool', x: TensorId, options: Named & WindowOptions): TensorId {
    const { kernelSize, stride = 1 } = options;
    const input = this.shapeOf(x);
    const padding = padFor(options.padding ?? this.#padding, input, kernelSize, stride);
    const shape: Shape = [...windowOutput(input, kernelSize, stride, padding), input[2]];
    return this.#add({
      kind,
      name: this.#path(options.name),
      inputs: [x],
      shape,
      kernelSize,
      stride,
      padding,
    });
  }

  #equalShapes(name: string, inputs: readonly TensorId[]): Shape {
    const [first, ...rest] = inputs.map((id) => this.shapeOf(id));
    if (first === undefined) throw new GraphError(`${name}: there is nothing to add.`);
    const odd = rest.find((shape) => !sameShape(shape, first));
    if (odd !== undefined)
      throw new GraphError(`${name}: the maps differ, ${formatShape(first)} and ${formatShape(odd)}.`);
    return first;
  }

  #parameter(op: string, at: string, role: ParameterRole, shape: readonly number[]): string {
    const name = `${at}/${role}`;
    const known = this.#parameters.get(name);
    if (known === undefined) this.#parameters.set(name, { name, shape, role });
    else if (known.shape.length !== shape.length || known.shape.some((size, i) => size !== shape[i]))
      throw new GraphError(
        `${op}: shares ${name}, which is ${formatShape(known.shape)}, but needs ${formatShape(shape)}.`,
      );
    return name;
  }

  #add(op: Op): TensorId {
    if (this.#names.has(op.name)) throw new GraphError(`${this.#name}: two operators are called ${op.name}.`);
    const bad = op.inputs.find((id) => this.#ops[id] === undefined);
    if (bad !== undefined) throw new GraphError(`${op.name}: there is no tensor ${bad} to read.`);
    if (!op.shape.every((size) => Number.isInteger(size) && size > 0)) {
      const from = op.inputs.map((id) => formatShape(this.shapeOf(id))).join(' and ');
      throw new GraphError(
        `${op.name}: ${from || 'nothing'} gives ${formatShape(op.shape)}, which is no map.`,
      );
    }
    if (op.kind !== 'input' && sizeOf(op.shape) > Number.MAX_SAFE_INTEGER)
      throw new GraphError(`${op.name}: ${formatShape(op.shape)} is too large to count.`);
    this.#names.add(op.name);
    return this.#ops.push(op) - 1;
  }
}
