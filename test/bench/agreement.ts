import { Complaint } from '../../src/cli/complaint.ts';
import type { Raced } from './page/main.ts';

/** ‖a − b‖ / ‖b‖ of an output beyond which two contenders do not run the same network. */
const agreement = 1e-3;

/** Throws where contenders run different networks: their times would mean nothing. */
export function refuseStrangers(raced: readonly Raced[]): void {
  for (const { name, backend, deviation } of raced)
    if (deviation !== null && !(deviation <= agreement))
      throw new Complaint(
        `${name} on ${backend} disagrees with this engine by ${deviation.toPrecision(2)} (at most ${agreement} is the same network), so nothing was timed.`,
      );
  const classes = new Set(raced.map(({ top }) => top));
  if (classes.size > 1)
    throw new Complaint(
      `The contenders differ in the class (${[...classes].join(', ')}), so nothing was timed.`,
    );
}
