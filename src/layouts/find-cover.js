// A host shows this page at whatever address was asked for, so it cannot know how deep it lies under the cover.
// It looks for the site's icon from the nearest folder upwards; where that is, the cover is, and every file of the site can be named.
(async () => {
  const root = document.documentElement;
  const found = await findFolder();
  if (found === undefined) {
    root.dataset.lost = '';
    return;
  }
  root.dataset.root = found;
  const styled = [];
  for (const element of document.querySelectorAll('[data-own-href]')) {
    if (element.rel === 'stylesheet')
      styled.push(new Promise((resolve) => (element.onload = element.onerror = resolve)));
    element.setAttribute('href', found + element.dataset.ownHref);
  }
  for (const { type, dataset } of document.querySelectorAll('script[data-own-src]'))
    document.head.append(
      Object.assign(document.createElement('script'), { type, src: found + dataset.ownSrc }),
    );
  // The page is shown once, in its own fonts, unless they take long.
  const late = new Promise((resolve) => setTimeout(resolve, 1500));
  await Promise.race([late, Promise.all(styled).then(() => document.fonts.ready)]);
  root.dataset.found = '';
})();

async function findFolder() {
  const folders = location.pathname.split('/').slice(0, -1);
  for (let depth = folders.length; depth > 0; depth--) {
    const folder = `${folders.slice(0, depth).join('/')}/`;
    try {
      const icon = await fetch(`${folder}icon.svg`, { method: 'HEAD' });
      await icon.text();
      if (icon.ok && icon.headers.get('content-type')?.includes('svg')) return folder;
    } catch {
      // A folder further up may answer.
    }
  }
}
