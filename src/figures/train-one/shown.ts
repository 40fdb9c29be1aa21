/** Pictures of a task that stand on the page before anything has run, in rows of so many, each of so many pixels. */
export const shownPictures = 16;
export const shownColumns = 8;
export const shownSide = 32;
