import { exact } from './quantity.ts';

/** The page on which a teacher makes a link for a class. */
export const onPage = 'The link opens';
export const chapter = 'the chapter of the figure';
export const figureAlone = 'the figure alone';
export const lesson = (title: string) => `the lesson “${title}”`;
export const wall = (title: string) => `the wall of “${title}”`;
export const withoutWorked = 'No worked examples in its exercises';
export const figure = 'Figure';
export const noFigure = 'none: the lesson alone';
export const word = 'Class word';
export const wordRefused =
  'A link carries a word of letters and digits without a gap. This one stays out of the link.';
export const fromStep = 'From step';
export const toStep = 'to step';
export const step = (at: number, title: string) => `${exact(at)}: ${title}`;

export const setIt = 'Set the figure';
export const setUp = 'Bring it into the state in which your class shall find it. The link follows.';
export const tryIt = 'Try it as your class will find it';
export const tried = 'This is how the link opens it. What you change here does not change the link.';
export const goBack = 'Go on setting it';
export const frameTitle = (title: string) => `${title}: the figure that the link is made for`;

export const holds = 'Lock, or put away';
export const holdsNote =
  'What is locked stays as you set it, and what is put away is not shown. It is a pair of blinkers and no secret: the page says so, and whoever wants to takes it off.';
export const holdsCaption = 'What the link locks and puts away';
export const columns = ['Part of the figure', 'Lock', 'Put away'] as const;
export const lockOf = (name: string) => `Lock: ${name}`;
export const hideOf = (name: string) => `Put away: ${name}`;
export const shellPart: Readonly<Record<string, string>> = {
  tools: 'Undo, copying and saving',
  table: 'The numbers as tables',
};
/** Values that go by the same key in many figures, where no control at hand names them. */
export const usual: Readonly<Record<string, string>> = { net: 'Network', picture: 'Picture' };
/** A value that no control at hand names: it is changed in the drawing, or its control comes with a run. */
export const unnamed = (key: string) => `“${key}”, without a control now`;
export const held = (name: string) => `Held in other figures of that page: ${name}`;

export const theLink = 'The link';
export const copy = 'Copy the link';
export const copied = 'Copied.';
export const code = 'Code that shows it on another page';
export const copyCode = 'Copy the code';
export const qrCode = 'The link as a QR code';
export const tooLong = 'The link is too long for a QR code.';

export const readIt = 'Read a link again';
export const readNote = 'Paste a link that was made here, change it above, and copy it anew.';
export const pasted = 'A link';
export const read = 'Read it';
export const done = 'It was read: all of it stands above.';
export const faults = {
  address: 'This is no address of a page of this site for which links are made.',
  class: 'The link’s part for a class could not be read, so nothing was changed.',
} as const;

/** What stands there without scripts. */
export const byHand =
  'Making a link takes scripts. By hand it is the address of a page with a part for the class, #class=1;hide:…,lock:…, in which the names below stand for figures and values, a dot between the two and a ~ between one value and the next; an & parts it from the view that a figure’s own “Copy link” gives.';
export const keysCaption = 'What each figure’s link may name';
export const keyColumns = ['Figure', 'Its name', 'Its values'] as const;
