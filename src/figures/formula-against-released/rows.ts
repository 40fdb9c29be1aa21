import { type Axis, place, ticksOf } from '../../parts/charts/axis.ts';
import type { DrawingSize } from '../../parts/charts/drawing-size.ts';
import type { DataTable } from '../../parts/shell/table.ts';
import { columns, stretch } from '../../words/en/figures/formula-against-released.ts';

export type Tone = 'depth' | 'width' | 'resolution' | 'ink';

/** One released value, and the φ at which its formula gives it. */
export interface Reading {
  readonly name: string;
  readonly tone: Tone;
  /** What the formula gives for the network's number, rounded for reading; null where there is no number. */
  readonly formula: string | null;
  readonly released: string;
  readonly phi: number;
  /** Where a rounded formula gives the same value for a whole stretch of φ, the end of it. */
  readonly phiEnd?: number;
}

/** A released network: the number in its name, and what each of its coefficients says φ would be. */
export interface DeviationRow {
  readonly model: string;
  /** Null for D7x, whose name is no number of its own. */
  readonly number: number | null;
  readonly readings: readonly Reading[];
}

export type Deviations = Readonly<Record<'imagenet' | 'coco', readonly DeviationRow[]>>;

/** A mark of the drawing. */
export interface Mark {
  readonly key: string;
  readonly tone: Tone;
  readonly name: string;
  readonly y: number;
  readonly x: number;
  readonly end?: number;
  /** From the number in the name to the φ that was read back. */
  readonly from: number | null;
}

export interface DeviationLayout {
  readonly width: number;
  readonly height: number;
  readonly fontSize: number;
  readonly top: number;
  readonly x: Axis;
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
  readonly rows: readonly {
    readonly model: string;
    readonly y: number;
    readonly middle: number;
    readonly height: number;
    readonly number: number | null;
    readonly marks: readonly Mark[];
  }[];
}

const sizes = {
  wide: { width: 760, left: 48, right: 20, lane: 10, pad: 8, fontSize: 13 },
  narrow: { width: 340, left: 36, right: 12, lane: 9, pad: 7, fontSize: 12 },
} as const;

/** One row a network, one lane a coefficient, φ to the right. */
export function layoutDeviations(rows: readonly DeviationRow[], size: DrawingSize): DeviationLayout {
  const { width, left, right, lane, pad, fontSize } = sizes[size];
  const last = Math.ceil(
    Math.max(
      ...rows.flatMap(({ readings, number }) => [number ?? 0, ...readings.map((r) => r.phiEnd ?? r.phi)]),
    ),
  );
  const x: Axis = { kind: 'linear', from: -0.4, to: last + 0.2, start: left, end: width - right };
  const top = fontSize * 2.2;
  const lanes = rows[0]?.readings.length ?? 0;
  const height = lanes * lane + 2 * pad;
  return {
    width,
    height: top + rows.length * height + 4,
    fontSize,
    top,
    x,
    ticks: ticksOf(x).map((tick) => ({ at: place(x, tick), text: String(tick) })),
    rows: rows.map(({ model, number, readings }, row) => {
      const y = top + row * height;
      return {
        model,
        y,
        middle: y + height / 2,
        height,
        number: number === null ? null : place(x, number),
        marks: readings.map((reading, index) => ({
          key: reading.name,
          tone: reading.tone,
          name: reading.name,
          y: y + pad + (index + 0.5) * lane,
          x: place(x, reading.phi),
          ...(reading.phiEnd !== undefined && { end: place(x, reading.phiEnd) }),
          from: number === null || reading.phiEnd !== undefined ? null : place(x, number),
        })),
      };
    }),
  };
}

export function deviationTable(rows: readonly DeviationRow[], task: 'imagenet' | 'coco'): DataTable {
  const names = rows[0]?.readings.map(({ name }) => name) ?? [];
  return {
    name: `formula-against-released-${task}`,
    columns: columns(names),
    rows: rows.map(({ model, readings }) => [
      model,
      ...readings.flatMap(({ formula, released, phi, phiEnd }) => [formula, released, stretch(phi, phiEnd)]),
    ]),
  };
}
