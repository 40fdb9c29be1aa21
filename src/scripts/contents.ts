// A chapter's contents: the section that is being read is marked, the last heading above the upper third of the window; and where the
// contents stand beside the text, they are put away while a figure takes the whole width.
const links = new Map(
  [...document.querySelectorAll<HTMLAnchorElement>('.contents a')].map((link) => [link.hash.slice(1), link]),
);
const headings = [...document.querySelectorAll<HTMLElement>('.prose > h2[id]')].filter(({ id }) =>
  links.has(id),
);

const seen = new IntersectionObserver(
  () => {
    const line = window.innerHeight / 3;
    const current = headings.findLast((heading) => heading.getBoundingClientRect().top <= line);
    for (const [id, link] of links) {
      if (id === current?.id) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  },
  { rootMargin: '0px 0px -66% 0px', threshold: [0, 1] },
);
for (const heading of headings) seen.observe(heading);

/** How near a figure may come, in CSS pixels: the contents are gone before it reaches them. */
const clearance = 32;
const contents = document.querySelector<HTMLElement>('.contents');
const wide = document.querySelectorAll(':is(.prose, .prose > astro-island) > :is(.wide, .screen)');
let passing: IntersectionObserver | undefined;

/** Watches for figures in the part of the window in which the contents stay. */
function watchFigures(nav: HTMLElement): void {
  passing?.disconnect();
  const { position, top } = getComputedStyle(nav);
  if (position !== 'sticky') {
    nav.removeAttribute('data-away');
    return;
  }
  const lowest = Number.parseFloat(top) + nav.offsetHeight + clearance;
  const within = new Set<Element>();
  passing = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) within.add(target);
        else within.delete(target);
      }
      nav.toggleAttribute('data-away', within.size > 0);
    },
    { rootMargin: `0px 0px ${Math.min(0, lowest - window.innerHeight)}px 0px` },
  );
  for (const figure of wide) passing.observe(figure);
}
if (contents) {
  const again = () => watchFigures(contents);
  addEventListener('resize', again);
  new ResizeObserver(again).observe(contents);
}

export {};
