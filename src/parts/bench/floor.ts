import type { Ceilings, ProgramCost } from './measurement.ts';

/**
 * The least time that a program takes on a device, in milliseconds: for each dispatch the longer of computing and of moving bytes, and its
 * start. Null where it is not known what a start costs.
 */
export function leastMilliseconds(
  { dispatches }: ProgramCost,
  { arithmetic, bandwidth, dispatch }: Ceilings,
): number | null {
  if (dispatch === null) return null;
  return dispatches.reduce(
    (sum, { multiplyAdds, bytes }) =>
      sum + 1000 * (dispatch + Math.max(multiplyAdds / arithmetic, bytes / bandwidth)),
    0,
  );
}

/** How far a measured program stayed from the least time that it could have taken. */
export interface Floor {
  readonly leastMs: number;
  /** Of that speed, 0 to 1; above 1 where the ceilings were measured too low. */
  readonly reached: number;
}

/** Null for a network that no program of ours ran, and before the device's ceilings are known. */
export function floorOf(
  program: ProgramCost | null,
  medianMs: number,
  ceilings: Ceilings | null,
): Floor | null {
  const leastMs = program && ceilings && leastMilliseconds(program, ceilings);
  return leastMs === null ? null : { leastMs, reached: leastMs / medianMs };
}
