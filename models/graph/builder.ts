import type { Answer } from './answers.ts';
import { type Graph, GraphError } from './graph.ts';
import type { Op, Parameter, ParameterRole, TensorId } from './op.ts';
import type { Scope } from './scopes.ts';
import { type PaddingRule, type Shape, sizeOf } from './shape.ts';

/**
 * Builds a graph: keeps scopes, names, parameters, taps and outputs, and refuses what cannot be. It knows no operator; those
 * come on top of it (models/operators/builder.ts) and are added by `path`, `parameter` and `insert`.
 */
export class Builder {
  readonly #name: string;
  #family: string | undefined;
  /** The rule of every window that does not name its own. */
  readonly padding: PaddingRule;
  readonly #ops: Op[] = [];
  readonly #names = new Set<string>();
  readonly #parameters = new Map<string, Parameter>();
  readonly #outputs: Record<string, TensorId> = {};
  readonly #taps: Record<string, TensorId> = {};
  readonly #answers: Answer[] = [];
  readonly #told = new Map<string, Scope>();
  readonly #scopes: string[] = [];

  constructor(name: string, padding: PaddingRule = 'same') {
    this.#name = name;
    this.padding = padding;
  }

  /** Runs `body` with `name` as one more scope in front of operator names; `what` says what it is for. */
  scope<T>(name: string, body: () => T, what?: Omit<Scope, 'path'>): T {
    const path = this.path(name);
    if (what !== undefined && !this.#told.has(path)) this.#told.set(path, { path, ...what });
    this.#scopes.push(name);
    try {
      return body();
    } finally {
      this.#scopes.pop();
    }
  }

  shapeOf(id: TensorId): Shape {
    const op = this.#ops[id];
    if (op === undefined) throw new GraphError({ code: 'no-tensor-yet', network: this.#name, tensor: id });
    return op.shape;
  }

  /** Lets readers look at a map under a name of its own (below the open scopes). */
  tap(name: string, id: TensorId): TensorId {
    const path = this.path(name);
    if (path in this.#taps) throw new GraphError({ code: 'tap-twice', network: this.#name, tap: path });
    this.#taps[path] = id;
    return id;
  }

  /** Names what the network answers; an absolute name, scopes do not stand before it. */
  output(name: string, id: TensorId): TensorId {
    if (name in this.#outputs)
      throw new GraphError({ code: 'output-twice', network: this.#name, output: name });
    this.#outputs[name] = id;
    this.#taps[name] = id;
    return id;
  }

  /** Says which family makes this network. */
  family(id: string): void {
    this.#family = id;
  }

  /** Says what outputs or maps mean. */
  answer(answer: Answer): void {
    this.#answers.push(answer);
  }

  build(): Graph {
    if (Object.keys(this.#outputs).length === 0)
      throw new GraphError({ code: 'no-output', network: this.#name });
    return {
      name: this.#name,
      ...(this.#family !== undefined && { family: this.#family }),
      ops: this.#ops,
      parameters: [...this.#parameters.values()],
      outputs: this.#outputs,
      taps: this.#taps,
      answers: this.#answers,
      ...(this.#told.size > 0 && { scopes: [...this.#told.values()] }),
    };
  }

  /** The full path of an operator: the open scopes, then its own name. */
  path(name: string): string {
    return [...this.#scopes, name].join('/');
  }

  /** Declares a parameter under the path `at`, or finds the one that another layer has there: `op` shares it then. */
  parameter(op: string, at: string, role: ParameterRole, shape: readonly number[]): string {
    const name = `${at}/${role}`;
    const known = this.#parameters.get(name);
    if (known === undefined) this.#parameters.set(name, { name, shape, role });
    else if (known.shape.length !== shape.length || known.shape.some((size, i) => size !== shape[i]))
      throw new GraphError({ code: 'shared-shape', op, parameter: name, shape: known.shape, needed: shape });
    return name;
  }

  /** Takes an operator in; gives the tensor that it makes. */
  insert(op: Op): TensorId {
    if (this.#names.has(op.name))
      throw new GraphError({ code: 'operator-twice', network: this.#name, op: op.name });
    const bad = op.inputs.find((id) => this.#ops[id] === undefined);
    if (bad !== undefined) throw new GraphError({ code: 'nothing-to-read', op: op.name, tensor: bad });
    if (!op.shape.every((size) => Number.isInteger(size) && size > 0)) {
      const from = op.inputs.map((id) => this.shapeOf(id));
      throw new GraphError({ code: 'no-map', op: op.name, from, shape: op.shape });
    }
    if (op.kind !== 'input' && sizeOf(op.shape) > Number.MAX_SAFE_INTEGER)
      throw new GraphError({ code: 'map-uncountable', op: op.name, shape: op.shape });
    this.#names.add(op.name);
    return this.#ops.push(op) - 1;
  }
}
