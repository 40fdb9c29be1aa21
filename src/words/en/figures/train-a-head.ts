import type { LastBlock } from '../../../../models/facts/last-block.ts';
import { bytes, exact, fixed, listed, percent, precise } from '../quantity.ts';

export const title = 'Your own classes: a new last layer on the frozen B0, trained here and judged';
export const tableCaption = 'What the head did with each class of the test';
export const caption =
  'Every picture passes the frozen network once; what is trained is one dense layer on the 1,280 numbers that come out. Pictures, features and the head stay on this machine.';
export const builtNote = 'These numbers are from the same training, run when this page was made.';
export const source =
  'Weights of B0 as in its chapter. Stickers: Noto and Twemoji to learn from, OpenMoji as the other hand; their authors and licences stand on the Sources page.';

export const parts = { train: 'to learn from', validation: 'to stop by', test: 'to judge by' } as const;
export const methods = { lbfgs: 'L-BFGS', momentum: 'SGD with momentum' } as const;
export const methodChoice = 'Trained by';
export const stickersChoice = 'Classes of stickers';
export const eachChoice = 'Pictures of each';
export const seedKnob = 'Seed of the split';
export const train = (pictures: number, download: number | null) =>
  `Train on ${exact(pictures)} pictures here${download === null ? '' : `: download ${bytes(download)}`}`;
export const trainStickers = (classes: number, each: number, download: number | null) =>
  `Paint ${exact(classes)} × ${exact(each)} stickers and train on them${download === null ? '' : `: download ${bytes(download)}`}`;

/** Progress. */
export const painting = 'Painting stickers';
export const looking = 'B0 looks at each picture once';
export const comparing = 'Looking for pictures that stand in two parts';
export const training = 'Training the head';
export const counted = (done: number, all: number) => `${exact(done)} of ${exact(all)}`;
export const epochsDone = (epoch: number, most: number) => `epoch ${exact(epoch)} of ${exact(most)} at most`;
export const stepsDone = (step: number) => `step ${exact(step)}`;

/** Classes. */
export const classesTitle = 'Pictures by class';
export const newClass = 'New class';
export const className = (place: number) => `class ${place}`;
export const nameOf = (name: string) => `Name of the class ${name}`;
export const addFiles = 'Add pictures…';
export const addFolders = 'Add folders…';
export const files = 'Pictures of a class';
export const folders = 'Folders of classes';
export const addTo = (name: string) => `Add pictures to ${name}`;
export const burst = 'Camera: 20 frames';
export const burstTo = (name: string) => `Take 20 frames of the camera for ${name}`;
export const frameName = (place: number) => `frame ${place}`;
export const stopBurst = 'Stop the camera';
export const stopBurstOf = (name: string) => `${stopBurst}: ${name}`;
export const remove = (name: string) => `Remove ${name}`;
export const own = 'Your own pictures instead';
export const stickersAgain = 'Stickers again';
export const dropHint =
  'Drop pictures or whole folders anywhere on the figure (a folder becomes a class), or paste a picture. Nothing leaves this machine.';
export const split = (train: number, validation: number, test: number) =>
  `${exact(train)} ${parts.train}, ${exact(validation)} ${parts.validation}, ${exact(test)} ${parts.test}`;
export const pictureOf = (name: string, part: keyof typeof parts) => `${name}, ${parts[part]}`;
export const more = (count: number) => `and ${exact(count)} more`;
export const refused = (count: number) =>
  count === 1 ? 'One file was left out:' : `${exact(count)} files were left out:`;
export const refusedFile = (name: string, sentence: string) => `${name}: ${sentence}`;
export const twice = (name: string) =>
  `Two classes are called “${name}”. They are kept apart by their place.`;

/** What cannot be trained. */
export const fewClasses =
  'A classifier needs at least two classes with pictures. Add a class, or take the stickers.';
export const emptyClass = (name: string) =>
  `The class “${name}” has no picture that can be read. Add some to it or remove it; everything else stays as it is.`;
export const fewPictures = (name: string, count: number) =>
  `“${name}” has ${count === 1 ? 'one picture' : `${exact(count)} pictures`}: ${count < 2 ? 'none is left to judge by' : 'too few to say much'}.`;

/** Leaks. */
export const noLeak = 'No picture of one part is nearly the same as one of another part.';
export const leaks = (count: number, tested: number) =>
  `${count === 1 ? 'One pair of pictures is' : `${exact(count)} pairs of pictures are`} nearly the same and stand in different parts${tested === 0 ? '' : `, ${exact(tested)} ${tested === 1 ? 'picture' : 'pictures'} of the test among them`}. What is learnt from one is then asked of the other, and the test flatters the head:`;
export const leak = (a: string, b: string, likeness: number) =>
  `${a} and ${b}: likeness ${fixed(likeness, 3)}`;

/** Training. */
export const lossTitles = { x: 'step', y: 'loss: learnt from (thin), validation (thick)' };
export const lossDescription = (steps: number, loss: number, validation: number | null) =>
  `Loss over ${exact(steps)} steps: ${precise(loss, 2)} at last on the pictures that are learnt from${validation === null ? '' : `, ${precise(validation, 2)} on those of the validation`}.`;
const endings = {
  converged: 'the loss could fall no further',
  early: 'validation had grown no better for a while',
  steps: 'all its steps were done',
} as const;
export const ended = (step: number, how: keyof typeof endings) =>
  `Kept: the weights of step ${exact(step)}, the best on validation. It ended because ${endings[how]}.`;

export const trainingTitle = 'Training';

/** The second run. */
export const blockTitle = 'The last block, too';
export const blockNote = (
  { side, channels, expanded, output, features, weights }: Omit<LastBlock, 'bytesOfMap'>,
  epochs: number,
) =>
  `So far B0 was frozen. A second run begins with this head and also trains B0’s end: its last block (${exact(side)}×${exact(side)} cells, ${exact(channels)} → ${exact(expanded)} → ${exact(output)} channels, squeeze-and-excite and all) and the 1×1 convolution above it (→ ${exact(features)}), ${exact(weights)} weights, by AdamW with small steps, for ${exact(epochs)} epochs at most. Batch norms are folded in: scales and shifts move with the kernels, the statistics stay the checkpoint’s. B0 looks at each picture once more; everything below stays frozen. It runs on this page’s own trainer, the same to the last bit on every machine.`;
export const tuneBlock = 'Train the last block, too';
export const lookingAgain = 'B0 looks again, up to its last block';
export const tuning = 'Training the last block';
export const tooManyToTune = (pictures: number, most: number, each: number) =>
  `The last block is trained on ${exact(most)} pictures at most, since each keeps ${bytes(each)} of memory; there are ${exact(pictures)}. Take fewer pictures for this run; the head that is here stays.`;
export const tunedResult = (epoch: number, how: keyof typeof endings) =>
  epoch === 0
    ? `No epoch was better on validation than the frozen block, so its weights were kept and both runs are one. It ended because ${endings[how]}.`
    : `Kept: the weights of epoch ${exact(epoch)}, the best on validation. It ended because ${endings[how]}.`;
export const runs = { frozen: 'frozen B0', tuned: 'last block trained' } as const;
export const shownRun = 'Judged, tried and saved below';
export const comparedCaption = 'Both runs on the same test pictures';
export const comparedColumns = [
  'run',
  'accuracy',
  '95\u202f% of draws',
  'F1, each class alike',
  'loss',
] as const;
export const loss = (value: number) => precise(value, 2);
export const share = (value: number) => percent(100 * value);
export const between = (interval: readonly [number, number] | null) =>
  interval === null || interval[0] === interval[1]
    ? '–'
    : `${percent(100 * interval[0])} to ${percent(100 * interval[1])}`;
export const toldApart = (onlyFrozen: number, onlyTuned: number, pictures: number) =>
  `Of ${exact(pictures)} test pictures, ${exact(onlyTuned)} ${onlyTuned === 1 ? 'is' : 'are'} named right by the second run alone and ${exact(onlyFrozen)} by the first alone; only these tell the two apart.`;
/** Which is better, and how sure that is. `overlap`: of the intervals; null where one of them has none. `chance`: of the sign test. */
export const verdict = (
  better: keyof typeof runs | null,
  lowerLoss: keyof typeof runs,
  overlap: boolean | null,
  chance: number,
): string => {
  const which = { frozen: 'the first run', tuned: 'the second run' } as const;
  if (better === null) return `Both name as many right. By the loss, ${which[lowerLoss]} is the better one.`;
  const said = `By accuracy ${which[better]} is better here${lowerLoss === better ? '' : `, by the loss ${which[lowerLoss]}`}.`;
  const intervals =
    overlap === null ? '' : overlap ? ' Their intervals overlap.' : ' Their intervals do not overlap.';
  const draws = `Were both equally good, so uneven a share of those pictures or a more uneven one would come in ${chance < 0.001 ? 'fewer than one of a thousand' : `${percent(100 * chance)} of`} tests`;
  return `${said}${intervals} ${draws}${chance < 0.05 ? '' : ': no proof that one is better'}.`;
};

/** Judging. */
export const judgingTitle = 'Judging, on pictures that were kept apart';
export const accuracy = (
  share: number,
  interval: readonly [number, number] | null,
  pictures: number,
): string => {
  const said = `Accuracy ${percent(100 * share)} of ${exact(pictures)} test pictures`;
  if (interval === null || interval[0] === interval[1])
    return `${said}. With no difference among them, a bootstrap has no interval; by the rule of three, as many as ${percent(100 * Math.min(1, 3 / pictures), 0)} of others may still be named wrongly.`;
  return `${said}; 95\u202f% of bootstrap draws lie from ${percent(100 * interval[0])} to ${percent(100 * interval[1])}.`;
};
export const noTest = 'No picture was kept for a test, so nothing can be said about how good this head is.';
export const matrixCaption = 'Confusion matrix of the test: a row a true class, a column what it was called';
export const truth = 'true ↓ called →';
export const cell = (truth: string, called: string, count: number) =>
  `${exact(count)} of ${truth} called ${called}: show`;
export const cellPictures = (truth: string, called: string, count: number) =>
  `${exact(count)} ${count === 1 ? 'picture' : 'pictures'} of ${truth}, called ${called}:`;
export const confusionsCaption = 'The classes that were taken for others, most often first';
export const confusionColumns = ['true class', 'called', 'pictures'] as const;
export const measureColumns = ['class', 'precision', 'recall', 'specificity', 'F1', 'pictures'] as const;
export const measuresCaption = 'Measures of each class; a dash where nothing was called so';
export const macro = 'each class alike';
export const weighted = 'by pictures';
export const measure = (value: number, defined: boolean) => (defined ? fixed(value, 3) : '–');

/** One class and a threshold. */
export const aboutChoice = 'One class against the rest';
export const thresholdKnob = 'Called so from';
export const thresholdText = (threshold: number) => `from a probability of ${fixed(threshold, 2)}`;
export const precisionRecallTitles = { x: 'recall', y: 'precision' };
export const precisionRecallDescription = (name: string, average: number | null) =>
  average === null
    ? `No test picture is of ${name}, so it has no curve.`
    : `Precision over recall for ${name}; average precision ${fixed(average, 3)}.`;
export const atThreshold = (
  name: string,
  called: number,
  right: number,
  precision: number | null,
  recall: number | null,
) =>
  `${exact(called)} pictures are called ${name}, ${exact(right)} of them are: precision ${precision === null ? '–' : fixed(precision, 3)}, recall ${recall === null ? '–' : fixed(recall, 3)}.`;

/** Calibration. */
export const calibrationTitle = 'Calibration';
export const calibrationTitles = { x: 'probability said', y: 'share right' };
export const calibrationReading = (confidence: number, accuracy: number, count: number) =>
  `${exact(count)} pictures said with ${fixed(confidence, 2)}: ${fixed(accuracy, 2)} right`;
export const calibrationText = (error: number, pictures: number) =>
  `Expected calibration error ${fixed(error, 3)} over ${exact(pictures)} pictures in ten bins. On the broken line, what is said with 0.8 is right eight times in ten.`;

/** Pictures that cost most. */
export const costTitle = 'Pictures that cost most loss';
export const cost = (truth: string, called: string, loss: number) =>
  truth === called
    ? `${truth}, called so; loss ${fixed(loss, 2)}`
    : `${truth}, called ${called}; loss ${fixed(loss, 2)}`;
export const where = (name: string) => `Where the head finds ${name}`;
export const whereNote = 'Press one to see where the head finds what it called it.';
export const whereAfter =
  'Train here first: the pictures of the run that this page was made with are not kept.';

/** Trying. */
export const tryTitle = 'Try it';
export const tryPicture = 'Another picture…';
export const tryFile = 'Picture that the head is asked about';
export const tryCamera = (on: boolean) => (on ? 'Stop the camera' : 'Camera');
export const tryShift = 'The same classes by another artist';
export const shiftResult = (
  artist: string,
  pictures: number,
  accuracy: number,
  interval: readonly [number, number] | null,
  own: number,
) =>
  `${artist}: ${percent(100 * accuracy)} of ${exact(pictures)} pictures${interval === null ? '' : ` (${percent(100 * interval[0], 0)} to ${percent(100 * interval[1], 0)})`}, against ${percent(100 * own)} on the hands it learnt from. Nothing about the classes has changed, only who draws them.`;
export const answer = (name: string, probability: number) => `${name} ${percent(100 * probability)}`;
export const tryAlt = 'The picture that the head is asked about';

/** Taking home. */
export const homeTitle = 'Take it home';
export const saveHead = 'Save the head';
export const openHead = 'Open a head…';
export const headFile = 'File of a head';
export const saveOnnx = 'The whole classifier as ONNX';
export const saveFeatures = 'Features as CSV';
export const print = 'Print a report';
export const reportTitle = (title: string) => `A head for ${title}`;
export const reportLead = (backbone: string, hash: string) =>
  `One dense layer, trained in a browser on what the frozen network ${backbone} sees of the pictures. That network’s weights have the SHA-256 ${hash}.`;
export const reportTraining = (method: string, seed: number, decay: number, step: number) =>
  `Trained by ${method}; seed of the split ${exact(seed)}, penalty λ = ${decay}, weights of step ${exact(step)}.`;
export const reportTuning = (rate: number, batch: number, epoch: number) =>
  `After that the network’s last block and the 1×1 convolution above it were trained with it by AdamW, rate ${rate}, ${exact(batch)} pictures a step; weights of epoch ${exact(epoch)}.`;
export const reportSplitColumns = ['class', parts.train, parts.validation, parts.test] as const;
export const reportPictures = (count: number) =>
  `${exact(count)} ${count === 1 ? 'picture' : 'pictures'}, by the SHA-256 of ${count === 1 ? 'its' : 'their'} bytes`;
export const reportPicture = (name: string, part: string, hash: string) => `${hash} ${name}, ${part}`;
export const saved = (name: string, size: number) => `Saved as ${name}, ${bytes(size)}.`;
export const opened = (
  title: string,
  classes: readonly string[],
  accuracy: number | null,
  pictures: number,
) =>
  `“${title}” is open: ${listed(classes.slice(0, 8))}${classes.length > 8 ? ' and others' : ''}${accuracy === null ? '' : `; its card says ${percent(100 * accuracy)} of ${exact(pictures)} test pictures`}.`;
export const homeNote =
  'The head’s file holds its card: classes, split, measures, the pictures’ hashes. It opens here, in the live classifier of B0’s chapter, and by npm run -s predict.';

export const notAHead =
  'This file holds no head that was trained here. Networks are opened in the live classifier; a head is saved with “Save the head”.';

/** What the chapter's tables call things. */
export const artistNames: Readonly<Record<string, string>> = {
  same: 'Noto and Twemoji, which it learnt from',
  emojione: 'EmojiOne, another artist',
  openmoji: 'OpenMoji, another style',
};
export const leakChanges: Readonly<Record<string, string>> = {
  jpeg85: 'as a JPEG of quality 85',
  jpeg60: 'as a JPEG of quality 60',
  jpeg30: 'as a JPEG of quality 30',
  half: 'half as large',
  quarter: 'a quarter as large',
  brighter: 'lighter by 15\u202f%',
  crop10: 'without a tenth of each side',
  crop20: 'without a fifth of each side',
  frame: 'as a next frame: moved, lighter, noisy',
  turned: 'as a next frame, turned by 3°',
};
