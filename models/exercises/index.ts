import { costsLesson } from './costs.ts';
import { detectionLesson } from './detection.ts';
import type { Lesson } from './exercise.ts';
import { honestyLesson } from './honesty.ts';
import { judgingLesson } from './judging.ts';
import { mbconvLesson } from './mbconv.ts';
import { necksLesson } from './necks.ts';
import { scalingLesson } from './scaling.ts';

/** The lessons that there are, in the order in which they are taken. */
export const lessons: readonly Lesson[] = [
  costsLesson,
  mbconvLesson,
  scalingLesson,
  necksLesson,
  detectionLesson,
  honestyLesson,
  judgingLesson,
];

export const findLesson = (id: string): Lesson | undefined => lessons.find((lesson) => lesson.id === id);
