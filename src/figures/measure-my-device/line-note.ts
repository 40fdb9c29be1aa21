import { textWidth } from '../../parts/charts/text-width.ts';

/** Words on a line, turned with it. */
export interface LineNote {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly degrees: number;
  readonly anchor: 'start' | 'end';
}

/** Words beside a straight line, turned with it. */
export function noteOn(
  text: string,
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number],
  anchor: 'start' | 'end',
  fontSize: number,
): LineNote {
  const radians = Math.atan2(y2 - y1, x2 - x1);
  const inset = 1.5 * fontSize;
  const along = anchor === 'start' ? inset : Math.hypot(x2 - x1, y2 - y1) - inset;
  const lift = fontSize * 0.45;
  return {
    text,
    anchor,
    degrees: Number(((radians * 180) / Math.PI).toFixed(2)),
    x: x1 + Math.cos(radians) * along + Math.sin(radians) * lift,
    y: y1 + Math.sin(radians) * along - Math.cos(radians) * lift,
  };
}

/** The line through the middle of such words, which names keep clear of. */
export function middleOf({ text, x, y, degrees, anchor }: LineNote, fontSize: number) {
  const radians = (degrees * Math.PI) / 180;
  const length = textWidth(text, fontSize) * (anchor === 'start' ? 1 : -1);
  const [left, top] = [x + 0.35 * fontSize * Math.sin(radians), y - 0.35 * fontSize * Math.cos(radians)];
  return [left, top, left + length * Math.cos(radians), top + length * Math.sin(radians)] as const;
}
