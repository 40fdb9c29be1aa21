import { bytes } from '../../components/quantity.ts';
import type { Shipped } from '../checkpoint-picker/shipped.ts';
import type { Choice } from './checkpoints.ts';

/** A detector of ours as the picker lists it. */
export function shippedDetector(choice: Choice): Shipped {
  const { id, title, licence, test, base, baseBytes } = choice;
  return {
    id,
    title,
    network: id,
    group: 'trained here',
    bytes: choice.bytes,
    licence: licence.split(';')[0] ?? licence,
    accuracy:
      test === null
        ? 'not measured at its size'
        : `AP ${test.ap.toFixed(3)} on ${test.scenes} painted scenes at ${test.size} pixels, measured by this project`,
    ...(base !== null && {
      note: `Stands on ${base}, ${bytes(baseBytes)}, which is fetched once for all of them.`,
    }),
  };
}
