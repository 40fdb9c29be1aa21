import { bytes, exact, fixed, percent } from '../quantity.ts';

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
const networkOf = (title: string) => title.replace(/,? on stickers$/, '');

/** `own`: bytes of the network's own weights. */
export const downloads = (all: number, title: string, own: number) =>
  `Downloads ${bytes(all)} once: EfficientNet-B0, the ${bytes(own)} of “${networkOf(title)}” that stand on it, the drawings and the program.`;

export const asBuilt = (title: string) =>
  `These colours are from a run of “${networkOf(title)}” when this page was made.`;

/** `right`, `miou`: 0 to 1, null where nobody knows what is there; `names`: the classes found, without the background. */
export function sentence(right: number | null, miou: number | null, names: readonly string[]): string {
  const found = names.length === 0 ? 'No sticker was found' : `Found: ${names.join(', ')}`;
  if (right === null || miou === null)
    return `${found}. What is there is not known, for a picture lies behind the stickers.`;
  return `${found}. ${percent(100 * right, 1)} of the pixels are named right, and the mean intersection over union of these classes is ${fixed(miou, 2)}.`;
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
) =>
  `Mean intersection over union of ${classes} classes, the background among them, on ${exact(scenes)} test scenes: ${fixed(miou, 3)} (${percent(95, 0)} over the scenes ${fixed(interval[0], 3)} to ${fixed(interval[1], 3)}; one training, whose own luck is not in that)`;
export const unseen = (miou: number, scenes: number) =>
  `, and ${fixed(miou, 3)} on ${exact(scenes)} of an artist that it never saw`;
export const trained = (presented: number, distinct: number) =>
  `It was trained on ${exact(distinct)} generated scenes, ${presented === distinct ? 'each shown once' : `shown ${exact(presented)} times in all`}, on a frozen EfficientNet-B0.`;
export const privacy = 'No picture leaves this browser.';

export const lookChoice = 'Show';
export const networkChoice = 'Network';
/** Heads of the small tables: why a pixel is called so, and the legend. */
export const askedColumns = ['Class', 'Logit', 'Probability'];
export const legendColumns = ['Class', 'Pixels', 'IoU'];
