import { describe, expect, it } from 'vitest';
import { choiceProperty, numberProperty } from './property.ts';
import {
  clampView,
  defaultView,
  linkFragment,
  readFragment,
  type Schema,
  sameView,
  writeFragment,
} from './schema.ts';

interface View {
  amount: number;
  kind: 'first' | 'second';
}

const schema: Schema<View> = {
  id: 'sample',
  version: 2,
  properties: {
    amount: numberProperty('a', { default: 1, min: -2, max: 8, digits: 2 }),
    kind: choiceProperty('k', 'first', { first: 'one', second: 'two' }),
  },
  // Version 1 counted the amount in tenths.
  upgrade: (fields, version) => {
    const tenths = fields.get('a');
    if (version !== 1 || tenths === undefined) return fields;
    return new Map([...fields, ['a', String(Number(tenths) / 10)]]);
  },
};

describe('a view in the address', () => {
  it('comes back as it was written', () => {
    for (let amount = -2; amount <= 8; amount += 0.07) {
      for (const kind of ['first', 'second'] as const) {
        const view = clampView(schema, { amount, kind });
        expect(readFragment(schema, `#${writeFragment(schema, view, '')}`).view).toEqual(view);
      }
    }
  });

  it('is short, and absent where the view is the default one', () => {
    expect(writeFragment(schema, { amount: 2.4, kind: 'second' }, '')).toBe('sample=2;a:2.4,k:two');
    expect(writeFragment(schema, defaultView(schema), '#sample=2;a:3')).toBe('');
  });

  it('leaves the views of other figures alone', () => {
    const fragment = '#other=1;x:1&sample=2;a:5&a-heading';
    expect(writeFragment(schema, { amount: 2, kind: 'first' }, fragment)).toBe('sample=2;a:2&other=1;x:1');
    expect(writeFragment(schema, defaultView(schema), fragment)).toBe('other=1;x:1');
    expect(readFragment(schema, '#other=1;a:3').reading).toBe('absent');
    expect(readFragment(schema, '#a-heading').reading).toBe('absent');
  });

  it('leads to the figure in a link, the default view too', () => {
    expect(linkFragment(schema, { amount: 2, kind: 'first' }, '#other=1;x:1')).toBe(
      'sample=2;a:2&other=1;x:1',
    );
    const link = linkFragment(schema, defaultView(schema), '#other=1;x:1&sample=2;a:5');
    expect(link).toBe('sample=2&other=1;x:1');
    expect(readFragment(schema, link)).toEqual({ view: defaultView(schema), reading: 'whole' });
  });

  it('is read under a former name, and written under the own one', () => {
    const renamed = { ...schema, id: 'renamed', formerly: ['sample', 'example'] };
    expect(readFragment(renamed, '#example=2;a:3').view.amount).toBe(3);
    expect(readFragment(renamed, '#sample=2;a:3&renamed=2;a:4').view.amount).toBe(4);
    expect(writeFragment(renamed, { amount: 5, kind: 'first' }, '#sample=2;a:3&other=1;x:1')).toBe(
      'renamed=2;a:5&other=1;x:1',
    );
  });

  it('is moved into range, and says so', () => {
    expect(readFragment(schema, '#sample=2;a:99')).toEqual({
      view: { amount: 8, kind: 'first' },
      reading: 'adjusted',
    });
  });

  it('reads links of the version before', () => {
    expect(readFragment(schema, '#sample=1;a:24').view.amount).toBe(2.4);
  });

  it('survives programs that escape punctuation', () => {
    expect(readFragment(schema, '#sample=2%3Ba%3A2.4%2Ck%3Atwo').view).toEqual({
      amount: 2.4,
      kind: 'second',
    });
  });

  it.each([
    '#sample=',
    '#sample=x',
    '#sample=3;a:1',
    '#sample=0;a:1',
    '#sample=2;a:one',
    '#sample=2;a:1,a:2',
    '#sample=2;z:1',
    '#sample=2;k:<b>',
    '#sample=2;a:1e3',
    '#sample=2;a:%E0%A4%A',
    '#sample=2;a:',
  ])('%s is damaged and gives the default view', (fragment) => {
    expect(readFragment(schema, fragment)).toEqual({ view: defaultView(schema), reading: 'damaged' });
  });

  it('never takes a value of the wrong kind from a caller', () => {
    expect(clampView(schema, { amount: Number.NaN, kind: 'third' as 'first' })).toEqual(defaultView(schema));
    expect(sameView(schema, { amount: 1, kind: 'first' }, { amount: 1, kind: 'second' })).toBe(false);
  });
});
