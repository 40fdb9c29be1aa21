import { type Claim, type Group, names } from './claims/claim.ts';
import { claims } from './claims/index.ts';
import { type Quantity, quantitiesOf } from './quantities.ts';
import type { Sentence } from './sentences.ts';

/** A number whose owner a reader finds and a program does not: of whom it is, or why it is nobody's. */
export interface Note {
  /** A stretch of the sentence that holds the number. */
  readonly phrase: string;
  /** The number as it stands there; absent, all of the sentence. */
  readonly number?: string;
  /** Whose it is, and then it must be; or what it is, where it only happens to equal somebody's. */
  readonly of?: string | readonly string[];
  readonly is?: string;
}

interface Mention {
  readonly group: Group;
  readonly subject: string;
  readonly from: number;
  readonly to: number;
}

const byForm = new Map<string, Claim[]>();
for (const claim of claims) {
  const form = `${claim.unit} ${claim.digits}`;
  byForm.set(form, [...(byForm.get(form) ?? []), claim]);
}

/** Who is named in a text, in order; of two names in one place the longer. */
function mentionsIn(text: string): Mention[] {
  const all = names.flatMap(({ group, subject, name }) =>
    [...text.matchAll(name)].map((match) => ({
      group,
      subject,
      from: match.index,
      to: match.index + match[0].length,
    })),
  );
  return all
    .filter(
      (one) =>
        !all.some(
          (other) =>
            other.group === one.group &&
            other.from <= one.from &&
            other.to >= one.to &&
            other.to - other.from > one.to - one.from,
        ),
    )
    .sort((a, b) => a.from - b.from);
}

/** “77.1 % for B0”, “385.8 million of B0”: the owner stands behind its number. */
const behind =
  /^[\s\u202f]*(?:top-1|AP|multiply-adds|parameters|points)?[\s,]*(?:for|of|by|from|with)\s+(?:an?\s+|the\s+)?$/i;

/** “32,000 (16,000 different ones) to “X””: whom it was given to stands behind it in quotes. */
const givenTo = /^[^;“”]{0,40}\bto\s+“$/;

const mostNamed = 4;

/** Of whom a number of this group is: who is named nearest, in the sentence or around it. */
function ownerOf(group: Group, at: Quantity, sentence: Sentence, mentions: readonly Mention[]): string[] {
  const own = mentions.filter((each) => each.group === group);
  // A drawing's texts and a table's cells are no sentences: whoever is named beside them is meant.
  if (sentence.kind === 'text' && own.length > 0)
    return [sentence.text, sentence.context[0] ?? ''].flatMap((part) =>
      mentionsIn(part).flatMap((each) => (each.group === group ? [each.subject] : [])),
    );
  const after = own.find(({ from }) => from >= at.to);
  const between = after && sentence.text.slice(at.to, after.from);
  if (between !== undefined && (behind.test(between) || givenTo.test(between))) return [after!.subject];
  const before = own.findLast(({ to }) => to <= at.from);
  if (before) return [before.subject];
  // “It costs 686.8 million: 1.78× B0” goes on about whoever came before.
  if (after && !/^(?:It|Its|This|These|They|That)\b/.test(sentence.text)) return [after.subject];
  for (const around of sentence.context) {
    const named = new Set(mentionsIn(around).flatMap((each) => (each.group === group ? [each.subject] : [])));
    // What names half of a table names nobody.
    if (named.size > 0 && named.size <= mostNamed) return [...named];
  }
  return [];
}

const speaksOf = (group: Group, { text, context }: Sentence): boolean =>
  [text, ...context].some((part) => mentionsIn(part).some((each) => each.group === group));

const around = ({ text, context }: Sentence) => [text, ...context].join(' ');

/** A number of a sentence with whoever holds it there. */
export interface Owned {
  readonly quantity: Quantity;
  readonly claim: Claim;
}

/** The numbers of a sentence that are somebody's of whom it speaks, as it says they are. */
export function ownedIn(sentence: Sentence, notes: readonly Note[] = []): Owned[] {
  return judged(sentence, notes).flatMap(({ quantity, fitting }) =>
    fitting ? [{ quantity, claim: fitting }] : [],
  );
}

/**
 * What is wrong with the numbers of a sentence: each that some table, graph or card holds must be of whom the sentence names, and what
 * the sentence says it is.
 * @param typed numbers that stand in the source as digits: these must be somebody's
 */
export function complaintsAbout(
  sentence: Sentence,
  notes: readonly Note[] = [],
  typed: ReadonlySet<string> = new Set(),
): string[] {
  return judged(sentence, notes).flatMap(({ quantity: { text }, held, owned, fitting, noted }) => {
    if (fitting !== undefined) return [];
    const spoken = around(sentence);
    const other = held.find(
      (each) => fits(each, spoken) && (!each.loose || noted || speaksOf(each.group, sentence)),
    );
    const [own] = owned;
    if (own)
      return [
        `“${text}” is the ${own.measure} of ${own.subject}, which is not what it says: ${sentence.text}`,
      ];
    if (other)
      return [
        `“${text}” is the ${other.measure} of ${other.subject}, of which it does not speak: ${sentence.text}`,
      ];
    return typed.has(text) ? [`“${text}” is nobody’s of whom it speaks: ${sentence.text}`] : [];
  });
}

interface Judged {
  readonly quantity: Quantity;
  /** Who has such a number; of these, of whom the sentence speaks; of these, one whose words stand there too. */
  readonly held: readonly Claim[];
  readonly owned: readonly Claim[];
  readonly fitting: Claim | undefined;
  /** A note says of whom it is. */
  readonly noted: boolean;
}

/** Every number of a sentence that no note explains. */
function judged(sentence: Sentence, notes: readonly Note[]): Judged[] {
  const mentions = mentionsIn(sentence.text);
  const spoken = around(sentence);
  return quantitiesOf(sentence.text).flatMap((quantity): Judged[] => {
    const { text, unit, digits } = quantity;
    const note = notes.find((each) => (each.number ?? text) === text && sentence.text.includes(each.phrase));
    if (note?.is !== undefined) return [];
    const held = byForm.get(`${unit} ${digits}`) ?? [];
    const owned = held.filter((claim) => {
      if (claim.loose && !claim.alone && !fits(claim, spoken)) return false;
      const owners =
        note?.of === undefined ? ownerOf(claim.group, quantity, sentence, mentions) : [note.of].flat();
      return owners.includes(claim.subject);
    });
    const fitting = owned.find((claim) => fits(claim, spoken));
    return [{ quantity, held, owned, fitting, noted: note !== undefined }];
  });
}

const fits = ({ words }: Claim, spoken: string): boolean => words === undefined || words.test(spoken);
