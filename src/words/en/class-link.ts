/** Stands beside a control that a teacher's link holds. */
export const lockedForClass = 'locked for this class';

const counted = (count: number, one: string, more: string): string =>
  count === 1 ? `one ${one}` : `${count} ${more}`;

/** What a figure says that a teacher's link prepared. Hiding is no secret, so the reader is told. */
export function preparedForClass(hidden: number, locked: number): string {
  const parts = [
    hidden > 0 && `${counted(hidden, 'part is', 'parts are')} put away`,
    locked > 0 && `${counted(locked, 'value is', 'values are')} locked`,
  ].filter((part) => part !== false);
  return `Prepared for a class: ${parts.join(' and ')}.`;
}

export const showAll = 'Show all, and unlock';

export const classLinkDamaged =
  'The link’s part for a class could not be read, so nothing is put away or locked.';

/** Said where a reader brings another network or picture and a teacher's link holds the one that is there. */
export const heldForClass = {
  network: 'The network is locked for this class, so no other is opened here.',
  picture: 'The picture is locked for this class, so no other is shown here.',
};

/** Of a lesson of which a teacher's link shows some steps. */
export const stepsShown = (from: number, to: number, steps: number): string =>
  from === to
    ? `Prepared for a class: step ${from} of ${steps} is shown.`
    : `Prepared for a class: steps ${from} to ${to} of ${steps} are shown.`;
export const showAllSteps = 'Show all steps';
