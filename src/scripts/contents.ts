// Marks, in a chapter's contents, the section that is being read: the last heading above the upper third of the window.
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

export {};
