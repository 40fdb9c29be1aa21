import type { MaskPath } from '../../../../models/graph/answers.ts';
import { oneTraining } from '../one-training.ts';
import { bytes, exact, fixed, listed, percent, signed } from '../quantity.ts';

export const title = 'Every pixel gets a name: drag a sticker, and its silhouette follows';
export const columns = ['class', 'pixels found', 'pixels there', 'IoU'];
export const looks = {
  found: 'what was found',
  truth: 'what is there',
  wrong: 'what is wrong',
  none: 'the table',
};
export const fade = 'Fade where it is unsure';
export const patterns = 'Patterns besides colours';
export const run = 'Name the pixels here';

/** `Segmentation on a BiFPN`: a title without the data it was trained on. */
export const networkOf = (title: string) => title.replace(/,? on stickers$/, '');

/** `beside`: title of a second network that comes with it. */
export const downloads = (
  all: number,
  { title, bytes: own, backboneBytes }: Own,
  beside: string | undefined,
) =>
  `Downloads ${bytes(all)} once: ${backboneBytes > 0 ? `EfficientNet-B0, the ${bytes(own)} of “${networkOf(title)}” that stand on it` : `the ${bytes(own)} of “${networkOf(title)}”`}, ${beside === undefined ? '' : `“${networkOf(beside)}”, `}the drawings and the program.`;
interface Own {
  readonly title: string;
  readonly bytes: number;
  /** 0 where it stands on none. */
  readonly backboneBytes: number;
}

export const asBuilt = (title: string) =>
  `These colours are from a run of “${networkOf(title)}” when this page was made.`;

/** `right`, `miou`: 0 to 1, null where nobody knows what is there; `names`: the classes found, without the background. */
export function sentence(right: number | null, miou: number | null, names: readonly string[]): string {
  const found = names.length === 0 ? 'No sticker was found' : `Found: ${names.join(', ')}`;
  if (right === null || miou === null)
    return `${found}. What is there is not known, for a picture lies behind the stickers.`;
  return `${found}. ${percent(100 * right, 1)} of the pixels are named right, and the mean intersection over union is ${fixed(miou, 2)}.`;
}

export const iou = (value: number) => fixed(value, 2);
export const missing = 'not there';
export const unknown = 'not known';
export const pixelCount = (pixels: number) => exact(pixels);
export const logit = (value: number) => (value < 0 ? `−${fixed(-value, 1)}` : fixed(value, 1));
export const probability = (value: number) => percent(100 * value, value > 0.995 || value < 0.0005 ? 2 : 1);

/** `x`, `y`: in pixels of the network's picture, from the top left. */
export const asked = (x: number, y: number, label: string) =>
  `Pixel ${x} from the left, ${y} from the top: why ${label}?`;
export const askedKeys = 'Arrow keys move the question, with Shift further.';
export const probe = (label: string) => `Asked pixel, named ${label}`;
export const logitNote =
  'Its five largest logits, and what softmax over all classes makes of them. They are read between the cells of the last map, which stand 8 pixels apart: no edge can be sharper than that.';

export const measured = (
  miou: number,
  interval: readonly [number, number],
  scenes: number,
  classes: number,
  otherSeeds: readonly number[],
) =>
  `Mean intersection over union of ${classes} classes, the background among them, on ${exact(scenes)} test scenes: ${fixed(miou, 3)} (${percent(95, 0)} over the scenes ${fixed(interval[0], 3)} to ${fixed(interval[1], 3)}; ${oneTraining(otherSeeds)})`;
export const unseen = (miou: number, scenes: number) =>
  `, and ${fixed(miou, 3)} on ${exact(scenes)} of an artist that it never saw`;
/** `alone`: no backbone lies below it. */
export const trained = (presented: number, distinct: number, alone: boolean) =>
  `It was trained on ${exact(distinct)} generated scenes, ${presented === distinct ? 'each shown once' : `shown ${exact(presented)} times in all`}, ${alone ? 'from random numbers, with no backbone below it that had learned before; pictures are halved before it looks' : 'on a frozen EfficientNet-B0'}.`;
/** Of the mean on one scene, as it is shown live. */
export const meanHere =
  'On a scene the mean is over every class that is there or was found, and the background: a crumb of a class that is not there counts as much as a sticker.';
export const privacy = 'No picture leaves this browser.';

export const lookChoice = 'Show';
export const networkChoice = 'Network';
/** Heads of the small tables: why a pixel is called so, and the legend. */
export const askedColumns = ['Class', 'Logit', 'Probability'];
export const legendColumns = ['Class', 'Pixels', 'IoU'];

// Side by side.
export const besideChoice = 'Beside it';
export const alone = 'no other network';
/** `second`: title of the second network; null where the truth stands in its place. */
export const blink = (second: string | null) =>
  `Blink between the network and ${second === null ? 'what is there' : `“${networkOf(second)}”`}`;
/** What lies over the table while it blinks: the title of a network, or null for the truth. */
export const onTable = (title: string | null) =>
  `Over the table now: ${title === null ? looks.truth : `“${networkOf(title)}”`}.`;
export const panel = (title: string, miou: number | null) =>
  `${networkOf(title)}${miou === null ? '' : `: mIoU ${fixed(miou, 2)} here`}`;
export const notYet = 'has not looked yet';
export const legendOther = (title: string) => `IoU, ${networkOf(title)}`;

// Along which paths the logits of a pixel come.
export const alongTitle = 'Along which paths these logits come';
export const ownShifts = 'shifts';
export function pathName(path: MaskPath): string {
  switch (path.of) {
    case 'level':
      return `P${path.level}`;
    case 'spatial':
      return 'spatial path';
    case 'context':
      return 'context path';
    case 'early':
      return `detail ${path.backbone}`;
    case 'attended':
      return `attended ${path.backbone}`;
  }
}
/** The same in a sentence. */
export function pathTold(path: MaskPath): string {
  switch (path.of) {
    case 'level':
      return pathName(path);
    case 'early':
      return `the detail of backbone ${path.backbone}`;
    case 'attended':
      return `the attended map of backbone ${path.backbone}`;
    default:
      return `the ${pathName(path)}`;
  }
}
export const brought = (value: number) => (Math.abs(value) < 0.05 ? '0.0' : signed(value, 1));
/** `by`: how much more it brings to the first class than to the second. */
export const decides = (path: string, first: string, second: string, by: number) =>
  `Most for ${first} and against ${second} speaks ${path}: ${fixed(by, 1)} more for the one than for the other.`;
const whatPaths = {
  level: 'The paths are the levels of the BiFPN, as they are added.',
  spatial: 'The paths are the two of BiSeNet, as they are joined.',
  context: 'The paths are the two of BiSeNet, as they are joined.',
  early:
    'Detail: the second stage of each backbone. Attended: what each backbone ends in. So the decoder adds them.',
  attended:
    'Detail: the second stage of each backbone. Attended: what each backbone ends in. So the decoder adds them.',
} as const;
export const alongNote = (paths: readonly MaskPath[]) =>
  `${paths[0] === undefined ? '' : `${whatPaths[paths[0].of]} `}Each row adds up to its logit. Behind the paths every activation and gate is held at what it was in this run, as a factor; what is left only multiplies and adds, and the shifts are what the layers add themselves. So this says what the logits are made of, and not what would happen without a path: then the factors would be others.`;
export const alongAfterRun = 'Along which paths they come, a run here tells.';
/** Of a network on whose way to the logits nothing meets. */
export const onePath =
  'No paths meet before these logits: all of them come along one, so there is nothing to tell apart.';

// Gates, by the names of their taps.
export const gateNames = {
  'attention32/gate': 'Attention at a 32nd of the side',
  'attention16/gate': 'Attention at a 16th of the side',
  'fusion/gate': 'Feature fusion',
  '1/attention/gate': 'Attention of the first backbone',
  '2/attention/gate': 'Attention of the second backbone',
  '3/attention/gate': 'Attention of the third backbone',
} as const;
export const gate = (name: string, channels: number, least: number, most: number) =>
  `${name}: ${exact(channels)} gates, from ${fixed(least, 2)} to ${fixed(most, 2)}`;
export const gateNote = (names: readonly string[]) =>
  `A gate is one number a channel, made from the mean of the whole map; the channel is multiplied with it. ${names.includes('fusion/gate') ? 'The fusion adds what it gated to what it had.' : 'Behind a ReLU it is never below 0 and may be above 1: the largest is drawn as high as there is room.'}`;

// What was measured, as a chart.
export const chartTitle = 'What was trained costs, and how well it names pixels';
export const chartNumbers = 'The numbers, and what they leave open';
export const axes = {
  x: 'million multiply-adds of what was trained, log scale',
  y: 'mIoU on our test scenes',
};
const range = ([low, high]: readonly [number, number]) => `${fixed(low, 3)} to ${fixed(high, 3)}`;
interface Point {
  readonly title: string;
  readonly multiplyAdds: number;
  readonly miou: number;
  readonly interval: readonly [number, number];
  readonly scenes: number;
}
/** `seed`: null where a network was trained from one alone. */
export const point = (
  { title, miou, interval, scenes, multiplyAdds, seed }: Point & { readonly seed: number | null },
  seen: boolean,
) =>
  `${networkOf(title)}${seed === null ? '' : `, seed ${seed}`}: mIoU ${fixed(miou, 3)} (${range(interval)}) on ${exact(scenes)} scenes ${seen ? 'of artists it was trained on' : 'of the artist it never saw'}, for ${fixed(multiplyAdds / 1e6, 0)} million multiply-adds`;
/** `frozen`: multiply-adds of the backbone below; `alone`: titles of networks that stand on none; `seeds`: some were trained from several. */
export const chartKey = (frozen: number, alone: readonly string[], seeds: boolean) =>
  `Filled: scenes of the artists that were trained on. Open: the artist that no training saw. ${seeds ? 'Each training from another seed has points of its own. ' : ''}Bars are 95\u202f% intervals over the scenes (basic bootstrap); another training is not in them. A frozen EfficientNet-B0 of ${fixed(frozen / 1e6, 0)} million multiply-adds lies below${alone.length === 0 ? '' : ` all but ${listed(alone.map((title) => `“${networkOf(title)}”`))}`} and is not counted.`;
export const onePoint = 'So far one network was trained for this, so nothing is compared here.';
export const alike = (presented: number, distinct: number) =>
  `Each was trained on the same ${exact(distinct)} scenes, shown ${exact(presented)} times in all.`;
/** `reached`: mIoU of each training, from another seed each; `mean`: of these. */
interface Trained {
  readonly reached: readonly number[];
  readonly mean: number;
}
export const trainings = (rows: readonly (Trained & { readonly title: string })[]) => {
  const again = rows.filter(({ reached }) => reached.length > 1);
  if (again.length === 0)
    return 'Each was trained once, from one seed: what another training would change is not known.';
  const each = again.map((training) => `“${networkOf(training.title)}” ${seeds(training)}`);
  const rest = again.length === rows.length ? '' : ' Each of the others was trained once.';
  return `From other seeds the same recipe reaches other numbers: ${each.join('; ')}.${rest}`;
};
/** Points of mIoU between two means, as a reader gets them from the means as they are printed. */
const pointsBetween = (one: Trained, other: Trained) =>
  100 * (Number(fixed(one.mean, 3)) - Number(fixed(other.mean, 3)));
const seeds = ({ reached }: Pick<Trained, 'reached'>) => listed(reached.map((miou) => fixed(miou, 3)));
const timesTrained = ({ reached }: Pick<Trained, 'reached'>) =>
  reached.length === 1 ? 'once' : `from ${exact(reached.length)} seeds`;
export const unlike = (
  rows: readonly { readonly title: string; readonly presented: number; readonly distinct: number }[],
) =>
  `They were not shown equally many scenes in training: ${listed(rows.map(({ title, presented, distinct }) => `${exact(presented)} (${exact(distinct)} different ones) to “${networkOf(title)}”`))}.`;
/** Of a network on the pretrained backbone and one from random numbers; `apart`: their intervals do not meet. */
export const worthOfPretraining = (
  pretrained: Point & Trained & { readonly frozenMultiplyAdds: number },
  alone: Point & Trained,
  apart: boolean,
) => {
  const points = pointsBetween(pretrained, alone);
  const once = [pretrained, alone].every(({ reached }) => reached.length === 1);
  const [first, second] = [timesTrained(pretrained), timesTrained(alone)];
  const trained = once
    ? 'each was trained once, from one seed'
    : first === second
      ? `each was trained ${first}`
      : `the first was trained ${first}, the second ${second}`;
  const each = (training: Trained) => (once ? '' : ` (mIoU ${seeds(training)})`);
  const million = (value: number) => `${fixed(value / 1e6, 0)} million`;
  return `“${networkOf(pretrained.title)}”${each(pretrained)} learned on a B0 that knew photographs, “${networkOf(alone.title)}”${each(alone)} began with random numbers everywhere: ${fixed(Math.abs(points), 1)} points of mIoU ${points < 0 ? 'less' : 'more'} for the first, and the intervals over the scenes ${apart ? 'do not meet' : 'meet'}. What was trained costs about the same, ${million(pretrained.multiplyAdds)} multiply-adds against ${million(alone.multiplyAdds)}. But pretraining is not all that differs: the B0 below adds ${million(pretrained.frozenMultiplyAdds)}, the first sees the picture at twice the side, the two are built otherwise, and ${trained}.`;
};
/** What other seeds say of a difference of two means. */
const bothPaths = (withIt: Trained, without: Trained) => {
  const both = [withIt, without];
  if (both.every(({ reached }) => reached.length === 1))
    return 'what another training would change is not known';
  const [one, other] = both.map(seeds);
  const between =
    Math.min(...withIt.reached) > Math.max(...without.reached) ||
    Math.max(...withIt.reached) < Math.min(...without.reached);
  const said = both.some(({ reached }) => reached.length === 1)
    ? 'one of the two was trained once'
    : `the trainings ${between ? 'do not overlap' : 'overlap'}`;
  return `${said}: ${one} with it, ${other} without`;
};
/** What differs between two networks that differ in the spatial path alone; `apart`: their intervals do not meet. */
export const spatialPath = (
  withIt: Trained & Pick<Point, 'multiplyAdds'>,
  without: Trained & Pick<Point, 'multiplyAdds'>,
  apart: boolean,
) => {
  const points = pointsBetween(withIt, without);
  const more = withIt.multiplyAdds - without.multiplyAdds;
  const shown = `${points < 0 ? '−' : '+'}${fixed(Math.abs(points), 1)}`;
  return `BiSeNet with its spatial path against without: ${shown} points of mIoU for ${fixed(more / 1e6, 0)} million multiply-adds more; the intervals over the scenes ${apart ? 'do not meet' : 'meet'}, and ${bothPaths(withIt, without)}.`;
};
