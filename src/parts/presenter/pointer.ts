/** A place on the wall, from 0 to 1 across and down. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

const within = (share: number) => Math.min(1, Math.max(0, share));

/** How windows tell it each other: `0.250,0.500`. */
export const writePoint = ({ x, y }: Point): string => `${within(x).toFixed(3)},${within(y).toFixed(3)}`;

/** Null where nothing is pointed at. */
export function readPoint(text: unknown): Point | null {
  const match = typeof text === 'string' ? /^([01]\.\d{3}),([01]\.\d{3})$/.exec(text) : null;
  return match === null ? null : { x: within(Number(match[1])), y: within(Number(match[2])) };
}

/** Where a pointer stands in a box. */
export const pointIn = (
  { left, top, width, height }: Pick<DOMRect, 'left' | 'top' | 'width' | 'height'>,
  { clientX, clientY }: Pick<PointerEvent, 'clientX' | 'clientY'>,
): Point => ({ x: within((clientX - left) / width), y: within((clientY - top) / height) });

/** By how much an arrow key moves it, and with Shift. */
const far = 0.05;
const near = 0.01;

/** Where an arrow key brings it; undefined for another key. From nowhere it begins in the middle. */
export function movedBy(from: Point | null, key: string, fine: boolean): Point | undefined {
  const by = fine ? near : far;
  const { x, y } = from ?? { x: 0.5, y: 0.5 };
  const moves: Readonly<Record<string, readonly [number, number]>> = {
    ArrowRight: [by, 0],
    ArrowLeft: [-by, 0],
    ArrowDown: [0, by],
    ArrowUp: [0, -by],
  };
  const move = moves[key];
  return move && { x: within(x + move[0]), y: within(y + move[1]) };
}
