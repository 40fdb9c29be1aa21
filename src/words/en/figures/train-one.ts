import { kinds, type Task } from '../../../../models/study/kinds.ts';
import { bytes, exact, fixed, listed, percent, rounded, upTo } from '../quantity.ts';

export const title = 'A small network of your own, trained in this page';

export const phiKnob = 'our base, scaled by φ';
export const phiOption = (phi: string) => (phi === 'hand' ? 'by hand' : phi.replace('-', '−'));
export const depthKnob = 'depth d';
export const widthKnob = 'width w';
export const resolutionKnob = 'resolution r';
export const pixels = (side: string) => `${side} px`;
export const taskKnob = 'task';
export const tasks: Readonly<Record<Task, string>> = { easy: '16 kinds', whole: '40 kinds' };
export const seenKnob = 'pictures';
export const pictureCount = (count: string) => exact(Number(count));
export const seedKnob = 'seed';
export const gainKnob = 'last gain of a block';
export const gains = { '0': 'begins at 0', '1': 'begins at 1' } as const;

const share = (value: number) => percent(100 * value, 1);
const inSeconds = (seconds: number) =>
  seconds < 90 ? `${exact(Math.max(1, Math.round(seconds)))} s` : `${fixed(seconds / 60, 1)} minutes`;

/** What is about to be trained. */
export const asked = (
  { depth, width, resolution }: Pick<Point, 'depth' | 'width' | 'resolution'>,
  multiplyAdds: number,
  parameters: number,
) =>
  `This network: ${knobs(depth, width, resolution)}; ${rounded(multiplyAdds, 3)} multiply-adds a picture, ${rounded(parameters, 3)} parameters, none of them trained yet.`;

/** `ours`: validation accuracies of our own runs of the same network, pictures and start. */
export function expected(ours: readonly { readonly seed: number; readonly validation: number }[]): string {
  const [only, ...others] = ours;
  if (only === undefined)
    return 'What accuracy to expect we do not know: we have not trained this one for so long ourselves.';
  if (others.length === 0)
    return `Expect about ${share(only.validation)} on validation pictures: one run of ours, with seed ${only.seed}.`;
  return `Expect about what our runs reached on validation pictures: ${listed(ours.map(({ seed, validation }) => `${share(validation)} (seed ${seed})`))}.`;
}
export const duration = (seconds: number | null) =>
  seconds === null
    ? 'How long it takes depends on this device; a few steps tell.'
    : `About ${inSeconds(seconds)} on this device, as measured here.`;

export const train = (download: number | null) =>
  download === null ? 'Train it' : `Train it (${bytes(download)} of drawings)`;
export const measure = 'How long will it take?';
export const measuringTime = 'Measuring a few steps';
export const starting = 'Fetching and cutting the drawings';
export const training = 'Training';
export const paused = 'Paused';
export const measuring = 'Naming validation pictures';
export const pause = 'Pause';
export const goOn = 'Go on';
export const stepsDone = (pictures: number, all: number, left: number | null) =>
  `${exact(pictures)} of ${exact(all)} pictures${left === null ? '' : `, about ${inSeconds(left)} left`}`;
export const counted = (done: number, all: number) => `${exact(done)} of ${exact(all)}`;
export const noMemory =
  'This device has no memory for so large a network in training. A smaller depth, width or resolution needs less.';

export const lossTitle = 'loss';
export const rightTitle = 'named right in training, %';
export const picturesTitle = 'pictures seen';
export const lossCurve = (loss: number | null) =>
  loss === null
    ? 'Loss over the pictures seen: nothing has been trained yet.'
    : `Loss over the pictures seen; the mean of the last steps is ${fixed(loss, 2)}.`;
export const rightCurve = (right: number | null) =>
  right === null
    ? 'Share named right in training over the pictures seen: nothing has been trained yet.'
    : `Share named right in training over the pictures seen; over the last steps it is ${percent(100 * right, 0)}.`;
export const live = (loss: number, right: number) =>
  `Over the last steps: loss ${fixed(loss, 2)}, ${percent(100 * right, 0)} named right.`;

export const kindName = (kind: number) => kinds[kind] ?? '';
export const seesTitle = 'As the network sees them';
/** Of the sheet that stands before anything has run. */
export const sheet = (shown: readonly number[]) =>
  `${exact(shown.length)} pictures of the task, each with one large sticker: ${listed(shown.map(kindName))}.`;
export const sheetNote = (side: number, task: Task) =>
  `Pictures of the task at ${exact(side)} pixels, enlarged. Each has one large sticker among other things; which of ${task === 'easy' ? '16' : '40'} kinds is it?`;
export const stepNote = (side: number) =>
  `From the step that was trained last, ${exact(side)} pixels a side, before it is mirrored and moved by chance.`;
export const pictureOf = (kind: number) => `A picture of this step: ${kindName(kind)}`;

export const wrongTitle = 'Named wrong';
export const wrongNote = (shown: number, wrong: number, all: number) =>
  `The first ${exact(shown)} of ${exact(wrong)} that it named wrong, of ${exact(all)} validation pictures.`;
export const mistake = (kind: number, named: number) => `${kindName(kind)}, named ${kindName(named)}`;
export const noMistakes = 'None of the validation pictures was named wrong.';

/** What a run came to. `half`: half the interval of 95 %. */
export const reached = (validation: number, half: number, all: number, seconds: number) =>
  `It names ${share(validation)} of ${exact(all)} validation pictures right (± ${fixed(100 * half, 1)} points by chance alone, 95\u202f%). Trained here in ${inSeconds(seconds)}.`;
/** `same`: whether the weights are those of our record, to the last bit. */
export const against = (same: boolean, ours: number, pictures: number) =>
  same
    ? `Its weights are ours to the last bit: the same seed, pictures and recipe give the same network. On ${exact(pictures)} pictures ours names ${share(ours)} right.`
    : `The run of ours with this seed has other weights: what painted or trained them has changed since.`;

export const chartTitles = { x: 'multiply-adds a picture, millions', y: 'named right, %' };
export const runsTitle = 'Cost against accuracy, measured';
const knobs = (depth: number, width: number, resolution: number) =>
  `d\u00a0${upTo(depth, 3)}, w\u00a0${upTo(width, 3)}, ${resolution}\u00a0px`;
export interface Point {
  readonly depth: number;
  readonly width: number;
  readonly resolution: number;
  readonly multiplyAdds: number;
  readonly seen: number;
  readonly seed: number;
  readonly gain?: 1;
  readonly validation: number;
}
export const whose = { ours: 'ours', yours: 'yours' } as const;
export const reading = (of: keyof typeof whose, point: Point) =>
  `${whose[of]}: ${knobs(point.depth, point.width, point.resolution)}, ${exact(point.seen)} pictures, seed ${point.seed}${point.gain === 1 ? ', gain 1' : ''}: ${share(point.validation)}`;
export const chart = (task: Task, ours: number, yours: number) =>
  `Multiply-adds against validation accuracy on the task of ${tasks[task]}: ${exact(ours)} of our runs and ${exact(yours)} of yours.`;
export const chartNote = (ours: number, yours: number) =>
  ours + yours === 0
    ? 'Nothing has been trained on this task yet, by us or here.'
    : 'Squares are our runs, one seed each; circles are yours. Filled: with as many pictures and the first gain that are chosen.';
export const table = 'All measured runs on this task';
export const columns = [
  'whose',
  'depth',
  'width',
  'resolution, px',
  'multiply-adds',
  'parameters',
  'pictures',
  'seed',
  'first gain',
  'validation, %',
];

/** `weights`: of how many the weights are kept, too. */
export function keptNote(count: number, kept: boolean, weights: number): string {
  if (count === 0) return 'Your runs are kept in this browser, and nowhere else.';
  if (!kept) return 'This browser keeps nothing for this page: your runs go when it is closed.';
  const runs = `${count === 1 ? 'One run of yours is' : `${exact(count)} runs of yours are`} kept in this browser`;
  if (weights === count) return `${runs} with ${count === 1 ? 'its' : 'their'} weights, and nowhere else.`;
  const of = weights === 0 ? 'Weights are not kept' : `Of ${exact(weights)} the weights are kept, too`;
  return `${runs}, and nowhere else. ${of}: save those of the last run before you close the page.`;
}
export const openTitle =
  'Open one in the live classifier, which shows what it answers to painted pictures and to yours, and what happens inside:';
/** `gain`: where all gains began at 1. */
export const runName = ({
  depth,
  width,
  resolution,
  task,
  seen,
  seed,
  gain,
  validation,
}: Point & { readonly task: Task }) =>
  `${knobs(depth, width, resolution)}, trained on ${exact(seen)} pictures of ${tasks[task]}, seed ${seed}${gain === 1 ? ', gain 1' : ''}: ${share(validation)}`;
export const runHash = (hash: string) => `, the SHA-256 of its weights begins with ${hash.slice(0, 12)}`;
export const forget = 'Forget my runs';
export const saveRecords = 'Save my runs (JSON)';
export const saveWeights = 'Save the weights (safetensors)';
export const saved = (name: string, size: number) => `Saved as ${name}, ${bytes(size)}.`;

export const needsScripts =
  'With scripts a network is trained here, in this page: an EfficientNet of the depth, width and resolution that you choose, or scaled by φ, on pictures that the page paints. Below are pictures of the task, and what our own runs reached.';
export const caption =
  'Everything runs on this device: one worker paints pictures, another computes gradients and changes the weights. Each picture is seen once. Steps are the same to the last bit in every browser.';
export const source =
  'Our own pictures, networks and recipe (models/study); our runs were trained on the command line (npm run study). Stickers: Noto, Twemoji, Fluent and Firefox emoji. Multiply-adds from the graph.';
