/**
 * What a reader is doing, by a name: a drag, a held key. Something that runs on by itself, as an animation does, is a symbol: what the
 * reader's hand does meanwhile does not end it.
 */
export type Gesture = string | symbol | null;

/** The views that a reader went through, for undo and redo. */
export interface History<View> {
  readonly past: readonly View[];
  readonly present: View;
  readonly future: readonly View[];
  /** Changes of the same gesture (a drag, a held arrow key) are one step. */
  readonly gesture: Gesture;
}

/** Older steps are forgotten. */
export const longestHistory = 200;

export function startHistory<View>(view: View): History<View> {
  return { past: [], present: view, future: [], gesture: null };
}

/** A new view. Where it carries on the gesture of the last one, it takes its place. */
export function record<View>(history: History<View>, view: View, gesture: Gesture): History<View> {
  if (gesture !== null && gesture === history.gesture) return { ...history, present: view, future: [] };
  const past = [...history.past, history.present].slice(-longestHistory);
  return { past, present: view, future: [], gesture };
}

/** The reader's gesture has ended: the next change is a step of its own. */
export function settle<View>(history: History<View>): History<View> {
  return typeof history.gesture !== 'string' ? history : { ...history, gesture: null };
}

export function undo<View>(history: History<View>): History<View> {
  const present = history.past.at(-1);
  if (present === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present,
    future: [history.present, ...history.future],
    gesture: null,
  };
}

export function redo<View>(history: History<View>): History<View> {
  const [present, ...future] = history.future;
  if (present === undefined) return history;
  return { past: [...history.past, history.present], present, future, gesture: null };
}
