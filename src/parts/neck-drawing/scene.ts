import type { Curve, Spot } from './layout.ts';

/** How a node or an edge is drawn. `later` is not computed yet; `ghost` was there in another network. */
export type Tone = 'plain' | 'current' | 'source' | 'later' | 'ghost' | 'single' | 'added';

export interface SpotMark extends Spot {
  readonly tone: Tone;
  /** 0 to 1. */
  readonly opacity: number;
}

export interface RouteMark {
  readonly key: string;
  readonly curve: Curve;
  readonly tone: Tone;
  readonly opacity: number;
}

/** What is drawn of a cell at one moment. */
export interface Scene {
  readonly spots: readonly SpotMark[];
  readonly routes: readonly RouteMark[];
}

const mix = (a: number, b: number, t: number) => a + (b - a) * t;

function mixed<Mark extends { readonly key: string; readonly opacity: number }>(
  before: readonly Mark[],
  after: readonly Mark[],
  t: number,
  join: (a: Mark, b: Mark) => Mark,
): Mark[] {
  const old = new Map(before.map((mark) => [mark.key, mark] as const));
  const staying = new Set(after.map(({ key }) => key));
  const leaving = before
    .filter(({ key }) => !staying.has(key))
    .map((mark) => ({ ...mark, opacity: mark.opacity * (1 - t) }));
  const rest = after.map((mark) => {
    const was = old.get(mark.key);
    return was ? join(was, mark) : { ...mark, opacity: mark.opacity * t };
  });
  return [...leaving, ...rest];
}

/**
 * The scene on the way from one to another: what both have moves, what one has fades.
 * @param t 0 gives `before`, 1 gives `after`
 */
export function between(before: Scene, after: Scene, t: number): Scene {
  if (t >= 1) return after;
  return {
    spots: mixed(before.spots, after.spots, t, (a, b) => ({
      ...b,
      x: mix(a.x, b.x, t),
      y: mix(a.y, b.y, t),
      halfWidth: mix(a.halfWidth, b.halfWidth, t),
      halfHeight: mix(a.halfHeight, b.halfHeight, t),
      opacity: mix(a.opacity, b.opacity, t),
    })),
    routes: mixed(before.routes, after.routes, t, (a, b) => ({
      ...b,
      curve: b.curve.map((value, index) => mix(a.curve[index] ?? value, value, t)) as unknown as Curve,
      opacity: mix(a.opacity, b.opacity, t),
    })),
  };
}
