import { exact, listed, rounded, upTo } from './quantity.ts';

/** How a lesson opens. */
export const aims = (needs: string, goals: readonly string[]) =>
  `For whoever ${needs}. Afterwards you can ${listed(goals)}.`;
export const forTeachers = 'For teachers:';
export const planLink = 'plan and key';
export const handoutLink = 'hand-out to print';
export const wallLink = 'steps for the wall';
export const lessonLink = 'the lesson’s page';
export const theLesson = 'The lesson';

/** The list of lessons, and the pages of one. */
export const minutesOf = (count: number) => `${exact(count)} minutes`;
export const who = 'Who';
export const needsLabel = 'Needs';
export const goalsLabel = 'Afterwards they can';
export const whoever = (needs: string) => `Whoever ${needs}.`;
export const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
export const sentence = (text: string) => `${capital(text)}.`;
export const pagesOf = (title: string) => `Pages of “${title}”`;
/** A title with what the page is of it: behind a question no colon stands. */
export const titled = (title: string, what: string) =>
  /[?!]$/.test(title) ? `${title} ${capital(what)}` : `${title}: ${what}`;
export const planTitle = (title: string) => titled(title, planLink);
export const planDescription = (title: string, minutes: number) =>
  `For whoever gives “${title}”: its ${exact(minutes)} minutes step by step, what is right for your class, and what goes wrong on the way.`;

/** The plan. */
export const plan = 'The plan';
export const planCaption = (minutes: number) => `Steps of the lesson, ${exact(minutes)} minutes in all`;
export const planColumns = ['Minutes', 'Step', 'With it'] as const;
export const fromTo = (from: number, to: number) => `${exact(from)}–${exact(to)}`;
export const figure = (title: string) => `Figure: ${title}`;
export const exercise = (title: string) => `Exercise: ${title}`;
export const goals = 'Goals, and what tests them';
export const testedBy = (exercises: readonly string[]) => `Tested by ${listed(exercises)}.`;

/** The key. */
export const key = 'The key';
export const keyIntro =
  'Type the word that you gave to your class, and the names as your students typed them, or the letters of your sheets of paper. Right values are computed here, by the functions that mark the answers.';
export const word = 'Class word';
export const names = 'Names or letters, with commas between them';
export const linkFor = 'A link that brings the word along, so that your class types names alone:';
export const copyLink = 'Copy the link';
export const linkCopied = 'Copied.';
export const everybody = 'everybody';
export const withoutWord = 'Without a word everybody has the first variant of each exercise.';
export const withWord = (count: number) =>
  count === 1 ? 'One set of variants is shown.' : `${exact(count)} sets of variants are shown.`;
export const keyCaption = 'What is right, by exercise and by name';
export const exerciseColumn = 'Exercise';
export const detailsOf = 'In full for';
export const right = 'Right:';
export const accepted = (low: number, high: number) => `Accepted from ${number(low)} to ${number(high)}.`;
export const exactly = 'Only this number is accepted.';
export const notMarked = 'Not marked: a guess cannot be wrong.';
export const model = 'Not marked by a machine. A model answer, and what it should hold:';
export const mistakes = 'What goes wrong, and what it reveals';
export const gives = (value: string) => `${value}:`;
export const askBack = 'Ask back:';
export const saveTable = 'Save the key as CSV';
export const saveCards = 'Save the questions as Anki cards';
export const cardsNote =
  'The cards are a text file that Anki imports: the questions as they stand in full above, with their answers.';
export const cardsTag = 'phiscope';

/** A value of a key as it is written down: whole ones exactly, others to four digits. */
export const number = (value: number): string =>
  Number.isInteger(value)
    ? exact(value)
    : Math.abs(value) >= 1e6
      ? rounded(value, 4)
      : upTo(Number(value.toPrecision(4)), 6);
/** Of a claim, for which hands go up twice. */
export const partOf = (title: string) => `${title}: which part is wrong`;
export const reasonOf = (title: string) => `${title}: the reason`;
/** The right answer to a claim. */
export const markAndReason = (mark: string, reason: string) => `${mark}: ${reason}`;
export const inOrder = (items: readonly string[]) => items.join(' › ');

/** What cannot be prevented. */
export const limits = 'What this cannot prevent';
export const limitsText = [
  'This page is public, as the whole site is. A student who finds it can type your word and a name and read what is right, so a word keeps neighbours from copying each other and keeps no secret. Nor can anything here prevent that somebody else does the work.',
  'Ask how a number was found: the mistakes above tell you what to ask. It is good for practice and for knowing where a class stands, and it is no examination.',
] as const;

/** On paper. */
export const handoutTitle = (title: string) => titled(title, 'hand-out');
export const handoutDescription = (title: string) =>
  `The questions of “${title}” on paper, with room for the answers: one variant for everybody, or a variant for each letter or name.`;
export const sheetsIntro =
  'A sheet for each letter or name, on A4 or Letter, whichever your printer holds. The same word and letter, typed as a name on the lesson’s page, ask for the same numbers there.';
export const sheetsPlain =
  'This is the variant that everybody has without a class word. Print the page as it is.';
export const print = 'Print';
export const keyOf = 'The key to these sheets';
export const sheets = (count: number) => (count === 1 ? 'One sheet.' : `${exact(count)} sheets.`);
export const variant = (name: string) => `Variant ${name}`;
export const studentName = 'Name';
export const date = 'Date';
export const answer = 'Answer';
/** What to do with what is listed below a question. */
export const onList = {
  choose: 'Tick one.',
  fault: 'Underline the part that is wrong, or tick that nothing is. Then tick the reason.',
  order: 'Number them from 1.',
  set: 'Tick each when the figure shows it.',
} as const;
export const onScreen = (address: string) => `On screen: ${address}`;
