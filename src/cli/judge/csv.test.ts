import { expect, test } from 'vitest';
import { csvRows } from './csv.ts';
import { verdictsIn } from './verdicts.ts';

test.each<[string, string, string[][]]>([
  [
    'plain',
    'a,b\nc,d',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'a last line end, of Windows',
    'a,b\r\nc,d\r\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'quotes',
    '"a,1","say ""b"""\n"two\nlines",',
    [
      ['a,1', 'say "b"'],
      ['two\nlines', ''],
    ],
  ],
  ['a mark in front, old line ends', '\uFEFFa\rb', [['a'], ['b']]],
  [
    'empty cells',
    ',\n,',
    [
      ['', ''],
      ['', ''],
    ],
  ],
  ['an empty line', 'a\n\nb', [['a'], [''], ['b']]],
  ['nothing', '', []],
])('reads %s', (_, text, rows) => {
  expect(csvRows(text)).toEqual(rows);
});

test.each(['a"b,c', '"a"b,c', '"a'])('refuses %s', (text) => {
  expect(() => csvRows(`x,y\n${text}`)).toThrow('Line 2 has a quote');
});

test('takes the two columns by their names, whatever else there is', () => {
  expect(verdictsIn('id,Prediction,truth\n1,dog,cat\n\n2,cat,cat', 'f.csv')).toEqual([
    { truth: 'cat', prediction: 'dog' },
    { truth: 'cat', prediction: 'cat' },
  ]);
});

test.each<[string, string, string]>([
  ['no such column', 'a,b\n1,2', 'has no column “truth”'],
  ['only one of them', 'truth,b\n1,2', 'has no column “prediction”'],
  ['two that may be it', 'truth,label,prediction\n1,2,3', 'has 2 columns that may be the truth'],
  ['a row cut short', 'truth,prediction\ncat', 'Row 1 of f.csv has no prediction'],
  ['no row', 'truth,prediction\n', 'nothing to judge'],
  ['nothing', '', 'has no column “truth”'],
  ['an open quote', 'truth,prediction\n"a', 'f.csv: Line 2 has a quote'],
])('says what is wrong with a file with %s', (_, text, sentence) => {
  expect(() => verdictsIn(text, 'f.csv')).toThrow(sentence);
});
