import type { CardInput } from '../../../../models/checkpoints/card.ts';
import { entriesOf } from '../../../../models/checkpoints/catalogue.ts';
import type { Recognised } from '../../../../models/recognise.ts';

/** How pictures are prepared for a reader's own file, and whose rule that is. */
export interface UsualInput {
  readonly input: CardInput;
  /** Title of the catalogue's checkpoint whose preparation is taken; absent where only the family's common one is known. */
  readonly preparedAs?: string;
}

/**
 * How pictures are probably to be prepared; a file of weights does not say it. The catalogue's checkpoint of the same network and, if
 * there is one, the same naming lends its rule; otherwise it is what most upstreams do.
 */
export function usualInput(
  {
    task,
    network,
    naming,
  }: Pick<Recognised, 'task' | 'network'> & {
    readonly naming: Pick<Recognised['naming'], 'id'>;
  },
  height: number,
  width: number,
): UsualInput {
  const known = network === null ? [] : entriesOf(network).filter((entry) => entry.task === task);
  const entry = known.find((each) => each.naming === naming.id) ?? known[0];
  if (entry === undefined) {
    const usual = { height, width, mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] } as const;
    return {
      input:
        task === 'detection'
          ? { ...usual, interpolation: 'bilinear' }
          : { ...usual, interpolation: 'bicubic', cropFraction: height / (height + 32) },
    };
  }
  return { input: { ...entry.input, height, width }, preparedAs: entry.title };
}
