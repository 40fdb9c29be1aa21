import type { Segments } from '../../../models/answers/segments.ts';
import { classColours, rgbOf } from '../../../models/scenes/class-colours.ts';
import { inked } from './patterns.ts';
import type { Look } from './view.ts';

const colours = classColours.map(rgbOf);
/** How much of the painting a class covers where the network is sure. */
const cover = 0.82;

export interface OverlayOptions {
  readonly look: Look;
  /** Unsure pixels are covered less. */
  readonly fade: boolean;
  /** Every class has a pattern besides its colour. */
  readonly patterns: boolean;
}

/**
 * What is laid over the table, RGBA, one pixel for each pixel that the network saw: classes as colours, the background clear. Of what
 * is wrong the class that was found is drawn, and a dark stop where a sticker was taken for background.
 * @param truth null where it is not known: then neither `truth` nor `wrong` has anything to draw
 */
export function overlayOf(
  { classes, certainty, width }: Segments,
  truth: Uint8Array | null,
  { look, fade, patterns }: OverlayOptions,
): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(classes.length * 4);
  if (look === 'none' || (truth === null && look !== 'found')) return rgba;
  for (let i = 0; i < classes.length; i++) {
    const found = classes[i]!;
    const is = truth?.[i] ?? 0;
    if (look === 'wrong' && found === is) continue;
    const place = look === 'truth' ? is : found;
    const missed = look === 'wrong' && found === 0;
    if (place === 0 && !missed) continue;
    const [red, green, blue] = missed ? [20, 20, 24] : colours[place]!;
    const sure = look === 'found' && fade ? certainty[i]! : 1;
    const ink = patterns && inked(place, i % width, Math.floor(i / width));
    const at = i * 4;
    // The pattern is the colour's own dark or light, whichever is farther.
    const mark = 0.299 * red + 0.587 * green + 0.114 * blue > 140 ? 0.25 : 1;
    const lift = mark === 1 ? 150 : 0;
    rgba[at] = ink ? red * mark + lift : red;
    rgba[at + 1] = ink ? green * mark + lift : green;
    rgba[at + 2] = ink ? blue * mark + lift : blue;
    rgba[at + 3] = 255 * cover * sure;
  }
  return rgba;
}
