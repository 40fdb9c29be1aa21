import { lessons } from '../../models/exercises/index.ts';
import { type Chapter, readingOrder } from './reading-order.ts';

/** A lesson's chapter, and the lesson's own name. */
export interface LessonPage {
  readonly lesson: string;
  readonly chapter: Chapter;
}

const folder = 'lessons/';

/** The lessons that there are, in reading order. */
export const lessonPages = async (): Promise<readonly LessonPage[]> =>
  (await readingOrder())
    .filter(({ id }) => id.startsWith(folder))
    .map((chapter) => ({ lesson: chapter.id.slice(folder.length), chapter }));

/** The paths of the pages that are made of lessons, one a lesson, for Astro. */
export const lessonPaths = async () =>
  (await lessonPages()).flatMap(({ lesson: id, chapter }) =>
    lessons
      .filter((lesson) => lesson.id === id)
      .map((lesson) => ({ params: { lesson: id }, props: { lesson, chapter } })),
  );

/** Addresses of the pages of a lesson, from the site's root. */
export const lessonAddresses = (lesson: string) => ({
  page: `/lessons/${lesson}/`,
  plan: `/teach/${lesson}/`,
  handout: `/lessons/${lesson}/handout/`,
  wall: `/lessons/${lesson}/present/`,
  notes: `/teach/${lesson}/present/`,
});

/** The addresses of all pages that are made of lessons, beside the lessons themselves. */
export const derivedAddresses = async (): Promise<readonly string[]> =>
  (await lessonPages()).flatMap(({ lesson }) => {
    const { plan, handout, wall, notes } = lessonAddresses(lesson);
    return [plan, handout, wall, notes];
  });
