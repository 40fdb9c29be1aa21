import { exact } from './quantity.ts';
import { titled } from './teach.ts';

/** A lesson before a class: what it shows, and what its teacher sees beside it. */
export const presentTitle = (title: string) => titled(title, 'on the wall');
export const presentDescription = (title: string) =>
  `“${title}” step by step, in large letters, for a projector. Windows of it on one machine keep in step.`;
export const notesTitle = (title: string) => titled(title, 'the teacher’s notes');
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
export const characters = 'Keys that write a character work too: B, the full stop, L and the digits';
export const keys =
  'Page Down and Page Up step wherever the focus is, as clickers do; arrows step where no control has the focus. B or a full stop blanks the wall. Escape shows all steps. F5 begins, as clickers send it; Ctrl and R load the page anew. L turns the pointer on and off, and it follows the mouse on the wall. The digits count a hand for an option of the question.';
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

/** Hands that go up for the options of a question. */
export const hands = 'Hands';
export const handsFor = (title: string) => `Hands for “${title}”`;
export const oneHand = (letter: string) => `One hand for ${letter}`;
export const handFewer = (letter: string) => `One hand fewer for ${letter}`;
export const handsOf = (rounds: readonly number[]) => rounds.map(exact).join(', then ');
export const countAgain = 'Count again, after talking';
export const clearHands = 'Count from nothing';
export const showHands = 'Show on the wall';

/** The pointer. */
export const pointer = 'Pointer';
export const padTitle = 'Pointer pad';
export const padLabel =
  'Pad for the pointer on the wall: move over it, or use the arrow keys, with Shift in small steps; Escape puts the pointer away.';

/** Whose variants the wall and the notes show. */
export const wordNote =
  'With a class word the wall and the key show that word’s variant without a name. Students with names of their own have others: the plan’s key lists them.';
