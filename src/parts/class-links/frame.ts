/** What a page that shows a figure alone says of it, in a frame. */
export interface Heard {
  /** The figure's view, first as it is and then at every change, as a part of an address. */
  readonly onview: (fragment: string) => void;
  /** What its controls are called, by the keys of the values that they change. */
  readonly onlabels: (labels: ReadonlyMap<string, string>) => void;
}

/** Listens to a figure in a frame of this site, once its page has loaded. */
export function hearFrame(frame: HTMLIFrameElement, { onview, onlabels }: Heard): void {
  const { contentWindow: inside, contentDocument: page } = frame;
  if (inside === null || page === null) return;
  const look = () => onlabels(labelsIn(page));
  inside.addEventListener('view', (event) => {
    const { detail } = event as CustomEvent<unknown>;
    if (typeof detail === 'string') onview(detail);
    look();
  });
  look();
  inside.dispatchEvent(new Event('phiscope:tell'));
}

/** The names of a page's controls, as a reader sees them. */
function labelsIn(page: Document): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  for (const control of page.querySelectorAll<HTMLElement>('.control[data-of], .slider[data-of]')) {
    const label = ['legend', 'label', 'span'].flatMap((name) => control.querySelector(name) ?? [])[0];
    const text = label?.textContent?.trim() ?? '';
    if (text !== '') for (const key of control.dataset.of?.split(' ') ?? []) labels.set(key, text);
  }
  return labels;
}
