import { findNetwork } from '../../../models/families/index.ts';
import { defaultView } from '../../parts/shell/schema.ts';
import { type BothPrograms, programsNamed } from './logic.ts';
import { type ProgramView, programSchema } from './view.ts';

const fallback = defaultView(programSchema).network;

/** A network that is not in the list becomes the one that the figure opens with. */
export function fitted(view: ProgramView): { readonly view: ProgramView; readonly adjusted: boolean } {
  const known = findNetwork(view.network)?.member.name;
  return known === view.network
    ? { view, adjusted: false }
    : { view: { ...view, network: known ?? fallback }, adjusted: known === undefined };
}

/** The programs of the network that a view names. */
export function programsOfView({ network }: ProgramView): BothPrograms {
  const programs = programsNamed(network) ?? programsNamed(fallback);
  if (programs === undefined) throw new RangeError(`There is no network called ${fallback}.`);
  return programs;
}
