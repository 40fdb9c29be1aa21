import * as words from '../../words/en/picker.ts';
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
    group: words.trainedHere,
    bytes: choice.bytes,
    licence: licence.split(';')[0] ?? licence,
    accuracy: words.ownAccuracy(test),
    ...(base !== null && { note: words.standsOn(base, baseBytes) }),
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
    return { value: String(side), label: words.sizeOption(side, side === own, ap) };
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
  const what = running === null && own !== undefined ? null : wanted.short;
  const base = running?.kind === 'shipped' ? 0 : (own?.baseBytes ?? 0);
  const cost = own === undefined ? wanted.cost : words.cost.download(bytes(own.bytes + base));
  return words.runHere(what, cost);
}
