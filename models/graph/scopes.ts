/**
 * What a scope of operators is for. Its name keeps operators apart and says nothing: whoever needs to know what an operator belongs to asks
 * here. `head`: of a network's heads one; `squeezeExcite`: a gate on the channels of a block.
 */
export type ScopeKind = 'backbone' | 'neck' | 'head' | 'stage' | 'block' | 'squeezeExcite';

/** A scope whose builder said what it is for; others are there to keep names apart. */
export interface Scope {
  /** What stands before the names in it, without the slash. */
  readonly path: string;
  readonly kind: ScopeKind;
  /** Of a stage as its paper counts them; of a block in its stage, from 0. */
  readonly number?: number;
}

/** A graph, as far as its scopes are concerned. */
export interface Scoped {
  /** In the order in which they run; nothing where the graph was put together by hand. */
  readonly scopes?: readonly Scope[];
}

/** Whether an operator or a tap of this name lies in the scope at a path, or is called like it. */
export const isWithin = (name: string, path: string): boolean => name === path || name.startsWith(`${path}/`);

const known = new WeakMap<readonly Scope[], ReadonlyMap<string, Scope>>();

function byPath(scopes: readonly Scope[]): ReadonlyMap<string, Scope> {
  const found = known.get(scopes) ?? new Map(scopes.map((scope) => [scope.path, scope]));
  known.set(scopes, found);
  return found;
}

/** The scope at a path, if its builder said what it is for. */
export const scopeAt = ({ scopes = [] }: Scoped, path: string): Scope | undefined => byPath(scopes).get(path);

/** The scope of a kind that an operator or a tap lies in, the innermost; undefined where it lies in none. */
export function scopeAround({ scopes = [] }: Scoped, name: string, kind: ScopeKind): Scope | undefined {
  const paths = byPath(scopes);
  for (let end = name.length; end > 0; end = name.lastIndexOf('/', end - 1)) {
    const scope = paths.get(name.slice(0, end));
    if (scope?.kind === kind) return scope;
  }
  return undefined;
}

/** The scopes of a kind, in the order in which they run. */
export const scopesOf = ({ scopes = [] }: Scoped, kind: ScopeKind): readonly Scope[] =>
  scopes.filter((scope) => scope.kind === kind);
