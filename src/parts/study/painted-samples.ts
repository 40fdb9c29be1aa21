import { kindsOf, type Task } from '../../../models/study/kinds.ts';
import { siteAddress } from '../../components/site-address.ts';
import found from './painted-samples.json' with { type: 'json' };

/** Test pictures of the study that come with the page, painted at the resolutions of the networks that run here. */
export interface PaintedSamples {
  /** In pixels. */
  readonly sides: readonly number[];
  readonly pictures: readonly { readonly kind: number; readonly seed: number }[];
}

const { sides, pictures }: PaintedSamples = found;

/** What a network of the study reads: pictures of one side, with the kinds of one task. */
export interface PaintedFor {
  readonly side: number;
  readonly task: Task;
}

/** A picture for such a network to look at. */
export interface PaintedSample {
  /** Its place in the list, as an address has it. */
  readonly name: string;
  readonly kind: number;
  readonly address: string;
  readonly side: number;
}

/** The pictures for a network, of kinds that it knows; of the side that is nearest to its own, which is its own for all that the page offers. */
export function paintedSamplesFor({ side, task }: PaintedFor): readonly PaintedSample[] {
  const nearest = [...sides].sort((a, b) => Math.abs(a - side) - Math.abs(b - side))[0] ?? side;
  return pictures.flatMap(({ kind }, i) =>
    kind < kindsOf[task]
      ? [{ name: String(i), kind, address: siteAddress(`painted/${i}-${nearest}.png`), side: nearest }]
      : [],
  );
}
