import type { Features, HashedPicture } from '../../engine/client/engine.ts';
import * as words from '../../words/en/figures/train-a-head.ts';

/** A picture of a class. */
export interface Item {
  readonly id: number;
  readonly name: string;
  readonly picture: HashedPicture;
  /** Where its copy for the screen lies. */
  readonly url: string;
  /** What the frozen network sees of it; null until it was asked. Not shown, so it changes in place: 200 classes are not drawn anew for each picture. */
  seen: Features | null;
}

/** Known by its id: two classes may bear one name. */
export interface ClassOfItems {
  readonly id: number;
  readonly name: string;
  readonly items: readonly Item[];
}

/** The pictures by class, as the reader put them together. Nothing of it leaves this machine. */
export class Collection {
  classes: readonly ClassOfItems[] = $state.raw([]);
  /** Painted by the page; false once a reader has touched them. */
  painted = $state(false);
  /** A sentence for each file that was left out. */
  refused: readonly string[] = $state.raw([]);
  #last = 0;

  item(picture: HashedPicture, shown: Blob, name: string): Item {
    return { id: ++this.#last, name, picture, url: URL.createObjectURL(shown), seen: null };
  }

  /** Puts these classes in the place of all. */
  replace(
    classes: readonly { readonly name: string; readonly items: readonly Item[] }[],
    painted: boolean,
  ): void {
    this.clear();
    this.classes = classes.map((each) => ({ id: ++this.#last, ...each }));
    this.painted = painted;
  }

  clear(): void {
    this.release(this.classes.flatMap(({ items }) => items));
    this.classes = [];
    this.refused = [];
    this.painted = false;
  }

  release(items: readonly Item[]): void {
    for (const { url } of items) URL.revokeObjectURL(url);
  }

  addClass(name = words.className(this.classes.length + 1)): number {
    const id = ++this.#last;
    this.classes = [...this.classes, { id, name, items: [] }];
    return id;
  }

  rename(id: number, name: string): void {
    this.#change(id, (each) => ({ ...each, name: name.trim() === '' ? each.name : name.trim() }));
  }

  remove(id: number): void {
    this.release(this.classes.find((each) => each.id === id)?.items ?? []);
    this.classes = this.classes.filter((each) => each.id !== id);
  }

  /** Adds files to a class; whether they are pictures is seen when they are looked at. */
  add(id: number, files: Iterable<File>): void {
    this.painted = false;
    const items = [...files].map((file) => this.item(file, file, file.name));
    this.#change(id, (each) => ({ ...each, items: [...each.items, ...items] }));
  }

  /** Adds files by the folder that each lies in; those that lie in none go to the last class, or to a new one. */
  addByFolder(files: Iterable<{ readonly file: File; readonly folder: string | null }>): void {
    const byFolder = new Map<string | null, File[]>();
    for (const { file, folder } of files) byFolder.set(folder, [...(byFolder.get(folder) ?? []), file]);
    for (const [folder, own] of byFolder) {
      const known = folder === null ? this.classes.at(-1) : this.classes.find(({ name }) => name === folder);
      this.add(known?.id ?? this.addClass(folder ?? undefined), own);
    }
  }

  looked(item: Item, seen: Features): void {
    item.seen = seen;
  }

  /** Leaves a picture out that cannot be read, and says why. */
  refuse(item: Item, sentence: string): void {
    this.release([item]);
    this.classes = this.classes.map((each) =>
      each.items.some(({ id }) => id === item.id)
        ? { ...each, items: each.items.filter(({ id }) => id !== item.id) }
        : each,
    );
    this.refused = [...this.refused, sentence];
  }

  #change(id: number, change: (each: ClassOfItems) => ClassOfItems): void {
    this.classes = this.classes.map((each) => (each.id === id ? change(each) : each));
  }
}
