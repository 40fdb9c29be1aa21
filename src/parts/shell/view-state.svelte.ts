/// <reference types="svelte" />
import { withClass } from './class-here.ts';
import { type Gesture, type History, record, redo, settle, startHistory, undo } from './history.ts';
import {
  clampView,
  defaultView,
  fragmentOf,
  linkFragment,
  type Reading,
  readFragment,
  type Schema,
  sameView,
  writeFragment,
} from './schema.ts';

/** Browsers refuse more than about a hundred address changes in half a minute. */
const addressDelay = 300;

/** A view as it can be shown, and whether that is another one than was asked for. */
export interface Fitted<View> {
  readonly view: View;
  readonly adjusted: boolean;
}

/**
 * A figure's view as it stands on screen, in the address, and in its history. Made in a figure's script; the shell attaches it once it
 * is on the page. Before that, and on the server, it holds the default view.
 */
export class ViewState<View extends object> {
  readonly schema: Schema<View>;
  readonly #fit: (view: View) => Fitted<View>;
  #history: History<View>;
  #reading: Reading = $state.raw('absent');
  #locked: ReadonlySet<keyof View> = $state.raw(new Set());
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param fit moves a view that the schema allows to the nearest one that can be shown with what the page was built with, such as the
   *   checkpoints that ship. The default view stays as it is.
   */
  constructor(
    schema: Schema<View>,
    fit: (view: View) => Fitted<View> = (view) => ({ view, adjusted: false }),
  ) {
    this.schema = schema;
    this.#fit = fit;
    this.#history = $state.raw(startHistory(defaultView(schema)));
  }

  get view(): View {
    return this.#history.present;
  }

  get reading(): Reading {
    return this.#reading;
  }

  /** The view as a part of an address, the default one too: `drag-phi=1;phi:2.4`. */
  get fragment(): string {
    return fragmentOf(this.schema, this.view);
  }

  get canUndo(): boolean {
    return this.#history.past.length > 0;
  }

  get canRedo(): boolean {
    return this.#history.future.length > 0;
  }

  get canReset(): boolean {
    return !sameView(this.schema, this.view, this.#kept(defaultView(this.schema)));
  }

  get isDefault(): boolean {
    return sameView(this.schema, this.view, defaultView(this.schema));
  }

  /**
   * Changes some values; each is moved to the nearest that the figure can show.
   * @param gesture what the reader is doing; changes of one gesture are undone together
   */
  change(values: Partial<View>, gesture: Gesture = null): void {
    const view = this.#kept(this.#fit(clampView(this.schema, { ...this.view, ...values })).view);
    if (sameView(this.schema, view, this.view)) return;
    this.#show(record(this.#history, view, gesture));
  }

  /** The reader’s gesture has ended. The shell calls it for every figure. */
  settle(): void {
    this.#history = settle(this.#history);
  }

  undo(): void {
    this.#show(this.#keeping(undo(this.#history)));
  }

  redo(): void {
    this.#show(this.#keeping(redo(this.#history)));
  }

  reset(): void {
    this.change(defaultView(this.schema));
  }

  /** From now on these values stay as they are, whatever asks for others: a control, a key, undo, reset or an address. */
  lock(names: readonly (keyof View)[]): void {
    this.#locked = new Set(names);
  }

  /** Whether a value is locked, for what changes it without this view: a file that is dropped, the camera. */
  holds(name: keyof View): boolean {
    return this.#locked.has(name);
  }

  dismissNotice(): void {
    this.#reading = 'absent';
  }

  /** The address of this page that brings the figure on screen in this view. */
  link(): string {
    return withFragment(location.href, withClass(linkFragment(this.schema, this.view, location.hash)));
  }

  /** The address of a page that holds this figure alone, in this view. */
  addressOn(page: string): string {
    return withFragment(page, writeFragment(this.schema, this.view, ''));
  }

  /** Reads the address, follows its changes, and returns what ends that. */
  attach(): () => void {
    const first = this.#read(location.hash);
    if (first !== undefined) this.#history = startHistory(first);
    const follow = ({ newURL }: HashChangeEvent): void => {
      // A view that was written meanwhile stands in the address by now, in the place of what the link says.
      const { hash } = new URL(newURL, location.href);
      const read = this.#read(hash);
      const next = read && this.#kept(read);
      if (next === undefined || sameView(this.schema, next, this.view)) return;
      this.#history = record(this.#history, next, null);
      if (location.hash !== hash) this.#writeAddressSoon();
    };
    addEventListener('hashchange', follow);
    return () => {
      removeEventListener('hashchange', follow);
      clearTimeout(this.#timer);
    };
  }

  /** What an address says of this figure, if it says anything. */
  #read(fragment: string): View | undefined {
    const { view, reading } = readFragment(this.schema, fragment);
    const fitted = this.#fit(view);
    this.#reading = reading === 'whole' && fitted.adjusted ? 'adjusted' : reading;
    return reading === 'absent' ? undefined : fitted.view;
  }

  #kept(view: View): View {
    const kept = { ...view };
    for (const name of this.#locked) kept[name] = this.view[name];
    return kept;
  }

  #keeping(history: History<View>): History<View> {
    return { ...history, present: this.#kept(history.present) };
  }

  #show(history: History<View>): void {
    this.#history = history;
    this.#writeAddressSoon();
  }

  #writeAddressSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#writeAddress(), addressDelay);
  }

  #writeAddress(): void {
    const fragment = writeFragment(this.schema, this.view, location.hash);
    const address = withFragment(location.href, withClass(fragment));
    history.replaceState(history.state, '', address);
  }
}

function withFragment(page: string, fragment: string): string {
  const address = new URL(page, location.href);
  address.hash = fragment;
  return address.href;
}
