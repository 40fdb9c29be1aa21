import { costsLesson } from '../../../../models/exercises/costs.ts';
import { costs } from './costs.ts';
import type { LessonWords } from './exercise-words.ts';

/** What each lesson says, by its id. */
export const lessonWords: Readonly<Record<string, LessonWords>> = { [costsLesson.id]: costs };
