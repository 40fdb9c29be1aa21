import {
  type OperatorPlace,
  operatorAt,
  operatorsByPlace,
  placeOfOperator,
} from '../facts/operator-places.ts';
import { efficientNet } from '../families/efficientnet/network.ts';
import { released } from '../families/efficientnet/sizes.ts';
import type { Graph } from '../graph/graph.ts';
import type { Op } from '../graph/op.ts';
import { type Cost, costs, noCost } from '../operators/cost.ts';
import { b0Stages } from '../published/efficientnet/stages.ts';
import { type Arrange, once } from './exercise.ts';

/** The part of a network that is to be opened in the drawing: the operator with the most of something. */
export interface Wanted {
  readonly size: (typeof sizes)[number];
  readonly measure: 'parameters' | 'multiplyAdds';
  /** Of this stage alone; null for the whole network. */
  readonly stage: number | null;
}

/** What of the drawing’s view says which operator is open. */
export interface Opened extends OperatorPlace {
  readonly size: string;
}

const sizes = ['B0', 'B1', 'B2', 'B3'] as const;
/** The first must have more than the second by this share at least, so that the bars show it. */
const ahead = 0.03;

interface Counted {
  readonly graph: Graph;
  readonly costOf: (op: Op) => Cost;
}
const counted = Object.fromEntries(
  sizes.map((size) => [
    size,
    once((): Counted => {
      const graph = efficientNet(released[size]);
      const each = costs(graph);
      const byName = new Map(graph.ops.map(({ name }, i) => [name, each[i] ?? noCost]));
      return { graph, costOf: ({ name }) => byName.get(name) ?? noCost };
    }),
  ]),
) as Readonly<Record<string, () => Counted>>;

const countedOf = (size: string): Counted | null => counted[size]?.() ?? null;

function operatorsOf({ size, stage }: Wanted): readonly Op[] {
  const graph = countedOf(size)?.graph;
  const stages = graph === undefined ? [] : operatorsByPlace(graph);
  return (stage === null ? stages : stages.slice(stage - 1, stage)).flat(2);
}
const amountOf = ({ size }: Wanted, op: Op, measure: Wanted['measure']) =>
  countedOf(size)?.costOf(op)[measure] ?? 0;

/** The operators that are asked about, those with the most at their head. */
function ranked(wanted: Wanted, measure = wanted.measure): readonly Op[] {
  return operatorsOf(wanted).toSorted((a, b) => amountOf(wanted, b, measure) - amountOf(wanted, a, measure));
}

/** The operator that is to be opened. */
export function mostOf(wanted: Wanted): Op {
  const [most] = ranked(wanted);
  if (most === undefined) throw new Error(`EfficientNet-${wanted.size} has no stage ${wanted.stage}.`);
  return most;
}
/** What part of the whole network’s parameters, or of its multiply-adds, an operator has. */
export function shareOf({ size }: Wanted, op: Op, measure: Wanted['measure']): number {
  const whole = ranked({ size, measure, stage: null });
  const sum = whole.reduce((all, each) => all + amountOf({ size, measure, stage: null }, each, measure), 0);
  return amountOf({ size, measure, stage: null }, op, measure) / sum;
}

function openedIn({ size, ...place }: Opened): Op | undefined {
  const graph = countedOf(size)?.graph;
  return graph && operatorAt(graph, place);
}
function viewOf({ size }: Wanted, op: Op | undefined): Opened | null {
  const graph = countedOf(size)?.graph;
  return graph === undefined || op === undefined ? null : { size, ...placeOfOperator(graph, op.name) };
}
const other = { parameters: 'multiplyAdds', multiplyAdds: 'parameters' } as const;
const isWide = (op: Op) => op.kind === 'depthwiseConv2d' && op.kernelSize[0] > 3;

export const openTheMost: Arrange<Wanted, Opened> = {
  kind: 'set',
  id: 'open-the-most',
  goal: 'places',
  figure: 'network-diagram',
  variants: once(() => {
    const whole = sizes.map((size): Wanted => ({ size, measure: 'parameters', stage: null }));
    const [b0] = sizes;
    const measures = ['parameters', 'multiplyAdds'] as const;
    const ofStages = b0Stages.flatMap(({ stage }) =>
      measures.map((measure): Wanted => ({ size: b0, measure, stage })),
    );
    return [...whole, { size: b0, measure: 'multiplyAdds', stage: null } as const, ...ofStages].filter(
      (wanted) => {
        // Of one or two nobody has to search.
        const [first = 0, second = 0, third = 0] = ranked(wanted).map((op) =>
          amountOf(wanted, op, wanted.measure),
        );
        return third > 0 && first > second * (1 + ahead);
      },
    );
  }),
  conditions: {
    network: ({ size }, wanted) => ({ met: size === wanted.size, value: size }),
    operator: (view, wanted) => {
      const op = openedIn(view);
      return {
        met: op !== undefined && view.size === wanted.size && op.name === mostOf(wanted).name,
        value: op === undefined ? 0 : (countedOf(view.size)?.costOf(op)[wanted.measure] ?? 0),
      };
    },
  },
  accepted: (wanted) => {
    const view = viewOf(wanted, mostOf(wanted));
    if (view === null)
      throw new Error(`EfficientNet-${wanted.size} is not among those that are asked about.`);
    return view;
  },
  slips: {
    otherMeasure: {
      is: (view, wanted) => {
        const op = view.size === wanted.size ? openedIn(view) : undefined;
        const [most] = ranked(wanted, other[wanted.measure]);
        if (op === undefined || most === undefined) return false;
        const measure = other[wanted.measure];
        return (
          operatorsOf(wanted).includes(op) &&
          amountOf(wanted, op, measure) === amountOf(wanted, most, measure)
        );
      },
      example: (wanted) => {
        const [most] = ranked(wanted, other[wanted.measure]);
        return most === undefined || most.name === mostOf(wanted).name ? null : viewOf(wanted, most);
      },
    },
    window: {
      is: (view, { size }) => {
        const op = view.size === size ? openedIn(view) : undefined;
        return op !== undefined && isWide(op);
      },
      example: (wanted) => viewOf(wanted, operatorsOf(wanted).findLast(isWide)),
    },
  },
};
