import { bytes } from '../../words/en/quantity.ts';
import { type Choice, measuredAt } from './own-detectors.ts';
import { idOf, type Picked } from './picked.ts';
import type { Shipped } from './shipped.ts';
import { sides } from './sides.ts';
import type { Wanted } from './wanted.ts';

/** A detector of ours as the picker lists it. */
export function shippedDetector(choice: Choice): Shipped {
  const { id, title, licence, base, baseBytes, side } = choice;
  const test = measuredAt(choice.test, side);
  return {
    id,
    title,
    network: id,
    group: 'trained here',
    bytes: choice.bytes,
    licence: licence.split(';')[0] ?? licence,
    accuracy:
      test === undefined
        ? 'not measured at its size'
        : `AP ${test.ap.toFixed(3)} on ${test.scenes} painted scenes at ${test.size} pixels, measured by this project`,
    ...(base !== null && {
      note: `Stands on ${base}, ${bytes(baseBytes)}, which is fetched once for all of them.`,
    }),
  };
}

/** Detectors of ours as they may be asked for; what they cost depends on what is here. */
export function wantedDetectors(choices: readonly Choice[]): readonly Wanted[] {
  return choices.map(({ id, title }) => ({
    picked: { kind: 'shipped', id },
    name: title,
    short: title.replace(/^EfficientDet(-| of )/, ''),
    cost: '',
  }));
}

/** The sizes of pictures that a detector of ours runs at, each with what it is worth there. */
export function sizeOptions({ side: own, test }: Choice): readonly { value: string; label: string }[] {
  return sides.map((side) => {
    const ap = measuredAt(test, side)?.ap;
    const worth = ap === undefined ? 'AP not measured' : `AP ${ap.toFixed(3)}`;
    return { value: String(side), label: `${side} px${side === own ? ', its own' : ''}: ${worth}` };
  });
}

/** Ours, the one of the page's own run first. */
export function ownFirst(choices: readonly Choice[], first: string): readonly Choice[] {
  return choices.toSorted((a, b) => Number(b.id === first) - Number(a.id === first));
}

/**
 * What the button says that runs what is asked for: “Run it here: download 11.0 MB”.
 * @param running What runs now. The backbone below ours is fetched once for all of them.
 */
export function runText(wanted: Wanted, ours: readonly Choice[], running: Picked | null): string {
  const own = ours.find(({ id }) => id === idOf(wanted.picked));
  const what = running === null && own !== undefined ? 'it' : wanted.short;
  const base = running?.kind === 'shipped' ? 0 : (own?.baseBytes ?? 0);
  return `Run ${what} here: ${own === undefined ? wanted.cost : `download ${bytes(own.bytes + base)}`}`;
}
