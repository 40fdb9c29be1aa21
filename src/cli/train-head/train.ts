import type { HeadCard } from '../../../models/checkpoints/head.ts';
import { type Answer, type Assessment, answersOf, assessed } from '../../../models/heads/assessment.ts';
import { type Leak, type Leaks, leaks } from '../../../models/heads/leaks.ts';
import { sketchSize } from '../../../models/heads/sketch.ts';
import type { LabelledFeatures } from '../../../models/heads/softmax-regression.ts';
import { parts as allParts, type Part, split } from '../../../models/heads/split.ts';
import { decays, type Trained, trained } from '../../../models/heads/training.ts';
import { Complaint } from '../complaint.ts';
import { type Backbone, type Seen, seePictures } from './features.ts';
import type { ClassFolder } from './folder.ts';

/** Every picture that could be read, with its class, and what could not. */
export interface Collection {
  readonly classes: readonly string[];
  readonly pictures: readonly (Seen & { readonly label: number; readonly forTest: boolean })[];
  readonly refused: readonly string[];
}

/** Looks at all pictures of the classes; those of `kept` are for the test alone. Throws `Complaint` for a class without a picture. */
export async function collect(
  backbone: Backbone,
  learnt: readonly ClassFolder[],
  kept: readonly ClassFolder[],
): Promise<Collection> {
  const total = [...learnt, ...kept].reduce((sum, { files }) => sum + files.length, 0);
  let done = 0;
  const onSeen = () => {
    done++;
    if (process.stderr.isTTY)
      process.stderr.write(`\r${done} of ${total} pictures seen${done === total ? '\n' : ''}`);
  };
  const classes = learnt.map(({ name }) => name);
  const pictures: Collection['pictures'][number][] = [];
  const refused: string[] = [];
  for (const [forTest, folders] of [
    [false, learnt],
    [true, kept],
  ] as const)
    for (const { name, files } of folders) {
      const found = await seePictures(backbone, files, onSeen);
      refused.push(...found.refused);
      if (found.seen.length === 0 && !forTest)
        throw new Complaint(
          `The class “${name}” has no picture that can be read${files.length === 0 ? ': its folder is empty' : `. ${found.refused[0] ?? ''}`}`,
        );
      for (const seen of found.seen) pictures.push({ ...seen, label: classes.indexOf(name), forTest });
    }
  return { classes, pictures, refused };
}

export interface TrainedHead {
  readonly head: Trained;
  readonly card: HeadCard;
  readonly parts: Readonly<Record<Part, number>>;
  /** The files that are nearly the same, by their paths. */
  readonly leaks: Omit<Leaks, 'pairs'> & {
    readonly pairs: readonly (Omit<Leak, 'a' | 'b'> & { readonly a: string; readonly b: string })[];
  };
  readonly assessment: Assessment | null;
  /** About the pictures of the test. */
  readonly answers: readonly Answer[];
  readonly data: LabelledFeatures;
}

/** Splits, looks for leaks, trains and judges. The same pictures and seed give the same head. */
export function train(
  { classes, pictures }: Collection,
  about: { readonly seed: number } & Pick<HeadCard, 'title' | 'standsOn' | 'backbone'>,
): TrainedHead {
  const { seed, ...rest } = about;
  const width = pictures[0]?.features.length ?? 0;
  const features = new Float32Array(pictures.length * width);
  const sketches = new Float32Array(pictures.length * sketchSize);
  pictures.forEach((picture, i) => {
    features.set(picture.features, i * width);
    sketches.set(picture.sketch, i * sketchSize);
  });
  const labels = pictures.map(({ label }) => label);
  const data: LabelledFeatures = { features, labels, width };
  const apart = pictures.some(({ forTest }) => forTest);
  const learnt = pictures.filter(({ forTest }) => !forTest);
  const drawn = split(
    learnt.map(({ label }) => label),
    { seed, validation: 0.2, test: apart ? 0 : 0.2 },
  );
  const parts = pictures.map(({ forTest }): Part => (forTest ? 'test' : (drawn.shift() ?? 'train')));
  const method = 'lbfgs';
  const decay = decays[method];
  const head = trained(data, parts, { method, classes: classes.length, seed, decay });
  const rows = parts.flatMap((part, i) => (part === 'test' ? [i] : []));
  const answers = answersOf(head, data, rows);
  const assessment = assessed(answers, classes.length, seed);
  const pathAt = (i: number) => pictures[i]?.path ?? '';
  const found = leaks({ features, width, sketches }, parts);
  const count = (part: Part) => parts.filter((each) => each === part).length;
  return {
    head,
    parts: Object.fromEntries(allParts.map((part) => [part, count(part)])) as Record<Part, number>,
    leaks: {
      ...found,
      pairs: found.pairs.map((each) => ({ ...each, a: pathAt(each.a), b: pathAt(each.b) })),
    },
    assessment,
    answers,
    data,
    card: {
      ...rest,
      classes,
      training: { method, seed, decay, step: head.step, ended: head.ended },
      pictures: pictures.map(({ label, sha256 }, i) => ({ label, sha256, part: parts[i] ?? 'train' })),
      measured: measuredBy(assessment),
    },
  };
}

/** What was measured on the test, as a card has it. */
export const measuredBy = (assessment: Assessment | null): HeadCard['measured'] =>
  assessment && {
    pictures: assessment.answers.length,
    accuracy: assessment.judgement.accuracy,
    interval: assessment.interval,
    macroF1: assessment.judgement.macro.f1,
  };
