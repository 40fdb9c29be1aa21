import type { ShownSceneName } from '../../../models/scenes/shown-scenes.ts';

/** What is to be seen in a painted scene that ships, for a reader who does not see it; and why it is shown. */
export const shownScene: Readonly<
  Record<ShownSceneName, { readonly description: string; readonly note: string }>
> = {
  easy: {
    description: 'five stickers on purple: a fish, an elephant, an airplane, a bird and a bicycle',
    note: 'A clean scene, as a visitor would make one.',
  },
  hard: {
    description:
      'a crowd of small stickers in odd colours: birds, cats, cars, a dog, and things to be left alone',
    note: 'A hard scene, of the kind that the average precision is measured on: odd colours, small stickers, things that are none of the twelve.',
  },
  unseen: {
    description: 'a horse, a bus, a car and a duck, drawn in another hand, over a photograph of a dahlia',
    note: 'Stickers by an artist that no training scene shows.',
  },
};
