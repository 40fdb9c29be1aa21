import type { CatalogueEntry } from '../../../models/checkpoints/catalogue.ts';
import type { NamingId } from '../../../models/checkpoints/naming/naming-id.ts';
import type { Rich } from '../rich.ts';
import { namingTitle } from './namings.ts';
import { bytes, exact, fixed } from './quantity.ts';

// The list of networks that a figure can run.

export const notStated = 'not stated';

/** `Apache 2.0`: licences as their owners write them; “not stated” where the source says nothing. */
export function licenceText(licence: string | null): string {
  if (licence === null) return notStated;
  return { 'apache-2.0': 'Apache 2.0', 'bsd-3-clause': 'BSD 3-Clause' }[licence] ?? licence;
}

/** The accuracy as published, by whom and on what; “not stated” where it is not. */
export function accuracyText({ accuracy }: Pick<CatalogueEntry, 'accuracy'>): string {
  if (accuracy === null) return notStated;
  const { top1, averagePrecision, averagePrecisionVal, at, measuredBy } = accuracy;
  const place = `${at === undefined ? '' : `at ${at} pixels, `}${measuredBy}`;
  if (top1 !== undefined) return `${top1}\u202f% top-1 (${place})`;
  if (averagePrecision === undefined) return notStated;
  const val = averagePrecisionVal === undefined ? '' : `, ${fixed(averagePrecisionVal, 1)} on val2017`;
  return `AP ${fixed(averagePrecision, 1)} on COCO test-dev${val} (${measuredBy})`;
}

/** The accuracy that a card of the site’s own states. */
export const cardAccuracy = (
  accuracy:
    | { readonly top1?: number; readonly averagePrecision?: number; readonly source?: string }
    | null
    | undefined,
) => {
  const { top1, averagePrecision, source } = accuracy ?? {};
  if (top1 !== undefined) return `${top1}\u202f% top-1 (${source})`;
  return averagePrecision === undefined ? notStated : `AP ${averagePrecision} (${source})`;
};

export const trainedHere = 'trained here';
/** Measured by this project, of 1; undefined where it was not at its own size. */
export const ownAccuracy = (
  test: { readonly ap: number; readonly scenes: number; readonly size: number } | undefined,
) =>
  test === undefined
    ? 'not measured at its size'
    : `AP ${fixed(test.ap, 3)} on ${test.scenes} painted scenes at ${test.size} pixels, measured by this project`;
export const standsOn = (base: string, size: number) =>
  `Stands on ${base}, ${bytes(size)}, which is fetched once for all of them.`;
export const sizeOption = (side: number, isOwn: boolean, ap: number | undefined) =>
  `${side} px${isOwn ? ', its own' : ''}: ${ap === undefined ? 'AP not measured' : `AP ${fixed(ap, 3)}`}`;

/** What running a network takes. `part`: bytes of it that are here. */
export const cost = {
  download: (size: string) => `download ${size}`,
  partly: (size: string, part: number) => `download ${size}, of which ${bytes(part)} are here`,
  stored: 'it is stored in this browser',
};
/** What the button says; `network` is null where there is but the one that is shown. */
export const runHere = (network: string | null, cost: string) => `Run ${network ?? 'it'} here: ${cost}`;
export const yourCheckpoint = 'your checkpoint';
export const yourTraining = (title: string) => `your own ${title}`;
export const yourNetwork = 'your network';

export const network = (name: string): Rich => ['Network: ', ['b', name]];
export const close = 'Close';
export const chooseAnother = 'Choose another…';
export const listNotLoaded =
  'The list of checkpoints could not be loaded. Check the connection, close this and open it again.';
export const unknownRun = (shown: string) =>
  `The link names a training that this browser does not keep, so ${shown} is shown. Trainings stay in the browser in which they ran: save the weights there, and open the file here.`;
export const unknown = (shown: string) =>
  `The link names a checkpoint that the catalogue does not have, so ${shown} is shown.`;

/** A reader’s own head: “a head for 3 classes on the frozen EfficientNet-B0 of this site”. */
export const ownHead = (network: string, classes: number) =>
  `a head for ${exact(classes)} classes on the frozen ${network} of this site`;

/** What names and shapes tell of a reader’s own file: “EfficientNet-B0 for 1,000 classes, its tensors named as in timm”. */
export const ownNetwork = (
  name: string,
  isReleased: boolean,
  classes: number,
  naming: NamingId | undefined,
) =>
  `${name}${isReleased ? '' : ' of a size that was never released'} for ${exact(classes)} classes, its tensors named as in ${naming === undefined ? 'no library' : namingTitle[naming]}`;

/** What a rule says, and whether that is sure. */
interface Said {
  readonly text: string;
  readonly sure: boolean;
}

/** By which rule a reader’s own file runs, and what of it is a guess. The list says why. */
export function ownRule(network: Said, pictures: Said): string {
  const guessed = ({ sure }: Said) => (sure ? '' : ' (a guess)');
  const first = network.text.charAt(0).toUpperCase() + network.text.slice(1);
  return `${first}${guessed(network)}. Pictures are ${pictures.text}${guessed(pictures)}. The list of networks says why, and there another rule can be chosen.`;
}
