import { fusionNodes } from '../blocks/fusion-nodes.ts';
import { detector } from '../facts/necks.ts';
import { answerOf } from '../graph/answers.ts';
import { opAt } from '../graph/graph.ts';
import type { Op } from '../graph/op.ts';
import { isWithin, scopeAround } from '../graph/scopes.ts';
import { type Fault, once } from './exercise.ts';
import { wrongPart } from './fault.ts';

/** Of the lesson “Feature pyramids and BiFPN”: a claim about what a neck weighs its maps by. */

/** What a neck weighs its maps by, counted in the graph. */
export interface Weighing {
  readonly network: 'bifpn' | 'nasFpn';
  readonly size: 'D0' | 'D1' | 'D2' | 'D3' | 'D4';
  /** Numbers of the checkpoint, one an input of a node. */
  readonly learned: number;
  /** Gates: maps that another map was made into, for this one to be multiplied by. */
  readonly computed: number;
  /** Of either, in one cell. */
  readonly inOneCell: number;
  /** Cells along a side of what one map is weighed by. */
  readonly side: number;
}
/** The same, and what is told of it. */
export interface Told extends Weighing {
  readonly places: 'alike' | 'each';
  readonly follows: boolean;
  /** How many weights or gates are told of. */
  readonly count: number;
}

function weighingOf(network: Weighing['network'], size: Weighing['size']): Weighing {
  const graph = detector(size, network);
  const parameters = new Map(graph.parameters.map(({ name, shape }) => [name, shape]));
  const fusions = fusionNodes(graph).filter(({ parameter }) => parameters.has(parameter));
  const gates = graph.ops.filter(
    ({ kind, name }) => kind === 'multiply' && scopeAround(graph, name, 'neck') !== undefined,
  );
  const firstCell = answerOf(graph, 'features')?.cells[0] ?? [];
  const inputs = (of: typeof fusions) => of.reduce((sum, each) => sum + each.inputs.length, 0);
  // A gate has the fewer cells of the two that are multiplied.
  const sideOf = (gate: Op) => Math.min(...gate.inputs.map((input) => opAt(graph, input).shape[0]));
  const learned = inputs(fusions);
  return {
    network,
    size,
    learned,
    computed: gates.length,
    inOneCell:
      learned > 0
        ? inputs(fusions.filter(({ cell }) => cell === 0))
        : gates.filter(({ name }) => firstCell.some(({ scope }) => isWithin(name, scope))).length,
    // A parameter of a node holds one number an input, and none a cell.
    side: Math.max(
      1,
      ...gates.map(sideOf),
      ...fusions.map(({ parameter, inputs: of }) => (parameters.get(parameter)?.[0] ?? 0) / of.length),
    ),
  };
}
const counted = ({ learned, computed }: Weighing) => learned + computed;

const weighings = once(() => [
  ...(['D0', 'D1', 'D2', 'D3', 'D4'] as const).map((size) => weighingOf('bifpn', size)),
  ...(['D0', 'D1', 'D2'] as const).map((size) => weighingOf('nasFpn', size)),
]);
/** What is told of a neck: all as it is, and each part as it is not. */
const tellings = (of: Weighing): readonly Told[] => {
  const asItIs: Told = { ...of, places: 'alike', follows: of.computed > 0, count: counted(of) };
  return [
    { ...asItIs, follows: !asItIs.follows },
    { ...asItIs, places: 'each' },
    { ...asItIs, count: of.inOneCell },
    asItIs,
  ];
};

export const attends: Fault<Told> = {
  kind: 'fault',
  id: 'attends',
  goal: 'learned',
  // All that are told of one kind before the next: whoever has no class word has the claim as it is often heard.
  variants: once(() => [0, 1, 2, 3].flatMap((i) => weighings().flatMap((of) => tellings(of)[i] ?? []))),
  parts: {
    count: (told) => told.count === counted(told),
    places: ({ places, side }) => (places === 'alike') === (side === 1),
    picture: ({ follows, computed }) => follows === computed > 0,
  },
  reasons: ['stored', 'computed', 'whole', 'cells', 'graph'],
  reason: (told) => {
    const reasons: Readonly<Record<string, string>> = {
      count: 'cells',
      places: 'whole',
      picture: told.computed > 0 ? 'computed' : 'stored',
    };
    return reasons[wrongPart(attends, told)] ?? 'graph';
  },
};
