import type { Box } from '../../../models/answers/box.ts';
import { overlaps, type Box as Rectangle } from '../charts/label-placement.ts';
import { textWidth } from '../charts/text-width.ts';
import type { PictureSize } from './place.ts';

/** A box that wants its name beside it. */
export interface Tagged {
  readonly box: Box;
  readonly text: string;
}

/** Where a tag is tied to its picture, in shares of its sides: by one corner, so that it stays within its place where it turns out smaller. */
export interface TagPlace {
  readonly left?: number;
  readonly right?: number;
  readonly top?: number;
  readonly bottom?: number;
}

/** How tags are set, in the unit in which a picture's width is told. */
export interface TagSetting {
  readonly fontSize: number;
  /** Of a tag in all. */
  readonly height: number;
  /** Left and right of the text together. */
  readonly padding: number;
}

/**
 * Widths of pictures from which there is more room for tags, in rem; the style sheet of BoxTags.svelte tells them apart. On smaller
 * ones no tag is drawn.
 */
export const tagWidths = [8, 11, 15, 20, 27] as const;

/** As BoxTags.svelte draws them, in rem. */
export const drawnTag: TagSetting = { fontSize: 0.75, height: 1.1875, padding: 0.625 };

/** A place, and the rectangle that the tag takes there. */
interface Candidate {
  readonly place: TagPlace;
  readonly taken: Rectangle;
}

/**
 * Puts the name of each box above it, else within or below it, so that no name covers another and none leaves the picture. The boxes
 * are served in the order given; one whose name finds no free place gets null. What is free on a picture of this width is
 * so on every wider one.
 *
 * @param boxes [ymin, xmin, ymax, xmax] in the picture's own pixels, the most important first
 * @param ratio width over height of the picture as it is shown
 * @param width of the picture as it is shown
 */
export function placeTags(
  boxes: readonly Tagged[],
  [height, width]: PictureSize,
  ratio: number,
  shown: number,
  setting: TagSetting = drawnTag,
): readonly (TagPlace | null)[] {
  const taken: Rectangle[] = [];
  return boxes.map(({ box: [ymin, xmin, ymax, xmax], text }) => {
    const within = {
      left: clamp(xmin / width),
      right: clamp(xmax / width),
      top: clamp(ymin / height),
      bottom: clamp(ymax / height),
    };
    const wide = (textWidth(text, setting.fontSize, true) + setting.padding) / shown;
    const high = (setting.height * ratio) / shown;
    const free = candidates(within, wide, high).find(
      (each) => inPicture(each.taken) && !taken.some((other) => overlaps(other, each.taken)),
    );
    if (free === undefined) return null;
    taken.push(free.taken);
    return free.place;
  });
}

function candidates(box: Rectangle, wide: number, high: number): readonly Candidate[] {
  const across: readonly [TagPlace, left: number][] = [
    [{ left: box.left }, box.left],
    [{ right: 1 - box.right }, box.right - wide],
    [{ right: 0 }, 1 - wide],
    [{ left: 0 }, 0],
  ];
  const down: readonly [TagPlace, top: number][] = [
    [{ bottom: 1 - box.top }, box.top - high],
    [{ top: box.top }, box.top],
    [{ top: box.bottom }, box.bottom],
    [{ bottom: 1 - box.bottom }, box.bottom - high],
  ];
  return down.flatMap(([vertical, top]) =>
    across
      // At the picture's edge a name belongs to its box only where it reaches it.
      .filter(([, left]) => left <= box.right && left + wide >= box.left)
      .map(([horizontal, left]) => ({
        place: { ...horizontal, ...vertical },
        taken: { left, right: left + wide, top, bottom: top + high },
      })),
  );
}

const clamp = (share: number): number => Math.min(1, Math.max(0, share));

const hair = 1e-9;
const inPicture = ({ left, right, top, bottom }: Rectangle): boolean =>
  left >= -hair && top >= -hair && right <= 1 + hair && bottom <= 1 + hair;

/** A place as a style says it. */
export function tagStyle(place: TagPlace): string {
  return Object.entries(place)
    .map(([side, share]) => `${side}:${(100 * share).toFixed(2)}%`)
    .join(';');
}
