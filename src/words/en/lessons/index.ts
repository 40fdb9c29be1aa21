import { costsLesson } from '../../../../models/exercises/costs.ts';
import { detectionLesson } from '../../../../models/exercises/detection.ts';
import { honestyLesson } from '../../../../models/exercises/honesty.ts';
import { judgingLesson } from '../../../../models/exercises/judging.ts';
import { mbconvLesson } from '../../../../models/exercises/mbconv.ts';
import { necksLesson } from '../../../../models/exercises/necks.ts';
import { scalingLesson } from '../../../../models/exercises/scaling.ts';
import { costs } from './costs.ts';
import { detection } from './detection.ts';
import type { LessonWords } from './exercise-words.ts';
import { honesty } from './honesty.ts';
import { judging } from './judging.ts';
import { mbconv } from './mbconv.ts';
import { necks } from './necks.ts';
import { scaling } from './scaling.ts';

/** What each lesson says, by its id. */
export const lessonWords: Readonly<Record<string, LessonWords>> = {
  [costsLesson.id]: costs,
  [mbconvLesson.id]: mbconv,
  [scalingLesson.id]: scaling,
  [necksLesson.id]: necks,
  [detectionLesson.id]: detection,
  [honestyLesson.id]: honesty,
  [judgingLesson.id]: judging,
};
