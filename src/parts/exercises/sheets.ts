import { findLesson } from '../../../models/exercises/index.ts';
import { type Drawn, variantIndex } from '../../../models/exercises/variant.ts';
import { lessonWords } from '../../words/en/lessons/index.ts';
import { variant as variantName } from '../../words/en/teach.ts';
import { claimOf } from './claim.ts';
import { type Draw, drawnFor } from './drawing.ts';
import { paperItems } from './paper-items.ts';

/** Letters of sheets are short; whatever is longer is somebody's name. */
const isLetter = (name: string) => [...name].length <= 2;

/** Puts one reader's variants into a sheet: its questions, and what stands below them. All else is the same for everybody. */
function fill(sheet: HTMLElement, lesson: string, drawn: Drawn): void {
  for (const place of sheet.querySelectorAll<HTMLElement>('[data-exercise]')) {
    const id = place.dataset.exercise ?? '';
    const exercise = findLesson(lesson)?.exercises.find((each) => each.id === id);
    const say = lessonWords[lesson]?.exercises[id];
    if (exercise === undefined || say === undefined) continue;
    const variant = exercise.variants()[variantIndex(lesson, exercise, drawn)];
    write(place.querySelector('[data-question]'), say.question(variant));
    if (exercise.kind === 'fault') {
      const { quotation, source } = claimOf(exercise, say, variant);
      write(place.querySelector('[data-claim]'), quotation);
      write(place.querySelector('[data-source]'), source);
    }
    const items = paperItems(exercise, say, variant);
    for (const [i, item] of [...place.querySelectorAll('[data-item]')].entries()) write(item, items[i] ?? '');
  }
  const name = drawn.name === '' ? '' : isLetter(drawn.name) ? variantName(drawn.name) : drawn.name;
  write(sheet.querySelector('[data-for]'), name);
}

function write(place: Element | null, text: string): void {
  if (place !== null) place.textContent = text;
}

/** As many sheets as there are readers, all made of the first one. @returns how many there are */
export function drawSheets(box: HTMLElement, lesson: string, draw: Draw): number {
  const [first] = box.querySelectorAll<HTMLElement>('.sheet');
  if (first === undefined) return 0;
  const all = drawnFor(draw).map((drawn, i) => {
    const sheet = i === 0 ? first : (first.cloneNode(true) as HTMLElement);
    // A name may be on a page once.
    if (i > 0) for (const named of sheet.querySelectorAll('[id]')) named.removeAttribute('id');
    fill(sheet, lesson, drawn);
    return sheet;
  });
  box.replaceChildren(...all);
  return all.length;
}
