import type { APIRoute } from 'astro';
import { derivedAddresses } from '../layouts/lesson-pages.ts';
import { chapterAddress, readingOrder } from '../layouts/reading-order.ts';

/** The pages in reading order, then those that are made of lessons; from the root where the site's own address is not known. */
export const GET: APIRoute = async ({ site }) => {
  const addresses = ['/', ...(await readingOrder()).map(chapterAddress), ...(await derivedAddresses())];
  const locations = addresses.map((address) => (site ? new URL(address.slice(1), site).href : address));
  const urls = locations.map((location) => `  <url><loc>${location}</loc></url>\n`).join('');
  return new Response(
    `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls}</urlset>\n`,
  );
};
