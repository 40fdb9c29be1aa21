import { costsLesson } from './costs.ts';
import type { Lesson } from './exercise.ts';

/** The lessons that there are, in the order in which they are taken. */
export const lessons: readonly Lesson[] = [costsLesson];

export const findLesson = (id: string): Lesson | undefined => lessons.find((lesson) => lesson.id === id);
