import type { FigureViews } from './figure-views.ts';
import { type HandInFault, isFault, readHandIn } from './hand-in.ts';
import { findLesson } from './index.ts';
import { type Marked, marked, tally } from './marking.ts';
import type { Verdict } from './verdict.ts';

/** A file that a class handed in. */
export interface HandInFile {
  readonly file: string;
  readonly text: string;
}

/** One hand-in, marked again. */
export interface MarkedHandIn {
  readonly file: string;
  readonly lesson: string;
  readonly word: string;
  readonly name: string;
  readonly right: number;
  readonly markable: number;
  /** Other files that hold the very same answers. */
  readonly sameAs: readonly string[];
  readonly exercises: readonly {
    readonly id: string;
    readonly variant: number;
    readonly answer: Marked['answer'];
    readonly tries: number;
    readonly hints: number;
    readonly state: Verdict['state'];
    readonly slip: string | null;
  }[];
}

/** Why a file was not marked. */
export type FileFault =
  | HandInFault
  | { readonly what: 'no-such-lesson'; readonly lesson: string }
  | { readonly what: 'version'; readonly lesson: string; readonly theirs: number; readonly ours: number };

export interface ClassMarks {
  readonly marked: readonly MarkedHandIn[];
  readonly faults: readonly { readonly file: string; readonly fault: FileFault }[];
}

/** Marks a class’s files by the rules of the page, whatever they say of themselves. One that is no hand-in is named; the others go on. */
export function classMarks(files: readonly HandInFile[], views: FigureViews): ClassMarks {
  const faults: ClassMarks['faults'][number][] = [];
  const read = files.flatMap(({ file, text }) => {
    const work = readHandIn(text);
    const fault = isFault(work) ? work : unfit(work);
    if (fault !== null) faults.push({ file, fault });
    if (isFault(work) || fault !== null) return [];
    const lesson = findLesson(work.lesson);
    if (lesson === undefined) return [];
    const entries = Object.entries(work.done).map(([id, { answer }]) => [id, answer]);
    // What two files hold word for word was hardly written twice.
    return [{ file, work, found: marked(lesson, work, views), written: JSON.stringify(entries.sort()) }];
  });
  return {
    faults,
    marked: read.map(({ file, work, found, written }) => ({
      file,
      lesson: work.lesson,
      word: work.word,
      name: work.name,
      ...tally(found),
      sameAs: read
        .filter((other) => other.file !== file && other.written === written && written !== '[]')
        .map((other) => other.file),
      exercises: found.map(({ exercise, index, answer, tries, hints, verdict }) => ({
        id: exercise.id,
        variant: index,
        answer,
        tries,
        hints,
        state: verdict.state,
        slip: 'slip' in verdict ? verdict.slip : null,
      })),
    })),
  };
}

function unfit({
  lesson: id,
  version,
}: {
  readonly lesson: string;
  readonly version: number;
}): FileFault | null {
  const lesson = findLesson(id);
  if (lesson === undefined) return { what: 'no-such-lesson', lesson: id };
  return version === lesson.version
    ? null
    : { what: 'version', lesson: id, theirs: version, ours: lesson.version };
}

/** How often a mistake was made, of so many who answered. */
export interface SlipCount {
  readonly lesson: string;
  readonly id: string;
  readonly slip: string;
  readonly count: number;
  readonly answered: number;
}

/** What went wrong in a class, the most often first. */
export function slipCounts(all: readonly MarkedHandIn[]): readonly SlipCount[] {
  const counts = new Map<string, SlipCount>();
  const rows = all.flatMap(({ lesson, exercises }) => exercises.map((each) => ({ lesson, ...each })));
  for (const { lesson, id, slip } of rows) {
    if (slip === null) continue;
    const key = `${lesson}/${id}/${slip}`;
    const answered = rows.filter(
      (each) => each.lesson === lesson && each.id === id && each.answer.length > 0,
    ).length;
    counts.set(key, { lesson, id, slip, count: (counts.get(key)?.count ?? 0) + 1, answered });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}
