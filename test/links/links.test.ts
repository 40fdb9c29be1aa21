import { describe, expect, it } from 'vitest';
import {
  clampView,
  defaultView,
  namesIn,
  readFragment,
  type Schema,
  writeFragment,
} from '../../src/parts/shell/schema.ts';
import { givenAway } from './given-away.ts';
import { type AnyView, schemas, schemasByFolder } from './schemas.ts';

describe('names', () => {
  it('each figure has one schema, under the name of its folder', () => {
    expect(schemasByFolder.size).toBeGreaterThan(0);
    expect([...schemasByFolder].map(([folder, found]) => [folder, found.map(({ id }) => id)])).toEqual(
      [...schemasByFolder.keys()].map((folder) => [folder, [folder]]),
    );
  });

  it('no two figures share one, a former one neither', () => {
    const names = schemas.flatMap(namesIn);
    expect(names.filter((name, index) => names.indexOf(name) < index)).toEqual([]);
  });
});

describe('links that were given away', () => {
  it.each(givenAway)('%s: %s', (id, link, expected) => {
    const schema = schemas.find((each) => each.id === id)!;
    const { view, reading } = readFragment(schema, link);
    expect(reading).toBe('whole');
    expect(view).toMatchObject(expected);
  });

  it('are of every figure, and under every name that it had', () => {
    const names = new Set(
      givenAway.flatMap(([, link]) => link.slice(1).split('&')).map((part) => part.split('=')[0]),
    );
    expect(schemas.flatMap(namesIn).filter((name) => !names.has(name))).toEqual([]);
  });
});

/** Links damaged in every way that mail, chats and mischief damage links. */
function* damagedLinks(count: number): Generator<string> {
  let seed = 20_261_122;
  const random = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  const alphabet = [...'abcdefghijklmnopqrstuvwxyz0123456789.,;:=&#%-_ <>"\'/\\()[]{}πφ\u0000\u202e\ud800😀'];
  const noise = (length: number): string =>
    Array.from({ length }, () => alphabet[random(alphabet.length)]).join('');
  const extras = [
    '<img src=x onerror=alert(1)>',
    '__proto__:1',
    'constructor:1',
    'phi:1e999',
    'phi:NaN',
    '%',
    '%3Cscript%3E',
    ',,,,',
    '&&',
    'phi:--1',
    '9'.repeat(400),
  ];
  const whole = givenAway.map(([, link]) => link);
  for (let made = 0; made < count; made++) {
    let link = whole[random(whole.length)]!;
    const kind = random(6);
    const at = random(link.length);
    if (kind === 0) link = link.slice(0, at);
    if (kind === 1) link = link.slice(0, at) + noise(1 + random(6)) + link.slice(at);
    if (kind === 2) link = link.slice(0, at) + extras[random(extras.length)] + link.slice(at + random(4));
    if (kind === 3) link = `#${schemas[random(schemas.length)]!.id}=${noise(random(60))}`;
    if (kind === 4)
      link = link.replace(/(?<=:)-?[\d.]+/g, () =>
        ((random(20_000) - 10_000) / (1 + random(1000))).toFixed(2),
      );
    if (kind === 5) link = encodeURIComponent(link.slice(1)) + noise(random(3));
    yield link;
  }
}

/** What a figure makes of a link that it must not; undefined where all is well. */
function faultOf(schema: Schema<AnyView>, link: string): string | undefined {
  const { view, reading } = readFragment(schema, link);
  const same = (other: AnyView): boolean => JSON.stringify(view) === JSON.stringify(other);
  if (Object.keys(view).sort().join() !== Object.keys(schema.properties).sort().join())
    return 'lacks a value, or has one too many';
  if (!same(clampView(schema, view))) return 'cannot be shown';
  if ((reading === 'damaged' || reading === 'absent') && !same(defaultView(schema)))
    return 'is not the default one, though nothing could be read';
  const written = writeFragment(schema, view, '');
  if (!/^([a-z-]+=\d+;[a-z]+:[\w.~-]+(,[a-z]+:[\w.~-]+)*)?$/.test(written)) return `is written as ${written}`;
  if (!same(readFragment(schema, written).view)) return `is not read again from ${written}`;
  return undefined;
}

it('5,000 damaged links: each gives a view that the figure can show', () => {
  const readings = new Map<string, number>();
  const faults: string[] = [];
  for (const link of damagedLinks(5000))
    for (const schema of schemas) {
      const { reading } = readFragment(schema, link);
      readings.set(reading, (readings.get(reading) ?? 0) + 1);
      const fault = faultOf(schema, link);
      if (fault !== undefined) faults.push(`${schema.id}: the view of ${link} ${fault}`);
    }
  expect(faults).toEqual([]);
  for (const reading of ['absent', 'whole', 'adjusted', 'damaged'])
    expect(readings.get(reading)).toBeGreaterThan(50);
});

it('a figure that shows what it cannot is noticed', () => {
  const [schema] = schemas;
  const [name, property] = Object.entries(schema!.properties)[0]!;
  const loose = { ...property, read: () => ({ value: 'beyond' as const, clamped: false }) };
  const planted = { ...schema!, properties: { ...schema!.properties, [name]: loose } };
  expect(faultOf(planted, `#${schema!.id}=1;${property.key}:1`)).toBe('cannot be shown');
});
