import { type CellLayout, type LayoutOptions, pointOn } from '../../parts/neck-drawing/layout.ts';

/** Nodes large enough to be written in. */
export const levelSixLayout: LayoutOptions = {
  width: 400,
  rowHeight: 58,
  left: 26,
  right: 4,
  top: 24,
  halfWidth: 23,
  shrink: 2,
};

/** An edge into one of level 6's nodes, and the term of the equations that it stands for. */
export interface EdgeLabel {
  readonly edge: string;
  /** The name after `\term` in the equation. */
  readonly term: string;
  /** `1` of w₁. */
  readonly index: number;
  /** Whether it is a weight of the second equation. */
  readonly prime: boolean;
  readonly x: number;
  readonly y: number;
}

const edges = [
  { edge: 'in6>down6', term: 'P6-input-to-top-down', index: 1, prime: false, at: 0.5, dx: 0, dy: 14 },
  { edge: 'in7>down6', term: 'P7-input', index: 2, prime: false, at: 0.5, dx: 8, dy: -2 },
  { edge: 'in6>up6', term: 'P6-input-to-output', index: 1, prime: true, at: 0.66, dx: 0, dy: -6 },
  { edge: 'down6>up6', term: 'P6-top-down-to-output', index: 2, prime: true, at: 0.5, dx: 0, dy: 14 },
  { edge: 'up5>up6', term: 'P5-output', index: 3, prime: true, at: 0.5, dx: -24, dy: 4 },
] as const;

/** Where each weight of level 6 is written. */
export function edgeLabels(layout: CellLayout): readonly EdgeLabel[] {
  return edges.map(({ edge, term, index, prime, at, dx, dy }) => {
    const route = layout.routes.find(({ key }) => key === edge);
    if (route === undefined) throw new RangeError(`The cell has no edge ${edge}.`);
    const [x, y] = pointOn(route.curve, at);
    return { edge, term, index, prime, x: x + dx, y: y + dy };
  });
}
