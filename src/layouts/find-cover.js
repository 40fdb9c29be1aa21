// A host shows this page at whatever address was asked for, so it cannot know how deep it lies under the cover.
// It looks for the site's icon from the nearest folder upwards; where that is, the cover is.
(async () => {
  const folders = location.pathname.split('/').slice(0, -1);
  for (let depth = folders.length; depth > 0; depth--) {
    const folder = `${folders.slice(0, depth).join('/')}/`;
    const icon = await fetch(`${folder}icon.svg`, { method: 'HEAD' }).catch(() => undefined);
    if (icon?.ok && icon.headers.get('content-type')?.includes('svg')) {
      document.querySelector('#cover').setAttribute('href', folder);
      return;
    }
  }
})();
