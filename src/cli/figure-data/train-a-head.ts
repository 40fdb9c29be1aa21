import sharp from 'sharp';
import { answersOf, assessed } from '../../../models/heads/assessment.ts';
import { leaks } from '../../../models/heads/leaks.ts';
import { sketchSize } from '../../../models/heads/sketch.ts';
import { split } from '../../../models/heads/split.ts';
import { decays, trained } from '../../../models/heads/training.ts';
import { type ArtistId, artists } from '../../../models/scenes/art.ts';
import { paint } from '../../../models/scenes/paint.ts';
import { portrait } from '../../../models/scenes/portrait.ts';
import {
  learntArtists,
  otherArtist,
  otherArtistName,
  type PortraitSeed,
  portraitSeeds,
  portraitSide,
  shares,
  shiftSeeds,
  stickerNames,
} from '../../figures/train-a-head/sets.ts';
import { trainSchema } from '../../figures/train-a-head/view.ts';
import { loadShipped } from '../loaded.ts';
import { useNodeBackend } from '../node-backend.ts';
import { loadArt } from '../scenes/art.ts';
import { type Backbone, backboneOn, type Looks } from '../train-head/features.ts';
import { leakRates, leakSets } from './leak-rates.ts';
import { rounded } from './rounded.ts';
import { tunedBlock } from './tuned-block.ts';

const thumb = 64;
const columns = 12;
/** Of each class, pictures to learn from that are shown. */
const shownToLearn = 4;

interface Looked {
  readonly labels: number[];
  readonly features: Float32Array;
  readonly width: number;
  readonly sketches: Float32Array;
  /** Below the last block, where that was asked for. */
  readonly maps: Float32Array;
  /** Small, as PNG files, where they were asked for. */
  readonly pictures: readonly Buffer[];
}

async function look(
  backbone: Backbone,
  seeds: readonly PortraitSeed[],
  hands: readonly ArtistId[],
  { withPictures = false } = {},
): Promise<Looked> {
  const art = await loadArt();
  const looks: Looks[] = [];
  const pictures: Buffer[] = [];
  for (const { label, seed } of seeds) {
    const { rgb } = paint(portrait(seed, label, hands, art).layout, portraitSide, art);
    const [width, height, channels] = [portraitSide, portraitSide, 3 as const];
    looks.push(await backbone.look({ width, height, channels, data: rgb }));
    if (!withPictures) continue;
    pictures.push(
      await sharp(rgb, { raw: { width, height, channels } })
        .resize(thumb, thumb)
        .removeAlpha()
        .png()
        .toBuffer(),
    );
  }
  const width = looks[0]?.features.length ?? 0;
  const features = new Float32Array(looks.length * width);
  const sketches = new Float32Array(looks.length * sketchSize);
  looks.forEach((each, i) => {
    features.set(each.features, i * width);
    sketches.set(each.sketch, i * sketchSize);
  });
  const size = looks[0]?.below?.length ?? 0;
  const maps = new Float32Array(looks.length * size);
  looks.forEach(({ below }, i) => {
    if (below !== undefined) maps.set(below, i * size);
  });
  return { labels: seeds.map(({ label }) => label), features, width, sketches, maps, pictures };
}

/** What the figure shows before a reader has trained anything: its own default view, trained here, and a sheet of pictures. */
export async function trainPoster() {
  const { stickers, each, seed, method } = trainSchema.properties;
  const classes = Number(stickers.default);
  const backbone = await backboneOn(await useNodeBackend('wasm'), loadShipped('efficientnet-b0'));
  const seeds = portraitSeeds(classes, Number(each.default));
  const data = await look(backbone, seeds, learntArtists, { withPictures: true });
  const shift = await look(backbone, shiftSeeds(classes), [otherArtist]);
  backbone.dispose();
  const parts = split(data.labels, { seed: seed.default, ...shares });
  const head = trained(data, parts, {
    method: method.default,
    classes,
    seed: seed.default,
    decay: decays[method.default],
  });
  const rows = parts.flatMap((part, i) => (part === 'test' ? [i] : []));
  const answers = answersOf(head, data, rows);
  const shiftAnswers = answersOf(
    head,
    shift,
    shift.labels.map((_, i) => i),
  );
  const shifted = assessed(shiftAnswers, classes, seed.default);
  const shown = data.labels.flatMap((label, i) => {
    const before = data.labels.slice(0, i).filter((each, j) => each === label && parts[j] === 'train').length;
    return parts[i] === 'test' || (parts[i] === 'train' && before < shownToLearn) ? [i] : [];
  });
  const poster = {
    names: stickerNames(classes),
    labels: data.labels,
    parts,
    seed: seed.default,
    curve: head.curve.map(({ step, loss, validationLoss, validationAccuracy }) => ({
      step,
      loss: rounded(loss, 4),
      validationLoss: validationLoss === null ? null : rounded(validationLoss, 4),
      validationAccuracy: validationAccuracy === null ? null : rounded(validationAccuracy, 4),
    })),
    step: head.step,
    ended: head.ended,
    answers: answers.map(({ probabilities, loss, ...rest }) => ({
      ...rest,
      loss: rounded(loss, 4),
      probabilities: Array.from(probabilities, (value) => rounded(value, 4)),
    })),
    leaks: leaks(data, parts),
    /** Another artist's stickers of the same classes. */
    shift: {
      artist: otherArtistName,
      pictures: shift.labels.length,
      accuracy: shifted?.judgement.accuracy ?? 0,
      interval: shifted?.interval ?? null,
    },
    /** Which pictures the sheet holds, in rows of `columns`. */
    sheet: { columns, pictures: shown },
  };
  const sheet = await sharp({
    create: {
      width: columns * thumb,
      height: Math.ceil(shown.length / columns) * thumb,
      channels: 3,
      background: '#fff',
    },
  })
    .composite(
      shown.map((picture, i) => ({
        input: data.pictures[picture] ?? Buffer.alloc(0),
        left: (i % columns) * thumb,
        top: Math.floor(i / columns) * thumb,
      })),
    )
    .webp({ quality: 72 })
    .toBuffer();
  return { poster, sheet };
}

/** What λ is chosen from, the smallest first. */
const decayChoices = [1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1];

/** Mean of some values, and its standard error. */
export function meanOf(values: readonly number[]): { readonly mean: number; readonly error: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, error: Math.sqrt(variance / values.length) };
}

/**
 * Of choices that grow simpler one by one, the last whose mean loss is within one standard error of the lowest: the “one standard error
 * rule” (Breiman, Friedman, Olshen & Stone 1984, §3.4.3). Differences smaller than that are chance.
 */
export function withinOneError<Choice extends { readonly mean: number; readonly error: number }>(
  choices: readonly Choice[],
): Choice {
  const best = choices.reduce((one, other) => (other.mean < one.mean ? other : one));
  return choices.findLast(({ mean }) => mean <= best.mean + best.error) ?? best;
}

/**
 * All twelve classes, forty portraits of each by the two sets of artists. λ is chosen by the loss on the validation pictures; only then is
 * the test looked at, and every artist that was kept out.
 */
export async function twelveClasses() {
  const [classes, each, seed] = [12, 40, 1];
  const backbone = await backboneOn(await useNodeBackend('wasm'), loadShipped('efficientnet-b0'));
  const data = await look(backbone, portraitSeeds(classes, each), learntArtists);
  const parts = split(data.labels, { seed, ...shares });
  const watched = parts.flatMap((part, i) => (part === 'validation' ? [i] : []));
  const heads = decayChoices.map((decay) => {
    const head = trained(data, parts, { method: 'lbfgs', classes, seed, decay });
    const answers = answersOf(head, data, watched);
    const losses = answers.map(({ loss }) => loss);
    const right = answers.filter(({ label, prediction }) => label === prediction).length;
    return { decay, head, ...meanOf(losses), accuracy: right / answers.length };
  });
  const chosen = withinOneError(heads);
  const measure = (own: Looked, rows: readonly number[]) => {
    const found = assessed(answersOf(chosen.head, own, rows), classes, seed);
    return {
      pictures: rows.length,
      accuracy: found?.judgement.accuracy ?? 0,
      interval: found?.interval ?? null,
    };
  };
  const others = [];
  for (const { id } of artists.filter(({ role }) => role !== 'training')) {
    const own = await look(backbone, shiftSeeds(classes), [id]);
    others.push({ artist: id, ...measure(own, [...own.labels.keys()]) });
  }
  backbone.dispose();
  const same = measure(
    data,
    parts.flatMap((part, i) => (part === 'test' ? [i] : [])),
  );
  const choices = heads.map(({ decay, head, mean, error, accuracy }) => ({
    decay,
    step: head.step,
    validation: { loss: rounded(mean, 4), standardError: rounded(error, 2), accuracy: rounded(accuracy, 4) },
  }));
  return { classes, each, seed, decay: chosen.decay, choices, same, others };
}

/** Twelve classes, twenty portraits of each: with the last block frozen, and trained. */
async function twelveTuned() {
  const network = loadShipped('efficientnet-b0');
  const backbone = await backboneOn(await useNodeBackend('wasm'), network, true);
  const own = await look(backbone, portraitSeeds(12, 20), learntArtists);
  const other = await look(backbone, shiftSeeds(12), [otherArtist]);
  backbone.dispose();
  return tunedBlock(network, 12, own, other);
}

/** What was measured once and is quoted: the twelve classes, the last block of B0 for them, and how many planted leaks are found. */
export async function measuredHeads() {
  const twelve = await twelveClasses();
  const tuned = await twelveTuned();
  const backbone = await backboneOn(await useNodeBackend('wasm'), loadShipped('efficientnet-b0'));
  const chosen = await leakRates(backbone, leakSets.chosen);
  const confirmed = await leakRates(backbone, leakSets.confirmed);
  backbone.dispose();
  return { twelve, tuned, leaks: { chosen, confirmed } };
}
