import { nameOf } from '../shell/schema.ts';
import type { MadeLink } from './made-link.ts';

/** A figure for which links are made. */
export interface LinkedFigure {
  readonly id: string;
  /** Its name in addresses, and former ones. */
  readonly names: readonly string[];
  readonly title: string;
  /** Its default view as a part of an address. */
  readonly view: string;
  /** Its values, by their keys in the address. */
  readonly keys: readonly string[];
  /** The page that explains it, from the site's root: `compound-scaling/`. */
  readonly chapter: string;
}

/** A lesson that links lead to. */
export interface LinkedLesson {
  readonly id: string;
  readonly title: string;
  readonly steps: readonly string[];
  /** The figures on its page. */
  readonly figures: readonly string[];
}

export const lessonPage = (id: string) => `lessons/${id}/`;
/** The lesson’s steps for the wall of a class. */
export const wallPage = (id: string) => `lessons/${id}/present/`;
export const figurePage = (id: string) => `embed/${id}/`;

/** The lesson that a page shows or presents. */
export const lessonOn = (page: string, lessons: readonly LinkedLesson[]): LinkedLesson | undefined =>
  lessons.find(({ id }) => [lessonPage(id), wallPage(id)].includes(page));

/** The pages on which a figure stands, the first of which is meant where none is chosen; of no figure the lessons'. */
export const pagesFor = (
  figure: LinkedFigure | undefined,
  lessons: readonly LinkedLesson[],
): readonly string[] => {
  const shown = lessons.filter(({ figures }) => figure === undefined || figures.includes(figure.id));
  const pages = [...shown.map(({ id }) => lessonPage(id)), ...shown.map(({ id }) => wallPage(id))];
  return figure === undefined ? pages : [figure.chapter, figurePage(figure.id), ...pages];
};

/** All pages for which links are made. */
export const allPages = (
  figures: readonly LinkedFigure[],
  lessons: readonly LinkedLesson[],
): readonly string[] => [
  // The longer ones first: a lesson may be called what a chapter is.
  ...lessons.map(({ id }) => lessonPage(id)),
  ...lessons.map(({ id }) => wallPage(id)),
  ...figures.map(({ id }) => figurePage(id)),
  ...new Set(figures.map(({ chapter }) => chapter)),
];

/**
 * What a link to a lesson says of its figures besides the chosen one: views that were set. A first view says nothing, whether or not a
 * frame had time to tell it, and of a figure that is not on the page nothing is said.
 */
export const viewsBeside = (
  views: readonly string[],
  chosen: LinkedFigure | undefined,
  lesson: LinkedLesson,
  figures: readonly LinkedFigure[],
): readonly string[] =>
  views.filter((view) => {
    const figure = figures.find(({ names }) => names.includes(nameOf(view)));
    return (
      figure !== undefined &&
      figure.id !== chosen?.id &&
      figure.view !== view &&
      lesson.figures.includes(figure.id)
    );
  });

/** The figure that a link which was read is about: on its page, of its views, or of what it holds. */
export function figureOf(
  { page, views, hidden, locked }: MadeLink,
  figures: readonly LinkedFigure[],
  lessons: readonly LinkedLesson[],
): LinkedFigure | undefined {
  const names = [...views.map(nameOf), ...[...locked, ...hidden].map((name) => name.split('.')[0])];
  const named = figures.find(
    (each) => figurePage(each.id) === page || each.names.some((name) => names.includes(name)),
  );
  if (named !== undefined || lessonOn(page, lessons) !== undefined) return named;
  return figures.find(({ chapter }) => chapter === page);
}
