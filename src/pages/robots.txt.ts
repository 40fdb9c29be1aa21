import type { APIRoute } from 'astro';

/** Everything may be read. A sitemap's address must be absolute, so it is named only where the site's own is known. */
export const GET: APIRoute = ({ site }) => {
  const sitemap = site ? `Sitemap: ${new URL('sitemap.xml', site).href}\n` : '';
  return new Response(`User-agent: *\nAllow: /\n${sitemap}`);
};
