import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';
import { bookParts } from './layouts/book-parts.ts';

// One MDX file a chapter; its name is its address, one in a folder has that in its address, too. A second language is a second folder beside
// content/en.
const chapters = defineCollection({
  loader: glob({ pattern: '{*,lessons/*,teach/*}.mdx', base: './content/en' }),
  schema: z.object({
    title: z.string(),
    /** One sentence: the cover's list of chapters, the lead under the title and search engines show it. */
    description: z.string(),
    /** The part of the book that it stands in. */
    part: z.enum(bookParts).default('reference'),
    /** Place in the reading order of its part. */
    order: z.number(),
    /** Label in the navigation, two or three words. */
    short: z.string(),
    /** Of a lesson: whom it is for, what they need, and by the exercises' names of them what they can do afterwards. */
    aims: z
      .object({
        who: z.string(),
        /** Goes on from “whoever”. */
        needs: z.string(),
        /** Each goes on from “Afterwards you can”. */
        goals: z.record(z.string(), z.string()),
      })
      .optional(),
  }),
});

// One MDX file a figure that may be shown alone in another site's frame: /embed/<name>/.
const embeds = defineCollection({
  loader: glob({ pattern: '*.mdx', base: './content/en/embed' }),
  schema: z.object({
    title: z.string(),
    description: z.string(),
    /** The chapter that explains the figure. */
    chapter: z.string(),
  }),
});

export const collections = { chapters, embeds };
