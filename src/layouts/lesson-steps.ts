import { type DefaultTreeAdapterTypes, parseFragment, serializeOuter } from 'parse5';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** What a step holds, in its order. */
export type StepBlock =
  /** A paragraph, a list, a table: markup that the build made of the lesson's file. */
  | { readonly kind: 'prose'; readonly html: string }
  | { readonly kind: 'exercise'; readonly id: string }
  /** A figure, by the name of its view and by its title. */
  | { readonly kind: 'figure'; readonly view: string; readonly title: string };

/** A step of a lesson: a section of its page, a row of its plan, a block on paper. */
export interface LessonStep {
  /** The anchor of its heading. */
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
  /** How it is worked at, in a few words. */
  readonly how: string;
  readonly blocks: readonly StepBlock[];
}

/** A step, and when it begins and ends, in minutes from the beginning of the lesson. */
export interface TimedStep extends LessonStep {
  readonly from: number;
  readonly to: number;
}

/**
 * The steps of a lesson, read from its page as it was rendered, so that nothing of them is written twice.
 * @throws Error where a section has no `Step`
 */
export function lessonSteps(html: string): readonly LessonStep[] {
  const steps: (Omit<LessonStep, 'blocks'> & { blocks: StepBlock[] })[] = [];
  for (const element of parseFragment(html).childNodes.flatMap(awake)) {
    const step = steps.at(-1);
    if (element.tagName === 'h2') {
      const title = textOf(element).trim();
      steps.push({ id: at(element, 'id') ?? '', title, minutes: 0, how: '', blocks: [] });
    } else if (step !== undefined && at(element, 'data-minutes') !== undefined) {
      Object.assign(step, {
        minutes: Number(at(element, 'data-minutes')),
        how: at(element, 'data-how') ?? '',
      });
    } else step?.blocks.push(...blockOf(element));
  }
  for (const { title, minutes } of steps)
    if (!(minutes > 0))
      throw new Error(`“${title}” is a section of a lesson and does not say how long it takes.`);
  return steps;
}

/** The same with their times: each begins where the one before it ends. */
export function timed(steps: readonly LessonStep[]): readonly TimedStep[] {
  let from = 0;
  return steps.map((step) => {
    const to = from + step.minutes;
    const own = { ...step, from, to };
    from = to;
    return own;
  });
}

/** Prose of a lesson as it stands on another page: its links within its own page lead there. */
export const elsewhere = (html: string, page: string): string => html.replaceAll('href="#', `href="${page}#`);

/** The elements that a reader sees: of an island that which it holds, no style and no script. */
function awake(node: Node): Element[] {
  if (!('attrs' in node) || node.tagName === 'style' || node.tagName === 'script') return [];
  return node.tagName === 'astro-island' ? node.childNodes.flatMap(awake) : [node];
}

function blockOf(element: Element): StepBlock[] {
  const exercise = at(element, 'data-exercise');
  if (exercise !== undefined) return [{ kind: 'exercise', id: exercise }];
  const view = at(element, 'data-view')?.split(' ')[0];
  if (view !== undefined) {
    const title = find(element, 'figure-title');
    return [{ kind: 'figure', view, title: title === undefined ? '' : textOf(title).trim() }];
  }
  // What else comes alive is no part of the step: the place where the work is handed in.
  return element.tagName === 'section' ? [] : [{ kind: 'prose', html: serializeOuter(element) }];
}

const at = ({ attrs }: Element, name: string): string | undefined =>
  attrs.find((attribute) => attribute.name === name)?.value;

function find(element: Element, name: string): Element | undefined {
  if (at(element, 'class')?.split(/\s+/).includes(name)) return element;
  for (const child of element.childNodes) {
    const found = 'attrs' in child ? find(child, name) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function textOf(node: Node): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}
