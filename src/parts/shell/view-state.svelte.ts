/// <reference types="svelte" />
import { type History, record, redo, settle, startHistory, undo } from './history.ts';
import {
  clampView,
  defaultView,
  type Reading,
  readFragment,
  type Schema,
  sameView,
  writeFragment,
} from './schema.ts';

/** Browsers refuse more than about a hundred address changes in half a minute. */
const addressDelay = 300;

/**
 * A figure's view as it stands on screen, in the address, and in its history. Made in a figure's script; `attach` is
 * called once it is on the page. Before that, and on the server, it holds the default view.
 */
export class ViewState<View extends object> {
  readonly schema: Schema<View>;
  #history: History<View>;
  #reading: Reading = $state.raw('absent');
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(schema: Schema<View>) {
    this.schema = schema;
    this.#history = $state.raw(startHistory(defaultView(schema)));
  }

  get view(): View {
    return this.#history.present;
  }

  get reading(): Reading {
    return this.#reading;
  }

  get canUndo(): boolean {
    return this.#history.past.length > 0;
  }

  get canRedo(): boolean {
    return this.#history.future.length > 0;
  }

  get isDefault(): boolean {
    return sameView(this.schema, this.view, defaultView(this.schema));
  }

  /**
   * Changes some values; each is moved to the nearest that the figure can show.
   * @param gesture a name for what the reader is doing; changes of one gesture are undone together
   */
  change(values: Partial<View>, gesture: string | null = null): void {
    const view = clampView(this.schema, { ...this.view, ...values });
    if (sameView(this.schema, view, this.view)) return;
    this.#show(record(this.#history, view, gesture));
  }

  settle(): void {
    this.#history = settle(this.#history);
  }

  undo(): void {
    this.#show(undo(this.#history));
  }

  redo(): void {
    this.#show(redo(this.#history));
  }

  reset(): void {
    this.change(defaultView(this.schema));
  }

  dismissNotice(): void {
    this.#reading = 'absent';
  }

  /** The address of a page that shows this view. */
  addressOn(page: string): string {
    const address = new URL(page, location.href);
    address.hash = writeFragment(this.schema, this.view, page === location.href ? location.hash : '');
    return address.href;
  }

  /**
   * Reads the address, follows its changes, and returns what ends that. Where the address leads with this figure's view,
   * the page scrolls to `element`.
   */
  attach(element?: Element): () => void {
    const follow = (): void => {
      const { view, reading } = readFragment(this.schema, location.hash);
      this.#reading = reading;
      if (reading !== 'absent') this.#history = record(this.#history, view, null);
    };
    const { view, reading } = readFragment(this.schema, location.hash);
    this.#reading = reading;
    if (reading !== 'absent') this.#history = startHistory(view);
    if (location.hash.startsWith(`#${this.schema.id}=`)) element?.scrollIntoView({ block: 'nearest' });
    addEventListener('hashchange', follow);
    return () => {
      removeEventListener('hashchange', follow);
      clearTimeout(this.#timer);
    };
  }

  #show(history: History<View>): void {
    this.#history = history;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#writeAddress(), addressDelay);
  }

  #writeAddress(): void {
    const fragment = writeFragment(this.schema, this.view, location.hash);
    const address = new URL(location.href);
    address.hash = fragment;
    history.replaceState(history.state, '', address);
  }
}
