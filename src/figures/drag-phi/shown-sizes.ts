import { type DrawingSize, drawingSizes } from '../../parts/charts/drawing-size.ts';

/** The width, in rem, up to which the style sheet shows the narrow drawings. */
const narrowUpTo = 35;

/**
 * Says which of its drawings a box shows, so that only they are kept up to date while φ is dragged: one, once the width is
 * known, and both for paper, which has a width of its own. Returns what ends that.
 */
export function shownSizes(box: Element, onchange: (sizes: readonly DrawingSize[]) => void): () => void {
  let shown: DrawingSize | undefined;
  const watch = new ResizeObserver(([entry]) => {
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const size = entry!.contentRect.width <= narrowUpTo * rem ? 'narrow' : 'wide';
    if (shown === size) return;
    shown = size;
    onchange([size]);
  });
  const both = (): void => {
    shown = undefined;
    onchange(drawingSizes);
  };
  watch.observe(box);
  addEventListener('beforeprint', both);
  return () => {
    watch.disconnect();
    removeEventListener('beforeprint', both);
  };
}
