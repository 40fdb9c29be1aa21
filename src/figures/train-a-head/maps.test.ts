import { expect, test } from 'vitest';
import { SeenMaps } from './maps.ts';

const pictures = (...names: readonly string[]) => names.map((sha256) => ({ sha256 }));
const mapOf = (name: string) => Float32Array.of(name.charCodeAt(0), 1);
/** A network that notes which pictures it was asked about. */
function network(from: readonly { readonly sha256: string }[], failsAt = -1) {
  const asked: string[] = [];
  const look = async (i: number) => {
    if (i === failsAt) throw new Error('cancelled');
    asked.push(from[i]?.sha256 ?? '');
    return mapOf(from[i]?.sha256 ?? '');
  };
  return { asked, look };
}

test('each picture is looked at once, whatever comes of the run; the same bytes count as one', async () => {
  const maps = new SeenMaps(10);
  const all = pictures('a', 'b', 'a', 'c');
  const first = network(all, 3);
  const heard: number[] = [];
  await expect(maps.together(all, first.look, (count) => heard.push(count))).rejects.toThrow('cancelled');
  expect(first.asked).toEqual(['a', 'b']);
  expect(heard).toEqual([1, 2, 3]);
  const second = network(all);
  const found = await maps.together(all, second.look, () => {});
  expect(second.asked).toEqual(['c']);
  expect([...found]).toEqual([97, 1, 98, 1, 97, 1, 99, 1]);
});

test('two thousand pictures: all come back, and no more are kept than was said', async () => {
  const maps = new SeenMaps(1500);
  const all = pictures(...Array.from({ length: 2000 }, (_, i) => String.fromCodePoint(1000 + i)));
  const found = await maps.together(all, network(all).look, () => {});
  expect(found).toHaveLength(4000);
  expect(found[2 * 1999]).toBe(2999);
  expect(maps.size).toBe(1500);
  // The last ones are kept, the first ones are asked for again.
  const again = network(all.slice(1000));
  await maps.together(all.slice(1000), again.look, () => {});
  expect(again.asked).toEqual([]);
  const early = network(all.slice(0, 3));
  await maps.together(all.slice(0, 3), early.look, () => {});
  expect(early.asked).toHaveLength(3);
});

test('nothing of nothing', async () => {
  expect(await new SeenMaps(3).together([], network([]).look, () => {})).toHaveLength(0);
});
