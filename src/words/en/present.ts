import { exact } from './quantity.ts';

/** A lesson before a class: what it shows, and what its teacher sees beside it. */
export const presentTitle = (title: string) => `${title}: on the wall`;
export const presentDescription = (title: string) =>
  `“${title}” step by step, in large letters, for a projector. Windows of it on one machine keep in step.`;
export const notesTitle = (title: string) => `${title}: the teacher’s notes`;
export const notesDescription = (title: string) =>
  `What is right at each step of “${title}”, what goes wrong, and the clock, in a window of its own beside the one on the wall.`;
export const notesLink = 'Open the notes in a window of their own';
export const wallLink = 'Open the window for the wall';
export const newTab = ' (in a new tab)';
export const start = 'Begin';
export const overview = 'All steps';
export const next = 'Next step';
export const previous = 'Previous step';
export const blank = 'Blank the wall';
export const unblank = 'Show the wall again';
export const restart = 'Clock to zero';
export const place = (step: number, steps: number) => `${exact(step)} of ${exact(steps)}`;
export const inOverview = 'Not begun: all steps are shown, one below the other.';
export const company = 'Another window is in step with this one.';
export const alone = 'No other window of this lesson is open here, or none answers.';
export const characters = 'Keys that write a character work too: B and the full stop';
export const keys =
  'Page Down and Page Up step wherever the focus is, as clickers do; arrows step where no control has the focus. B or a full stop blanks the wall. Escape shows all steps.';
export const planned = (from: number, to: number) => `Planned: minute ${exact(from)} to ${exact(to)}.`;
export const clock = (seconds: number) =>
  `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(Math.floor(seconds) % 60).padStart(2, '0')}`;
export const elapsed = (seconds: number) => `Since the beginning: ${clock(seconds)}.`;
export const late = (minutes: number) =>
  minutes < 1 ? 'In time.' : `${exact(minutes)} minutes over: the lesson would end that much later.`;
export const nextIs = (title: string) => `Next: ${title}.`;
export const lastStep = 'This is the last step.';
export const lessonPage = 'The lesson’s page';
export const controls = 'Steps of the presentation';
export const more = 'Keys, and the other window';
