import {
  type Done,
  freshWork,
  isFault,
  readHandIn,
  type Work,
  writeHandIn,
} from '../../../models/exercises/hand-in.ts';
import { findLesson } from '../../../models/exercises/index.ts';
import { classWord } from '../shell/class-link.ts';

/** Where a lesson's answers are kept in this browser. On a shared computer they go with the tab. */
const keyOf = (lesson: string) => `phiscope/lesson/${lesson}`;
const sharedKey = 'phiscope/shared-computer';

/** A store of the browser's; null where it is turned off. */
function storeOf(kind: 'localStorage' | 'sessionStorage'): Storage | null {
  try {
    return globalThis[kind];
  } catch {
    return null;
  }
}

/** A reader's answers in one lesson: on the page, and kept in this browser. Nothing of it leaves the machine. */
export class LessonWork {
  readonly #lesson: string;
  /** On the wall of a class: everybody sees the variants of its word, and none of whoever shows them. */
  #shown: Pick<Work, 'word' | 'name'> | null = $state.raw(null);
  #work: Work = $state.raw({ lesson: '', version: 0, word: '', name: '', done: {} });
  shared = $state(false);
  /** What was kept is of another version of the lesson: its answers are shown and do not count. */
  outdated = $state(false);
  /** False where the browser refuses to keep anything. */
  kept = $state(true);

  constructor(id: string) {
    const lesson = findLesson(id);
    if (lesson === undefined) throw new Error(`There is no lesson “${id}”.`);
    this.#lesson = id;
    this.#work = freshWork(lesson);
    if (typeof document === 'undefined') return;
    this.shared = storeOf('sessionStorage')?.getItem(sharedKey) === 'yes';
    const text = this.#store?.getItem(keyOf(id)) ?? null;
    const read = text === null ? null : readHandIn(text);
    if (read !== null && !isFault(read) && read.lesson === id) {
      this.outdated = read.version !== lesson.version;
      this.#work = read;
    }
    // Whoever follows a link for a class means its word.
    const word = classWord(location.hash);
    if (word !== '') this.#work = { ...this.#work, word };
    const wall = document.querySelector<HTMLElement>('[data-present]');
    if (wall === null) return;
    const show = () => {
      this.#shown = { word: wall.dataset.word ?? '', name: '' };
    };
    show();
    document.addEventListener('classword', show);
  }

  get work(): Work {
    return this.#work;
  }

  get drawn(): Pick<Work, 'word' | 'name'> {
    return this.#shown ?? this.#work;
  }

  doneWith(exercise: string): Done {
    return this.#work.done[exercise] ?? { answer: '', tries: 0, hints: 0 };
  }

  set(exercise: string, change: Partial<Done>): void {
    const done = { ...this.#work.done, [exercise]: { ...this.doneWith(exercise), ...change } };
    this.#keep({ ...this.#work, done });
  }

  /** Another word or name is another set of variants; what was answered stays, and is checked against the new ones. */
  draw(change: Partial<Pick<Work, 'word' | 'name'>>): void {
    this.#keep({ ...this.#work, ...change });
  }

  /** Puts another work in the place of this one. */
  take(work: Work): void {
    this.outdated = work.version !== findLesson(this.#lesson)?.version;
    this.#keep(work);
  }

  /** From now on answers go with the tab, or stay. */
  share(shared: boolean): void {
    this.#store?.removeItem(keyOf(this.#lesson));
    this.shared = shared;
    storeOf('sessionStorage')?.setItem(sharedKey, shared ? 'yes' : 'no');
    this.#keep(this.#work);
  }

  forget(): void {
    this.#store?.removeItem(keyOf(this.#lesson));
    const lesson = findLesson(this.#lesson);
    if (lesson !== undefined) this.#work = freshWork(lesson);
    this.outdated = false;
  }

  get #store(): Storage | null {
    return storeOf(this.shared ? 'sessionStorage' : 'localStorage');
  }

  #keep(work: Work): void {
    this.#work = work;
    try {
      this.#store?.setItem(keyOf(this.#lesson), writeHandIn(work));
      this.kept = this.#store !== null;
    } catch {
      this.kept = false;
    }
  }
}

const works = new Map<string, LessonWork>();

/** The one work of a lesson on this page, whichever of its exercises asks first. */
export function workOf(lesson: string): LessonWork {
  // While pages are built nothing is kept from one to the next.
  if (typeof document === 'undefined') return new LessonWork(lesson);
  const work = works.get(lesson) ?? new LessonWork(lesson);
  works.set(lesson, work);
  return work;
}
