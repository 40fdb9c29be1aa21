import card from '../../../models/checkpoints/efficientnet-b0/card.json';
import type { HeadCard, HeadWeights } from '../../../models/checkpoints/head.ts';
import type { LastBlock } from '../../../models/facts/last-block.ts';
import { answersOf, assessed } from '../../../models/heads/assessment.ts';
import { mostTuned, tuningRecipe } from '../../../models/heads/last-block.ts';
import { split } from '../../../models/heads/split.ts';
import { type CurvePoint, decays, type Method } from '../../../models/heads/training.ts';
import { Opener } from '../../parts/runs/opener.svelte.ts';
import * as words from '../../words/en/figures/train-a-head.ts';
import { Collection, type Item } from './collection.svelte.ts';
import type { Current } from './current.ts';
import { SeenMaps } from './maps.ts';
import type { Outcome } from './outcome.ts';
import type { Session } from './session.ts';
import {
  learntArtists,
  otherArtist,
  otherArtistName,
  portraitSeeds,
  shares,
  shiftSeeds,
  stickerNames,
} from './sets.ts';
import { measuredOn, type Pair, pairOf } from './tuning.ts';

export interface Shift {
  readonly artist: string;
  readonly pictures: number;
  readonly accuracy: number;
  readonly interval: readonly [number, number] | null;
}

interface Settings {
  readonly seed: number;
  readonly method: Method;
}

type OpenSession = (...args: Parameters<typeof Session.open>) => Promise<Session>;

const backbone = { picked: { kind: 'shipped', id: card.id }, name: 'EfficientNet-B0' } as const;

/** Paints or takes pictures, has them looked at, trains, and keeps what came of it. A failure or a cancel leaves what is there. */
export class Trainer extends Opener<Session> {
  readonly collection = new Collection();
  /** The curves of the training that runs or ran last. */
  curve: readonly CurvePoint[] = $state.raw([]);
  current: Current | null = $state.raw(null);
  shift: Shift | null = $state.raw(null);
  /** Both runs, once the last block was trained too; `current` is one of them. */
  pair: Pair | null = $state.raw(null);
  readonly #maps = new SeenMaps(mostTuned);
  readonly #lastBlock: Pick<LastBlock, 'bytesOfMap'>;

  /** @param open What brings the engine's end on the page with it. */
  constructor(
    lastBlock: Pick<LastBlock, 'bytesOfMap'>,
    open: OpenSession = async (...args) => (await import('./session.ts')).Session.open(...args),
  ) {
    super(open);
    this.#lastBlock = lastBlock;
  }

  /** Bytes to be downloaded before anything can be looked at; null where they are here. */
  get download(): number | null {
    return this.session === null ? card.weights.bytes : null;
  }

  override dispose(): void {
    super.dispose();
    this.collection.clear();
  }

  /** Paints so many stickers in the place of all pictures, then trains on them. */
  trainOnStickers(classes: number, each: number, settings: Settings): Promise<boolean> {
    return this.attempt(async (signal) => {
      const session = await this.open(backbone, signal);
      const seeds = portraitSeeds(classes, each);
      this.#tell(words.painting, 0, seeds.length);
      const { portraits } = await import('./paint.ts');
      const painted: Item[][] = stickerNames(classes).map(() => []);
      let done = 0;
      try {
        for await (const { label, picture, shown } of portraits(seeds, learntArtists, signal)) {
          painted[label]?.push(this.collection.item(picture, shown, words.painting));
          this.#tell(words.painting, ++done, seeds.length);
        }
      } catch (error) {
        this.collection.release(painted.flat());
        throw error;
      }
      this.collection.replace(
        stickerNames(classes).map((name, i) => ({ name, items: painted[i] ?? [] })),
        true,
      );
      await this.#train(session, settings, signal);
    });
  }

  /** Trains on the pictures that are here. */
  train(settings: Settings): Promise<boolean> {
    return this.attempt(async (signal) => this.#train(await this.open(backbone, signal), settings, signal));
  }

  /**
   * Trains the last block too, beginning with the head that was trained here. Both are kept, to be judged beside each other; a failure or a
   * cancel leaves the first.
   */
  tuneBlock(seed: number): Promise<boolean> {
    return this.attempt(async (signal) => {
      const frozen = this.pair?.frozen ?? this.current;
      if (frozen === null || frozen.trained === null) return;
      const { trained, head, card } = frozen;
      const { items, outcome } = trained;
      if (items.length > mostTuned)
        throw new Error(words.tooManyToTune(items.length, mostTuned, this.#lastBlock.bytesOfMap));
      const session = await this.open(backbone, signal);
      this.#tell(words.lookingAgain, 0, items.length);
      const maps = await this.#maps.together(
        card.pictures,
        (i) => session.below((items[i] as Item).picture, signal),
        (count) => this.#tell(words.lookingAgain, count, items.length),
      );
      this.progress = { label: words.tuning };
      this.curve = [];
      const { labels, parts } = outcome;
      const { kernel, bias } = head;
      const request = {
        maps,
        labels,
        parts,
        head: { kernel, bias },
        options: { ...tuningRecipe, seed },
      };
      const tuned = await session.tune(request, signal, (progress) => {
        if (signal.aborted || progress.phase !== 'tuning') return;
        const { done, points } = progress;
        this.curve = [...this.curve, ...points];
        const epoch = this.curve.at(-1)?.step ?? 0;
        this.progress = {
          label: words.tuning,
          value: done,
          detail: words.epochsDone(epoch, tuningRecipe.epochs),
        };
      });
      signal.throwIfAborted();
      this.pair = pairOf({ ...frozen, trained }, tuned);
      // Where no epoch was better there is nothing to choose from, and the file needs no block that is the checkpoint's.
      this.choose(tuned.step > 0 ? 'tuned' : 'frozen');
    });
  }

  /** Judges, tries and saves this one of the two runs. */
  choose(which: keyof Pair): void {
    if (this.pair === null) return;
    this.current = this.pair[which];
    this.shift = null;
  }

  /** How the head does on another artist's stickers of the same classes. */
  askOtherArtist(seed: number): Promise<boolean> {
    return this.attempt(async (signal) => {
      const { current } = this;
      if (current === null) return;
      const session = await this.open(backbone, signal);
      const classes = current.card.classes.length;
      const seeds = shiftSeeds(classes);
      this.#tell(words.looking, 0, seeds.length);
      const { portraits } = await import('./paint.ts');
      const rows: Float32Array[] = [];
      for await (const { picture } of portraits(seeds, [otherArtist], signal)) {
        rows.push(await session.pooled(picture, current.head, signal));
        this.#tell(words.looking, rows.length, seeds.length);
      }
      const data = together(
        rows,
        seeds.map(({ label }) => label),
      );
      const found = assessed(answersOf(current.head, data, [...seeds.keys()]), classes, seed);
      if (found === null || this.current !== current) return;
      this.shift = {
        artist: otherArtistName,
        pictures: seeds.length,
        accuracy: found.judgement.accuracy,
        interval: found.interval,
      };
    });
  }

  /** Takes a head from a file in the place of the one that is here. */
  adopt(head: HeadWeights, headCard: HeadCard): void {
    this.current = { head, card: headCard, trained: null };
    this.pair = null;
    this.shift = null;
    this.error = null;
  }

  /** Does something with the network, opening it first. */
  withSession(work: (session: Session, signal: AbortSignal) => Promise<void>): Promise<boolean> {
    return this.attempt(async (signal) => work(await this.open(backbone, signal), signal));
  }

  async #train(session: Session, { seed, method }: Settings, signal: AbortSignal): Promise<void> {
    await this.#look(session, signal);
    const { classes } = this.collection;
    const empty = classes.find(({ items }) => items.length === 0);
    if (empty !== undefined) throw new Error(words.emptyClass(empty.name));
    if (classes.length < 2) throw new Error(words.fewClasses);
    const items = classes.flatMap((each) => each.items);
    const labels = classes.flatMap((each, label) => each.items.map(() => label));
    const data = together(
      items.map(({ seen }) => seen?.features ?? new Float32Array()),
      labels,
    );
    const { features: sketches } = together(
      items.map(({ seen }) => seen?.sketch ?? new Float32Array()),
      labels,
    );
    const parts = split(labels, { seed, ...shares });
    const decay = decays[method];
    this.progress = { label: words.training };
    this.curve = [];
    const options = { method, classes: classes.length, seed, decay };
    const { leaks, ...head } = await session.train(
      { ...data, sketches, parts, options },
      signal,
      (progress) => {
        if (signal.aborted) return;
        if (progress.phase === 'comparing') {
          this.#tell(words.comparing, Math.round(progress.done * items.length), items.length);
          return;
        }
        this.curve = [...this.curve, ...progress.points];
        this.progress = { label: words.training, detail: words.stepsDone(progress.points.at(-1)?.step ?? 0) };
      },
    );
    signal.throwIfAborted();
    const names = classes.map(({ name }) => name);
    const rows = parts.flatMap((part, i) => (part === 'test' ? [i] : []));
    const answers = answersOf(head, data, rows);
    const { curve, step, ended } = head;
    const outcome: Outcome = {
      names,
      labels,
      parts,
      seed,
      curve,
      step,
      ended,
      answers,
      leaks,
    };
    this.curve = curve;
    this.shift = null;
    this.pair = null;
    this.current = {
      head,
      trained: { outcome, items, data },
      card: {
        title: names.slice(0, 4).join(', '),
        standsOn: card.id,
        backbone: card.weights.sha256,
        classes: names,
        training: { method, seed, decay, step, ended },
        pictures: items.map(({ seen }, i) => ({
          label: labels[i] ?? 0,
          part: parts[i] ?? 'train',
          sha256: seen?.sha256 ?? '',
        })),
        measured: measuredOn(answers, names.length, seed),
      },
    };
  }

  /** Has every picture looked at that was not; one that cannot be read is left out with a sentence, and the others go on. */
  async #look(session: Session, signal: AbortSignal): Promise<void> {
    const all = this.collection.classes.flatMap(({ items }) => items);
    const waiting = all.filter(({ seen }) => seen === null);
    let done = all.length - waiting.length;
    if (waiting.length > 0) this.#tell(words.looking, done, all.length);
    for (const item of waiting) {
      try {
        this.collection.looked(item, await session.features(item.picture, signal));
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? error.code : undefined;
        if (code !== 'picture' || !(error instanceof Error)) throw error;
        this.collection.refuse(item, words.refusedFile(item.name, error.message));
      }
      this.#tell(words.looking, ++done, all.length);
    }
  }

  #tell(label: string, done: number, all: number): void {
    this.progress = { label, value: done / all, detail: words.counted(done, all) };
  }
}

/** Rows of features as one table. */
function together(rows: readonly Float32Array[], labels: readonly number[]) {
  const width = rows[0]?.length ?? 0;
  const features = new Float32Array(rows.length * width);
  rows.forEach((row, i) => {
    features.set(row, i * width);
  });
  return { features, labels, width };
}
