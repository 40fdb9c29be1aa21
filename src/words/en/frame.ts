/** What stands around the text of every page: its head, its foot, the way on, the cover, and the page that is not there. */

export const site = 'Phiscope';
/** The title of a window. */
export const windowTitle = (page: string) => `${page} · ${site}`;

export const head = {
  /** Of the name of the site, which leads to the cover. */
  cover: `${site}, cover`,
  chapters: 'Chapters',
  closeChapters: 'Close the list of chapters',
  here: '(you are here)',
  theme: 'Theme',
};

export const chapter = {
  contents: 'In this chapter',
  turn: 'Previous and next chapter',
  previous: 'Previous',
  next: 'Next',
  references: 'References',
};

/** Below a figure that stands alone in another site's frame. */
export const embedded = {
  chapter: `Read the chapter on ${site}`,
  newTab: '(in a new tab)',
};

export const cover = {
  window: `${site}: one knob, three dimensions`,
  title: 'One knob, three dimensions.',
  description:
    'EfficientNet and EfficientDet explained by running them: drag φ, and the formula, the network, its cost and the published accuracies move together.',
  chapters: 'Chapters',
};

export const lost = {
  window: windowTitle('No such page'),
  description: `There is no page of ${site} at this address.`,
  title: 'There is no page here.',
  why: 'The address may have been mistyped, or the page may have moved.',
  cover: `The cover of ${site}`,
  lists: 'lists every chapter.',
  byHand: 'To get there, take folders off the end of the address until the cover shows.',
};
