import { findNetwork } from '../../../models/families/index.ts';
import type { Graph } from '../../../models/graph/graph.ts';
import { opAt } from '../../../models/graph/graph.ts';
import { scopeAround, scopeAt, scopesOf } from '../../../models/graph/scopes.ts';
import { fold } from '../../../models/operators/fold.ts';
import { rules } from '../../engine/plan/fuse.ts';
import { type Costed, costedSteps, type PlanOptions } from '../../engine/plan/program.ts';
import type { ProgramName } from '../../engine/plan/step.ts';
import type { DeviceModel } from './devices.ts';

/** One dispatch: what it is for, and what it costs on no device in particular. */
export interface Dispatch {
  readonly program: ProgramName;
  /** Names of its operators, in their order. */
  readonly operators: readonly string[];
  /** The part of the network that its last operator belongs to: `3` for stage 3, `neck`. */
  readonly part: string;
  /** Maps read and written once, weights once. */
  readonly bytes: number;
  readonly multiplyAdds: number;
  readonly workgroups: number;
}

/** What a network is asked for, as dispatches. */
export interface Asked {
  readonly dispatches: readonly Dispatch[];
  readonly bytes: number;
  readonly multiplyAdds: number;
  /** Maps that are written to memory. */
  readonly maps: number;
}

/** A network with and without its operators joined. */
export interface BothPrograms {
  /** As it is trained. */
  readonly graph: Graph;
  readonly fused: Asked;
  readonly unfused: Asked;
}

/**
 * The part of a network that an operator belongs to, as the strip names it: the number of a stage, else the outermost scope. A backbone is
 * taken apart, of several each is a part; several heads are one.
 */
export function partOf(graph: Graph, name: string): string {
  const backbone = scopeAround(graph, name, 'backbone');
  const start = backbone === undefined || backbone.number !== undefined ? 0 : backbone.path.length + 1;
  const [first = ''] = name.slice(start).split('/');
  const scope = scopeAt(graph, name.slice(0, start) + first);
  if (scope?.kind === 'stage') return String(scope.number);
  return scope?.kind === 'head' && scopesOf(graph, 'head').length > 1 ? 'heads' : first;
}

function asked({ graph, steps, bytesMoved, multiplyAdds }: Costed): Asked {
  return {
    dispatches: steps.map(({ step, bytes, multiplyAdds: own, workgroups }): Dispatch => {
      const operators = step.parts.flatMap(({ ops }) => ops.map((id) => opAt(graph, id).name));
      return {
        program: step.program,
        operators,
        part: partOf(graph, operators.at(-1) ?? ''),
        bytes,
        multiplyAdds: own,
        workgroups,
      };
    }),
    bytes: bytesMoved,
    multiplyAdds,
    maps: steps.reduce((sum, { step }) => sum + step.parts.filter(({ makes }) => makes !== null).length, 0),
  };
}

const everyRule = new Set(rules.map(({ name }) => name));

/** Both programs of a graph as it is trained. */
function programsOf(graph: Graph): BothPrograms {
  const folded = fold(graph);
  return {
    graph,
    fused: asked(costedSteps(folded)),
    unfused: asked(costedSteps(folded, { without: everyRule })),
  };
}

/** The joined program of a graph as it is trained, as a device plans it. */
export function programOn(
  graph: Graph,
  options: Pick<PlanOptions, 'workgroupBytes' | 'valueBytes' | 'tuning'>,
): Asked {
  return asked(costedSteps(fold(graph), options));
}

const known = new Map<string, BothPrograms>();

/** Both programs of a listed network; undefined where none is called so. They are kept, since a reader goes back and forth. */
export function programsNamed(name: string): BothPrograms | undefined {
  const found = known.get(name);
  if (found !== undefined) return found;
  const member = findNetwork(name)?.member;
  if (member === undefined) return undefined;
  const programs = programsOf(member.network());
  known.set(name, programs);
  return programs;
}

/** What a dispatch waits for most. */
export type Bound = 'arithmetic' | 'memory' | 'launch';

/** A dispatch's time on a device, in seconds: its launch, then the longer of what it computes and what it moves. */
export interface Timed {
  readonly launch: number;
  readonly arithmetic: number;
  readonly memory: number;
  readonly total: number;
  readonly bound: Bound;
}

/** Σ max(multiply-adds / speed, bytes / bandwidth) + launch: no device is faster than that with this program, most are slower. */
export function timed(
  { multiplyAdds, bytes }: Dispatch,
  { multiplyAddsPerSecond, bytesPerSecond }: DeviceModel,
  launch: number,
): Timed {
  const arithmetic = multiplyAdds / multiplyAddsPerSecond;
  const memory = bytes / bytesPerSecond;
  const work = Math.max(arithmetic, memory);
  const bound = launch >= work ? 'launch' : arithmetic > memory ? 'arithmetic' : 'memory';
  return { launch, arithmetic, memory, total: launch + work, bound };
}

/** A program on a device. */
export interface Shown {
  readonly asked: Asked;
  readonly times: readonly Timed[];
  readonly total: number;
  /** Seconds of all launches, of work that waits for arithmetic, of work that waits for memory. */
  readonly seconds: Readonly<Record<Bound, number>>;
}

/** @param launch in seconds */
export function shownOn(asked: Asked, device: DeviceModel, launch: number): Shown {
  const times = asked.dispatches.map((dispatch) => timed(dispatch, device, launch));
  const sum = (of: (time: Timed) => number) => times.reduce((all, time) => all + of(time), 0);
  return {
    asked,
    times,
    total: sum(({ total }) => total),
    seconds: {
      launch: sum((time) => time.launch),
      arithmetic: sum(({ arithmetic, memory }) => (arithmetic > memory ? arithmetic : 0)),
      memory: sum(({ arithmetic, memory }) => (arithmetic > memory ? 0 : memory)),
    },
  };
}

/** Which dispatch of another program ends the same work, from 0. */
export function sameWork(from: Dispatch | undefined, among: readonly Dispatch[]): number {
  const last = from?.operators.at(-1) ?? '';
  return Math.max(
    0,
    among.findIndex(({ operators }) => operators.includes(last)),
  );
}
