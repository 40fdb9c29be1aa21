// What stands below every figure.

import { upTo } from './quantity.ts';

export const numbersAsTable = 'The numbers as a table';
/** A cell of a table; nothing where there is no value. */
export const cell = (value: string | number | null) =>
  value === null ? '–' : typeof value === 'number' ? upTo(value, 3) : value;

export const notice = {
  damaged: 'The link’s view of this figure could not be read, so it shows its usual one.',
  adjusted: 'The link asked for a value beyond this figure’s range; the nearest is shown.',
  dismiss: 'Dismiss',
};

export const tools = {
  undo: 'Undo',
  redo: 'Redo',
  reset: 'Reset',
  copyLink: 'Copy link',
  linkCopied: 'Link copied: it opens this view.',
  notCopied: (text: string) => `This browser does not let pages copy. The text is: ${text}`,
  embed: 'Embed',
  embedName: (title: string) => `Phiscope: ${title}`,
  embedCode: 'Code that shows this figure alone on another page',
  copyCode: 'Copy code',
  codeCopied: 'Embed code copied.',
  saved: (file: string) => `Saved as ${file}.`,
  notSaved: (file: string) => `This browser could not make ${file}. The other formats may work.`,
};

/** What a button that saves says, and its name for those who only hear it. */
export const save = {
  svg: { short: 'SVG', label: 'Save the chart as SVG' },
  png: { short: 'PNG', label: 'Save the chart as PNG' },
  csv: { short: 'CSV', label: 'Save the data as CSV' },
  json: { short: 'JSON', label: 'Save the data as JSON' },
};
