import { findNetwork } from '../../../models/families/index.ts';
import { fold } from '../../../models/operators/fold.ts';
import { plan } from '../../engine/plan/program.ts';
import { programsNamed } from './logic.ts';

/** What the chapter says of a listed network's program. */
export interface ProgramFacts {
  readonly dispatches: number;
  readonly bytes: number;
  /** With a dispatch for each operator. */
  readonly unfusedDispatches: number;
  readonly unfusedBytes: number;
  /** Where the maps lie: how many buffers, and their bytes in all. */
  readonly arenas: number;
  readonly arenaBytes: number;
  /** All maps that the joined program writes, were each to have a place of its own. */
  readonly mapBytes: number;
}

/** Throws where no network is called so. */
export function factsOf(name: string): ProgramFacts {
  const member = findNetwork(name)?.member;
  const programs = programsNamed(name);
  if (member === undefined || programs === undefined)
    throw new RangeError(`There is no network called ${name}.`);
  const { memory, steps, bytesOf } = plan(fold(member.network()));
  const made = steps.flatMap(({ step }) =>
    step.parts.flatMap(({ makes, mean }) => [makes, mean].filter((id) => id !== null)),
  );
  return {
    dispatches: programs.fused.dispatches.length,
    bytes: programs.fused.bytes,
    unfusedDispatches: programs.unfused.dispatches.length,
    unfusedBytes: programs.unfused.bytes,
    arenas: memory.arenas.length,
    arenaBytes: memory.arenas.reduce((sum, each) => sum + each, 0),
    mapBytes: made.reduce((sum, id) => sum + bytesOf(id), 0),
  };
}
