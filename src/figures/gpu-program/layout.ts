import type { DrawingSize } from '../../parts/charts/drawing-size.ts';
import { textWidth } from '../../parts/charts/text-width.ts';
import type { Bound, Shown } from './logic.ts';

/** A name over the strip, where a part of the network begins. */
interface PartLabel {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

export interface StripLayout {
  readonly width: number;
  readonly height: number;
  readonly fontSize: number;
  /** All pieces of a kind as one path. */
  readonly pieces: Readonly<Record<Bound, string>>;
  /** All that the longer of two programs takes. */
  readonly frame: string;
  /** Where one part ends and the next begins. */
  readonly borders: string;
  readonly labels: readonly PartLabel[];
  /** Outlines of each dispatch, by its place in the program. */
  readonly outlines: readonly string[];
  /** Where each dispatch ends on the one long line, in units of the drawing. */
  readonly ends: readonly number[];
  readonly rows: number;
}

const sizes = {
  wide: { width: 960, rows: 4, bar: 34, gap: 26, fontSize: 12.5 },
  narrow: { width: 340, rows: 8, bar: 26, gap: 22, fontSize: 11 },
} as const;

const round = (value: number): number => Math.round(value * 100) / 100;

/**
 * A program as one long line of dispatches, each as wide as it lasts, broken into rows. The time that fills all rows is `longest`, so that
 * two programs are drawn to one scale.
 */
export function layoutStrip(shown: Shown, longest: number, size: DrawingSize): StripLayout {
  const { width, rows, bar, gap, fontSize } = sizes[size];
  const scale = (rows * width) / Math.max(longest, shown.total, Number.MIN_VALUE);
  const top = (row: number): number => gap + row * (bar + gap);
  const pieces: Record<Bound, string> = { arithmetic: '', memory: '', launch: '' };
  /** The rectangle from one place of the line to another, broken where rows end. */
  const box = (from: number, to: number): string => {
    let path = '';
    for (let at = from; at < to - 1e-9; ) {
      const row = Math.min(rows - 1, Math.floor(at / width + 1e-9));
      const end = row === rows - 1 ? to : Math.min(to, (row + 1) * width);
      path += `M${round(at - row * width)} ${top(row)}h${round(end - at)}v${bar}h${round(at - end)}z`;
      at = end;
    }
    return path;
  };
  let at = 0;
  let part = '';
  let borders = '';
  const labels: PartLabel[] = [];
  const outlines: string[] = [];
  const ends: number[] = [];
  let labelEnd = { row: -1, x: 0 };
  shown.times.forEach((time, index) => {
    const own = shown.asked.dispatches[index]?.part ?? '';
    if (own !== part) {
      const row = Math.min(rows - 1, Math.floor(at / width + 1e-9));
      const x = at - row * width;
      borders += `M${round(x)} ${top(row) - 4}v${bar + 8}`;
      const room = x + textWidth(own, fontSize) <= width;
      if (room && (labelEnd.row !== row || x >= labelEnd.x + 5)) {
        labels.push({ text: own, x: round(x), y: top(row) - 7 });
        labelEnd = { row, x: x + textWidth(own, fontSize) };
      }
      part = own;
    }
    const begin = at;
    const launched = begin + time.launch * scale;
    at = begin + time.total * scale;
    pieces.launch += box(begin, launched);
    pieces[time.arithmetic > time.memory ? 'arithmetic' : 'memory'] += box(launched, at);
    outlines.push(box(begin, at));
    ends.push(at);
  });
  const frame = box(0, longest * scale);
  return {
    width,
    height: top(rows) - gap + 4,
    fontSize,
    pieces,
    frame,
    borders,
    labels,
    outlines,
    ends,
    rows,
  };
}

/** The dispatch under a place of the drawing, from 0; undefined beyond the last. */
export function dispatchAt(layout: StripLayout, x: number, y: number, size: DrawingSize): number | undefined {
  const { bar, gap, rows, width } = sizes[size];
  const row = Math.min(rows - 1, Math.max(0, Math.floor((y - gap / 2) / (bar + gap))));
  const place = row * width + Math.min(width, Math.max(0, x));
  const found = layout.ends.findIndex((end) => end > place);
  return found === -1 ? undefined : found;
}
