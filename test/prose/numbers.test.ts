import { describe, expect, test } from 'vitest';
import type { Claim } from './claims/claim.ts';
import { claims } from './claims/index.ts';
import { complaintsAbout, type Note, ownedIn } from './judge.ts';
import { literalsOf } from './literals.ts';
import { quantitiesOf } from './quantities.ts';
import { pages } from './read-pages.ts';
import { sentencesIn } from './sentences.ts';

describe('a number belongs to what its sentence names', () => {
  test.for(pages.map((page) => [page.path, page] as const))('page /%s', ([, page], { expect }) => {
    const complaints = page.sentences.flatMap((each) => complaintsAbout(each, page.notes, page.typed));
    expect([...new Set(complaints)]).toEqual([]);
  });

  test('prose, headings, contents, captions, cells, alternative texts, titles and labels are read', () => {
    const kinds = new Set(pages.flatMap(({ sentences }) => sentences.map(({ kind }) => kind)));
    for (const kind of [
      'p',
      'h1',
      'h2',
      'li',
      'figcaption',
      'caption',
      'td',
      'th',
      'alt',
      'title',
      'aria-label',
      'content',
      'text',
    ])
      expect(kinds).toContain(kind);
  });

  test('what was noted of a number still stands on its page', () => {
    const gone = pages.flatMap(({ path, own, sentences }) =>
      own
        .filter(({ phrase }) => !sentences.some(({ text }) => text.includes(phrase)))
        .map(({ phrase }) => `/${path}: “${phrase}”`),
    );
    expect(gone).toEqual([]);
  });
});

/** The same sentence with another number in the place of one. */
function planted(text: string, from: number, to: number, digits: string): string {
  const shown = /^\d{4,}$/.test(digits) ? Number(digits).toLocaleString('en-US') : digits;
  return text.slice(0, from) + text.slice(from, to).replace(/^[\d.,]+/, shown) + text.slice(to);
}

/** Whose a number is, by what words: one that a network holds itself, of another run or measure, is not another's. */
const holding = ({ group, subject, unit, digits, words }: Claim) =>
  [group, subject, unit, digits, words?.source].join('|');
const held = new Set(claims.map(holding));

test('of numbers given to another, at least 97 in 100 are found on the pages as they stand', () => {
  const missed: string[] = [];
  let all = 0;
  for (const { path, sentences, notes } of pages.filter((page) => !page.path.startsWith('embed/'))) {
    const seen = new Set<string>();
    for (const sentence of sentences) {
      const key = [sentence.kind, sentence.text, ...sentence.context].join('|');
      if (seen.has(key)) continue;
      seen.add(key);
      for (const { quantity, claim } of ownedIn(sentence, notes)) {
        const rivals = claims.filter(
          (each) =>
            each.group === claim.group &&
            each.measure === claim.measure &&
            each.unit === claim.unit &&
            each.subject !== claim.subject &&
            each.digits !== claim.digits &&
            !held.has(holding({ ...claim, digits: each.digits })) &&
            each.digits.length === claim.digits.length,
        );
        for (const { digits, subject } of rivals.slice(0, 3)) {
          all++;
          const text = planted(sentence.text, quantity.from, quantity.to, digits);
          const noteGone = notes.some(
            ({ phrase }) => sentence.text.includes(phrase) && !text.includes(phrase),
          );
          if (!noteGone && complaintsAbout({ ...sentence, text }, notes).length === 0)
            missed.push(
              `/${path} ${sentence.kind}, ${claim.measure} of ${claim.subject} from ${subject}: ${text.slice(0, 120)}`,
            );
        }
      }
    }
  }
  expect(all).toBeGreaterThan(1500);
  expect(missed.length / all, missed.join('\n')).toBeLessThan(0.03);
});

/** What is said of a page's markup. */
const complaints = (html: string, notes: readonly Note[] = [], typed: readonly string[] = []) =>
  sentencesIn(html).flatMap((each) => complaintsAbout(each, notes, new Set(typed)));

describe('finds', () => {
  test.for([
    ['a detector’s AP given to another', '<p>D2 reaches 40.5 AP on COCO.</p>', /AP of D1/],
    ['two in one sentence, exchanged', '<p>D1 reaches 43.9 AP and D2 reaches 40.5.</p>', /AP of D2.*/],
    ['AP75 told as AP', '<p>D0 reaches 37.1 AP.</p>', /AP75 of D0, which is not what it says/],
    [
      'test-dev told as val',
      '<p>On val2017 D6 reaches 52.6 small.</p><p>D6 has 34.9 AP.</p>',
      /AP, small of D6, which is not/,
    ],
    [
      'a classifier’s accuracy given to another',
      '<p>B1 reaches 77.1 % top-1.</p>',
      /top-1 \(Table 2\) of B0/,
    ],
    [
      'an owner behind its number',
      '<p>The table says 79.1 % for B2.</p>',
      /of B1, of which it does not speak/,
    ],
    [
      'an older version’s number told as today’s',
      '<p>B7 reaches 84.4 % on ImageNet.</p>',
      /of B7, which is not what it says/,
    ],
    [
      'a count of parameters told as another network’s',
      '<p>B0 has 7,794,184 parameters.</p>',
      /parameters, counted of B1/,
    ],
    [
      'parameters told as work',
      '<p>On each picture B0 does 5.3 million additions.</p>',
      /parameters, printed of B0, which is not/,
    ],
    ['work given to another', '<p>B3 costs 4.39 billion multiply-adds.</p>', /multiply-adds, counted of B4/],
    ['a latency given to another', '<p>B1 takes 3.1 s a picture.</p>', /latency \(Table 4\) of B7/],
    [
      'a ratio given to another',
      '<p>B3 passes PolyNet with 18× fewer multiply-adds.</p>',
      /ratio of ResNeXt-101/,
    ],
    [
      'a neck’s AP given to another',
      '<p>The repeated PANet reaches 42.29.</p>',
      /Table 5\) of Repeated top-down FPN/,
    ],
    ['our own AP given to another', '<p>AP: cells 4 (0.126), cells 8 (0.252).</p>', /of cells 8/],
    [
      'our own mIoU given to another',
      '<p>DFANet-A from random numbers: mIoU 0.627.</p>',
      /mIoU of BiSeNet on/,
    ],
    [
      'an unseen artist’s mIoU told as that of known ones',
      '<p>Segmentation on a BiFPN: mIoU 0.391 on 1,000 scenes of artists it was trained on.</p>',
      /artist never seen of Segmentation on a BiFPN, which is not/,
    ],
    [
      'what our own costs given to another',
      '<p>Segmentation on a BiFPN costs 816 million multiply-adds.</p>',
      /multiply-adds of what was trained of BiSeNet on EfficientNet-B0, of which/,
    ],
    [
      'a difference of two given to a third',
      '<p>DFANet-A from random numbers does 385 million multiply-adds more.</p>',
      /more of BiSeNet with its spatial path against without, of which/,
    ],
    [
      'a size given to another',
      '<p>Downloads the 2.61 MB of “DFANet-A from random numbers”.</p>',
      /size of the weights of BiSeNet on EfficientNet-B0, of which/,
    ],
    [
      'scenes given to another',
      '<p>32,000 to “DFANet-A from random numbers” were shown.</p>',
      /training scenes shown of/,
    ],
    ['a heading', '<h2>Does B0 reach 80.1 %?</h2>', /of B2/],
    [
      'an entry of the contents',
      '<nav class="contents"><ol><li><a href="#x">B0 at 80.1 %</a></li></ol></nav>',
      /of B2/,
    ],
    ['a caption', '<table><caption>D2 and its 40.5 AP</caption><tr><td>x</td></tr></table>', /of D1/],
    ['a cell', '<table><tr><th></th><th>AP</th></tr><tr><td>D2</td><td>40.5</td></tr></table>', /of D1/],
    ['a figure’s caption', '<figure><figcaption>D2 reaches 40.5 AP.</figcaption></figure>', /of D1/],
    ['an alternative text', '<img alt="D2 at 40.5 AP">', /of D1/],
    ['a title', '<svg><rect><title>B3: 4.2 billion multiply-adds</title></rect></svg>', /of B4/],
    ['a label', '<p aria-label="D2 at 40.5 AP">x</p>', /of D1/],
    ['a description', '<meta name="description" content="B1 reaches 77.1 % top-1.">', /of B0/],
    ['a text of a drawing', '<svg><g><text>D2</text><text>40.5 AP</text></g></svg>', /of D1/],
  ] as const)('%s', ([, html, expected], { expect }) => {
    expect(complaints(html).join('\n')).toMatch(expected);
  });

  test('a typed number that nobody holds', () => {
    const html = '<p>B0 has 5.37 million parameters and reaches 77.95 %.</p>';
    expect(complaints(html, [], ['5.37 million', '77.95 %'])).toHaveLength(2);
    expect(complaints(html)).toEqual([]);
  });

  test('a note that gives a number to somebody else', () => {
    const html = '<p>Its AP is 40.5.</p>';
    expect(complaints(html, [{ phrase: 'Its AP is 40.5', of: 'D1' }])).toEqual([]);
    expect(complaints(html, [{ phrase: 'Its AP is 40.5', of: 'D2' }])).toHaveLength(1);
  });
});

describe('accepts', () => {
  test.for([
    [
      'what the tables hold',
      'B0 has 5.3 million parameters and reaches 77.1 %; GPipe has 8.4× more parameters.',
    ],
    ['an owner named before, and in the next sentence', 'D1 was trained longer. It reaches 40.5 AP.'],
    ['lists', 'Accuracies of 79.1 % for B1 and 84.3 % for B7.'],
    ['what was counted', 'B0 spends 385,814,752 multiply-adds, or 385.8 million, and B4 4.39 billion.'],
    [
      'our own mIoU, of known artists and then of the one never seen',
      'Segmentation on a BiFPN reaches 0.630), and 0.391 on 500 of an artist that it never saw.',
    ],
    ['what is no number of a network', 'A share of 0.29 of the mix, 31.5 MB to fetch, a window of 3 × 3.'],
  ] as const)('%s', ([, text], { expect }) => {
    expect(complaints(`<p>${text}</p>`)).toEqual([]);
  });
});

test('quantities are read with their units and without the numbers of windows and names', () => {
  const text = 'B0 at 224 pixels: 77.1 %, 5,288,548 weights, 0.39B, 3×3, 8.4×, 0.098 s, 1.5 MB, v5.2';
  expect(quantitiesOf(text).map(({ digits, unit }) => `${digits} ${unit}`)).toEqual([
    '77.1 percent',
    '5288548 whole',
    '0.39 billion',
    '8.4 times',
    '0.098 seconds',
    '1.5 megabytes',
  ]);
});

test('of a chapter’s source only typed prose is read: no formula, code, tag, import or expression', () => {
  const mdx =
    "---\ntitle: x\norder: 3\n---\nimport a from 'b1.25';\n\n$1.37$ `2.71` <A x={9.99}>{f({ y: 8.88 })}</A> plain 12, typed 7.5 %";
  expect(literalsOf(mdx).map(({ text }) => text)).toEqual(['7.5 %']);
});
