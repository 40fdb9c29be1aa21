import type { FileFault } from '../../../models/exercises/class-marks.ts';
import type { Verdict } from '../../../models/exercises/verdict.ts';
import { exact, fixed, listed, rounded } from './quantity.ts';

/** What every exercise says, whatever it asks. */
export const check = 'Check';
export const commit = 'That is my guess';
export const compare = 'Compare';
export const hint = (next: number, all: number) => `Hint ${exact(next)} of ${exact(all)}`;
export const workedOut = 'The same, worked out for another case:';
/** Where a teacher's link puts that away. */
export const workedAway = 'Prepared for a class: no example is worked out here.';
export const showWorked = 'Offer it all the same';
export const yourAnswer = 'Your answer';
export const chooseOne = 'Choose one';
/** Of a claim whose wrong part is to be marked. */
export const markWrong = 'Mark the part that is wrong';
export const theReason = 'And why?';
export const openQuote = '“';
export const closeQuote = '”';
export const quotation = (claim: string) => `${openQuote}${claim}${closeQuote}`;
export const quoted = (claim: string, source: string) => `${claim} (${source})`;
export const nothingWrong = 'Nothing in it is wrong';
export const nothingNeeds = 'For that every part would have to hold, and one of them does not.';
export const partHolds = 'What you marked holds.';
export const onlyReason = 'Your reason is a good one; what is it a reason for?';
export const onlyPart = 'You marked the right place. The reason is another one.';
export const eachPart = 'What each part would need to be true:';
export const partNeeds = (part: string, needs: string) => `${part} ${needs}`;
export const half = {
  part: 'You gave a reason. Now mark what it is about: the part that is wrong, or that nothing is.',
  reason: 'You marked a place. Now choose the reason.',
} as const;
export const moveUp = (item: string) => `Move ${item} up`;
export const moveDown = (item: string) => `Move ${item} down`;
export const orderOf = (place: number, item: string) => `${exact(place)}. ${item}`;
export const points = 'Does yours say this?';
export const blank = 'Answer:';

/** Said of an answer before what its exercise says. */
export const verdicts = {
  right: 'Right.',
  wrong: 'Not yet.',
  empty: 'Nothing is written here yet.',
} as const;
export const unread = {
  number: 'That is no number that can be read. Write it as 10,838,016 or 10.8M or 1.08e7.',
  predict: 'That is no number that can be read. A guess such as 2 or 3.5 will do.',
  choose: 'Choose one of them first.',
  fault: 'Mark the part that is wrong, or that nothing is, and choose the reason.',
  order: 'Some of them are missing.',
  explain: 'Nothing is written here yet.',
  set: 'The figure’s view could not be read. Reload the page and set it again.',
  read: 'That is no number that can be read. Write it as 0.53 or 2.1.',
} as const;
/** Of a figure that is to be set. */
export const conditionsTitle = 'The figure now';
export const met = 'met';
export const notMet = 'not met yet';
export const condition = (asked: string, now: string) => `${asked} (now: ${now})`;
export const toFigure = 'To the figure';
export const showAgain = 'Show the view that was checked';
export const unmet = (asked: string, now: string) => `Asked is: ${asked}. The figure shows: ${now}.`;
/** Of a number that is held against the reader’s own figure. */
export const unmeasured =
  'There is nothing yet to hold your number against: run the figure first, then check again.';
export const ownFigure = (from: string, to: string) =>
  from === to ? `Your own figure says ${from}.` : `Your own figure says ${from} to ${to}.`;
export const guessNoted = 'Your guess is noted. Now let the figure answer.';
export const tooMuch = (factor: number) =>
  factor > 1
    ? `That is too large, ${factor < 1.1 ? 'by little' : `${rounded(factor, 2)} times the right value`}.`
    : factor < 0
      ? 'It is not negative.'
      : `That is too small, ${factor > 0.9 ? 'by little' : `the right value is ${rounded(1 / factor, 2)} times as much`}.`;
export const guessed = (guess: number | null) => (guess === null ? '' : `You said ${rounded(guess, 3)}.`);
export const wrongPair = (first: string, amount: string, second: string, other: string) =>
  `${first} has ${amount}, ${second} has ${other}: the first two that stand the wrong way round.`;

/** What is said where no slip explains a wrong number. */
export const wrongNumber = (verdict: Verdict): string =>
  verdict.state === 'wrong' && verdict.factor !== null ? tooMuch(verdict.factor) : '';

/** Handing in. */
export const handInTitle = 'Hand it in';
export const word = 'Class word';
export const name = 'Your name';
export const wordNote =
  'A word from your teacher gives each name other numbers. Without one everybody has the same.';
export const save = 'Save my answers as a file';
export const saved = (file: string) => `Saved as ${file}.`;
export const open = 'Open a file of answers…';
export const handInFile = 'File of answers';
export const forget = 'Forget my answers';
export const forgotten = 'Your answers are gone from this browser.';
export const shared = 'This is a shared computer: forget everything when the tab is closed';
export const standing = (right: number, markable: number, written: number) =>
  `${exact(right)} of ${exact(markable)} right so far, ${exact(written)} of all answered.`;
export const handInNote =
  'The file holds your answers, how often you checked them, which hints you opened, your name and the class word. It holds no marks: whoever opens it marks it again, with the same rules. Nothing is sent from this page.';
export const outdated =
  'These answers are from an earlier version of the lesson. They are shown, and may not fit its questions any more.';
export const notKept =
  'This browser keeps nothing for this page, so the answers go when it is closed. Save the file.';

/** What is wrong with a file of answers. */
export const handInFaults = {
  'not-json': 'This file is no file of answers, or it was cut short. Save it again from the lesson’s page.',
  foreign:
    'This file is not from a lesson of this site. Choose one that was saved with “Save my answers as a file”.',
  'too-large': 'This file is far larger than any lesson’s answers, so it was not read.',
} as const;
export const damaged = (field: string) =>
  `This file of answers is damaged in “${field}”. Save it again from the lesson’s page.`;
/** Why a file of answers is not marked. */
export function fileFault(fault: FileFault): string {
  switch (fault.what) {
    case 'damaged':
      return damaged(fault.field);
    case 'no-such-lesson':
      return `It holds answers to the lesson “${fault.lesson}”, which there is not here.`;
    case 'version':
      return `It is of version ${fault.theirs} of “${fault.lesson}”, and this is version ${fault.ours}: its questions may be others. Ask for it anew.`;
    default:
      return handInFaults[fault.what];
  }
}
export const otherLesson = (lesson: string) => `This file holds answers to another lesson, “${lesson}”.`;
export const opened = (who: string) =>
  who === '' ? 'The answers are here.' : `The answers of ${who} are here.`;

/** Steps. */
export const minutes = (count: number) => `${exact(count)} minutes`;
export const goalsTitle = 'Afterwards you';
export const needs = (all: readonly string[]) => `You need: ${listed(all)}.`;
export const duration = (count: number) => `${exact(count)} minutes in all`;
export const share = (value: number) => fixed(value, 2);
