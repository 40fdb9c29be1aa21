import type { Box } from '../../../models/answers/box.ts';
import type { Property } from '../shell/property.ts';
import { fitted, type Stage } from './move.ts';

/** Boxes as an address carries them: `ymin.xmin.ymax.xmax`, joined by `~`. */
export function boxesText(boxes: readonly Box[]): string {
  return boxes.map((box) => box.map(Math.round).join('.')).join('~');
}

/** The boxes that a text says; undefined where it says none. */
export function boxesIn(text: string): Box[] | undefined {
  const boxes = text.split('~').map((part) => {
    if (!/^\d{1,4}(\.\d{1,4}){3}$/.test(part)) return undefined;
    const [ymin = 0, xmin = 0, ymax = 0, xmax = 0] = part.split('.').map(Number);
    return [ymin, xmin, ymax, xmax] as const;
  });
  return boxes.every((box) => box !== undefined) ? boxes : undefined;
}

/** So many boxes on a stage, as one value of a figure's view. */
export function boxesProperty(key: string, fallback: readonly Box[], stage: Stage): Property<string> {
  const usual = boxesText(fallback);
  const clamp = (text: string): string => {
    const boxes = boxesIn(text);
    if (boxes === undefined || boxes.length !== fallback.length) return usual;
    return boxesText(boxes.map((box) => fitted(box, stage)));
  };
  return {
    key,
    default: usual,
    clamp,
    read: (text) => {
      if (boxesIn(text)?.length !== fallback.length) return undefined;
      const value = clamp(text);
      return { value, clamped: value !== text };
    },
    write: clamp,
  };
}
