import { type DefaultTreeAdapterTypes, parseFragment, serializeOuter } from 'parse5';

type Node = DefaultTreeAdapterTypes.ChildNode;

/** The sections of a lesson's rendered page, each as it stands there, figures and exercises alive. What opens and what ends the lesson is left out. */
export function lessonSlides(html: string): readonly string[] {
  const slides: string[] = [];
  /** What makes islands come alive stands before the first of them, wherever that is. */
  let before = '';
  for (const node of parseFragment(html).childNodes) {
    if ('tagName' in node && node.tagName === 'h2') slides.push(before);
    const last = slides.length - 1;
    const text = isHandIn(node) ? '' : serializeOuter(node);
    if (last >= 0) slides[last] += text;
    else if ('tagName' in node && (node.tagName === 'script' || node.tagName === 'style')) before += text;
    if (slides.length === 1) before = '';
  }
  return slides;
}

/**
 * What makes islands come alive, out of a lesson's rendered page. The build writes it once a page, before the first island that it meets,
 * so a page that takes no figure from a lesson still needs this of it.
 */
export const liveScripts = (html: string): string =>
  parseFragment(html)
    .childNodes.filter((node) => 'tagName' in node && (node.tagName === 'script' || node.tagName === 'style'))
    .map((node) => serializeOuter(node))
    .join('');

/** The place where a lesson is handed in: an island, or what it holds. */
function isHandIn(node: Node): boolean {
  if (!('attrs' in node)) return false;
  if (node.tagName === 'astro-island') return node.childNodes.some(isHandIn);
  return node.attrs.some(({ name, value }) => name === 'class' && value.split(/\s+/).includes('hand-in'));
}
