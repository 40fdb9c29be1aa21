import { expect, test } from 'vitest';
import { Collection } from './collection.svelte.ts';
import { filesGiven } from './given.ts';

const file = (name: string) => new File(['x'], name, { type: 'image/png' });
const inFolder = (path: string) => {
  const made = file(path.split('/').at(-1) ?? '');
  Object.defineProperty(made, 'webkitRelativePath', { value: path });
  return made;
};

test('a folder is a class; hidden files and the folder above say nothing', () => {
  const given = filesGiven([
    inFolder('all/cups/1.png'),
    inFolder('all/.DS_Store'),
    inFolder('all/plates/2.png'),
  ]);
  expect(given.map(({ folder, file: each }) => [folder, each.name])).toEqual([
    ['cups', '1.png'],
    ['plates', '2.png'],
  ]);
  const collection = new Collection();
  collection.addByFolder(given);
  collection.addByFolder(filesGiven([inFolder('cups/3.png')]));
  expect(collection.classes.map(({ name, items }) => [name, items.length])).toEqual([
    ['cups', 2],
    ['plates', 1],
  ]);
  collection.clear();
});

test('files in no folder go to the last class, or to a first one', () => {
  const collection = new Collection();
  collection.addByFolder([{ file: file('a.png'), folder: null }]);
  collection.addByFolder([{ file: file('b.png'), folder: null }]);
  expect(collection.classes.map(({ items }) => items.map(({ name }) => name))).toEqual([['a.png', 'b.png']]);
  collection.clear();
});

test('two classes of one name are two; an empty name is no name', () => {
  const collection = new Collection();
  const [a, b] = [collection.addClass('cat'), collection.addClass('dog')];
  collection.rename(b, ' cat ');
  collection.rename(a, '  ');
  expect(collection.classes.map(({ name }) => name)).toEqual(['cat', 'cat']);
  collection.add(b, [file('x.png')]);
  collection.remove(a);
  expect(collection.classes.map(({ id, items }) => [id, items.length])).toEqual([[b, 1]]);
  collection.clear();
});

test('a picture that cannot be read is left out with its sentence, the others stay', () => {
  const collection = new Collection();
  const id = collection.addClass('cat');
  collection.add(id, [file('good.png'), file('bad.png')]);
  const bad = collection.classes[0]?.items[1];
  if (bad) collection.refuse(bad, 'bad.png: it is none.');
  expect(collection.classes[0]?.items.map(({ name }) => name)).toEqual(['good.png']);
  expect(collection.refused).toEqual(['bad.png: it is none.']);
  const good = collection.classes[0]?.items[0];
  if (good)
    collection.looked(good, {
      features: new Float32Array(2),
      sketch: new Float32Array(3),
      sha256: 'ab',
      cached: false,
    });
  expect(collection.classes[0]?.items[0]?.seen?.sha256).toBe('ab');
  collection.clear();
  expect(collection.classes).toEqual([]);
});
