// The offer in the foot to keep the site on this device. What does it is fetched when it is pressed, or where the site is kept already.
const place = document.querySelector<HTMLElement>('[data-keep]');
const root = new URL(document.documentElement.dataset.root ?? './', document.baseURI).href;

function begin(): Promise<{ press(): void }> {
  return import('../keep/control.ts').then(({ bringToLife }) => bringToLife(place as HTMLElement, root));
}

if (place && isSecureContext) {
  if (!('serviceWorker' in navigator)) place.dataset.keep = 'refused';
  else {
    const button = place.querySelector('button');
    const press = () => {
      button?.removeEventListener('click', press);
      place.dataset.keep = '';
      begin().then(
        (offer) => offer.press(),
        () => {
          place.dataset.keep = 'not-loaded';
          button?.addEventListener('click', press);
        },
      );
    };
    button?.addEventListener('click', press);
    navigator.serviceWorker.getRegistration(root).then(
      (found) => {
        if (found?.scope !== root) return;
        button?.removeEventListener('click', press);
        begin().catch(() => button?.addEventListener('click', press));
      },
      () => {
        place.dataset.keep = 'refused';
      },
    );
  }
}

export {};
