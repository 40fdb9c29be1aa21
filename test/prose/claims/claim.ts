import type { Printed } from '../../../models/published/row.ts';
import type { Unit } from '../quantities.ts';

/** Subjects that are told apart by name: a sentence that names one of a group speaks of it and not of its rivals. */
export type Group =
  | 'classifier'
  | 'detector'
  | 'feature network'
  | 'fusion model'
  | 'segmenter'
  | 'own detector'
  | 'own segmenter'
  | 'own backbone'
  | 'study network';

/** A number that a table prints, a graph counts or a card holds, and of what. */
export interface Claim {
  readonly group: Group;
  readonly subject: string;
  /** What it is of the subject, for whoever reads a complaint. */
  readonly measure: string;
  /** How it may be written: the unit, and the digits behind each other as they stand. */
  readonly unit: Unit;
  readonly digits: string;
  /** Words of which one must stand in the sentence or around it, where the subject has several such numbers. */
  readonly words?: RegExp;
  /** Without these words the number is about something else: shares and scores have as many digits. */
  readonly loose?: true;
  /** Of a loose one: where its subject is named, nothing else has these digits; without the words it is not what the sentence says. */
  readonly alone?: true;
}

export interface Subject {
  readonly group: Group;
  readonly subject: string;
}

const called: (Subject & { readonly name: RegExp })[] = [];
/** How each subject is called in running text. */
export const names: readonly (Subject & { readonly name: RegExp })[] = called;
const known = new Set<string>();

export function subject(group: Group, name: string, pattern?: string): Subject {
  const key = `${group} ${name}`;
  if (!known.has(key)) {
    known.add(key);
    const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    called.push({
      group,
      subject: name,
      name: new RegExp(`(?<![\\w-])(?:${pattern ?? escaped})(?![\\w])`, 'giu'),
    });
  }
  return { group, subject: name };
}

export const classifier = (name: string): Subject => {
  const short = /^(?:EfficientNet-)?([BL]\d|Lite\d)$/.exec(name)?.[1];
  return short
    ? subject('classifier', short, `(?:EfficientNet-)?${short}`)
    : subject(
        'classifier',
        name,
        name
          .replace('Inception-resnet-v2', 'Inception-res(?:n|N)et-v2')
          .replace('MobileNetV', 'MobileNet ?V'),
      );
};
export const detector = (name: string): Subject => {
  const short = /^(?:EfficientDet-)?(D\dx?|Lite\dx?)$/.exec(name)?.[1];
  if (short) return subject('detector', short, `(?:EfficientDet-)?${short}`);
  return subject(
    'detector',
    name,
    name === 'RetinaNet-R50' ? 'RetinaNet(?:-R50)?' : name.replace(/[+()]/g, '\\$&'),
  );
};

export const fixed = (value: number, decimals: number) => value.toFixed(decimals);

export function claim(of: Subject, measure: string, unit: Unit, digits: string, words?: RegExp): Claim {
  return { ...of, measure, unit, digits, ...(words && { words }) };
}

/** `0.39B`, `5.3M`, `8.4x` as printed. */
export function printedClaim(
  of: Subject,
  measure: string,
  value: Printed | null | undefined,
  words?: RegExp,
): Claim[] {
  const match = /^([\d.]+)([MBx]|ms)?\*?$/.exec(value?.printed ?? '');
  const unit = { M: 'million', B: 'billion', x: 'times', ms: 'milliseconds' }[match?.[2] ?? ''] as
    | Unit
    | undefined;
  return match?.[1] && unit ? [claim(of, measure, unit, match[1], words)] : [];
}

/** A count, exact or rounded to three to five digits in millions or billions. */
export function counted(of: Subject, measure: string, value: number, words?: RegExp): Claim[] {
  const scales = [
    [1e6, 'million'],
    [1e9, 'billion'],
  ] as const;
  const rounded = scales.flatMap(([scale, unit]) => {
    const short = value / scale;
    if (short < 0.05 || short >= 5000) return [];
    const digits = [3, 4, 5].flatMap((count) => [
      short.toPrecision(count),
      `${Number(short.toPrecision(count))}`,
    ]);
    return [...new Set(digits)].map((each) => claim(of, measure, unit, each, words));
  });
  return [claim(of, measure, 'whole', `${value}`, words), ...rounded];
}

export const parameters = /parameter|weights|learned/i;
export const cost =
  /multiply-add|FLOP|cost|count|print|arithmetic|operations|came out|spends|takes|million for|second look/i;
