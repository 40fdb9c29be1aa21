import { isFault, readHandIn } from '../../../models/exercises/hand-in.ts';
import { findLesson } from '../../../models/exercises/index.ts';
import { type Marked, marked, tally } from '../../../models/exercises/marking.ts';
import * as words from '../../words/en/exercises.ts';
import { Complaint } from '../complaint.ts';

/** One hand-in, marked again. */
export interface MarkedHandIn {
  readonly file: string;
  readonly lesson: string;
  readonly word: string;
  readonly name: string;
  readonly right: number;
  readonly markable: number;
  /** Other files that hold the very same answers, though another name. */
  readonly sameAs: readonly string[];
  readonly exercises: readonly {
    readonly id: string;
    readonly variant: number;
    readonly answer: Marked['answer'];
    readonly tries: number;
    readonly hints: number;
    readonly state: Marked['verdict']['state'];
    readonly slip: string | null;
  }[];
}

/** Marks files of answers. Throws `Complaint` with a sentence for the first that is none, or of another version of its lesson. */
export function markedHandIns(
  files: readonly { readonly path: string; readonly text: string }[],
): MarkedHandIn[] {
  const all = files.map(({ path, text }) => {
    const work = readHandIn(text);
    if (isFault(work))
      throw new Complaint(
        `${path}: ${work.what === 'damaged' ? words.damaged(work.field) : words.handInFaults[work.what]}`,
      );
    const lesson = findLesson(work.lesson);
    if (lesson === undefined)
      throw new Complaint(`${path} holds answers to the lesson “${work.lesson}”, which there is not here.`);
    if (work.version !== lesson.version)
      throw new Complaint(
        `${path} is of version ${work.version} of “${lesson.id}”, and this is version ${lesson.version}: its questions may be others. Ask for it anew.`,
      );
    const found = marked(lesson, work);
    // Of texts and numbers alike: what two files hold word for word was hardly written twice.
    const written = JSON.stringify(
      Object.entries(work.done)
        .map(([id, { answer }]) => [id, answer])
        .sort(),
    );
    return { path, work, found, written };
  });
  return all.map(({ path, work, found, written }) => ({
    file: path,
    lesson: work.lesson,
    word: work.word,
    name: work.name,
    ...tally(found),
    sameAs: all
      .filter(
        (other) => other.path !== path && other.written === written && Object.keys(work.done).length > 0,
      )
      .map((other) => other.path),
    exercises: found.map(({ exercise, index, answer, tries, hints, verdict }) => ({
      id: exercise.id,
      variant: index,
      answer,
      tries,
      hints,
      state: verdict.state,
      slip: 'slip' in verdict ? verdict.slip : null,
    })),
  }));
}

/** How often each mistake was made, the most often first. */
export function slipCounts(
  all: readonly MarkedHandIn[],
): readonly { id: string; slip: string; count: number }[] {
  const counts = new Map<string, { id: string; slip: string; count: number }>();
  for (const { id, slip } of all.flatMap(({ exercises }) => exercises)) {
    if (slip === null) continue;
    const key = `${id}/${slip}`;
    counts.set(key, { id, slip, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}
