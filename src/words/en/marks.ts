import { exact } from './quantity.ts';

/** The page on which a teacher marks a class’s files. */
export const open = 'Choose files of answers…';
export const files = 'Files of answers';
export const drop = 'Or drop them here. They are read on this machine and sent nowhere.';
export const caption = 'What was handed in, marked again by the rules of the lesson’s page';
export const columns = ['name', 'class word', 'lesson', 'right', 'tries', 'hints'] as const;
export const nobody = 'no name';
export const right = (count: number, of: number) => `${exact(count)} of ${exact(of)}`;
export const sameAs = (files: readonly string[]) => `the same answers as in ${files.join(', ')}`;
export const slipsTitle = 'What went wrong most often';
export const slip = (count: number, answered: number) => `${exact(count)} of ${exact(answered)}`;
export const marked = (part: string) => `marked: ${part}`;
export const because = (reason: string) => `the reason: ${reason}`;
export const noSlips = 'No mistake that has a name was made.';
export const textsTitle = 'What was written';
export const noted = (count: number) =>
  count === 1 ? 'One file is marked.' : `${exact(count)} files are marked.`;
export const refused = (count: number) =>
  count === 1 ? 'One file was not marked:' : `${exact(count)} files were not marked:`;
export const refusedFile = (file: string, sentence: string) => `${file}: ${sentence}`;
export const saveTable = 'Save as CSV';
export const clear = 'Put them all away';
export const order = (items: readonly string[]) => items.join(', ');
