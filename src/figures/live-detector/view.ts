import { usual } from '../../parts/picker/shipped-words.ts';
import { sides } from '../../parts/picker/sides.ts';
import { samples } from '../../parts/pictures/samples.ts';
import { choiceProperty, nameProperty, numberProperty, type Property } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';

/** What lies over the picture: the boxes, or one level's scores with the anchors of a cell. */
export type Look = 'boxes' | 'level';
export type Thinning = 'hard' | 'soft';

/** What the figure shows; a reader's own picture is in no address. */
export interface DetectorView {
  readonly sample: string;
  /** What runs: one of ours by its word, or an id of the catalogue; see `shipped-words.ts`. */
  readonly detector: string;
  /** Side of the square that one of ours is given; 0 for its own. */
  readonly side: number;
  /** Boxes below this score are not shown. */
  readonly score: number;
  readonly thinning: Thinning;
  /** IoU above which a box yields to a better one (hard). */
  readonly overlap: number;
  /** How slowly scores fade with overlap (soft). */
  readonly sigma: number;
  /** A class by its word, or `all`. */
  readonly label: string;
  readonly look: Look;
  readonly level: number;
  /** The cell whose anchors are drawn, in cells of its level. */
  readonly row: number;
  readonly column: number;
}

/** A class's word in the address. */
export function wordOfLabel(name: string): string {
  return name.replaceAll(/[^\w.]+/g, '-').slice(0, 40);
}

const words = (values: readonly string[]) => Object.fromEntries(values.map((value) => [value, value]));

function sideProperty(key: string): Property<number> {
  const clamp = (value: number) =>
    value > 0
      ? sides.reduce((best, side) => (Math.abs(side - value) < Math.abs(best - value) ? side : best))
      : 0;
  return {
    key,
    default: 0,
    clamp,
    read: (text) => {
      if (!/^\d{1,5}$/.test(text)) return undefined;
      const value = clamp(Number(text));
      return { value, clamped: value !== Number(text) };
    },
    write: (value) => String(clamp(value)),
  };
}

export const detectorSchema: Schema<DetectorView> = {
  id: 'live-detector',
  version: 1,
  properties: {
    sample: choiceProperty('picture', samples[0]?.name ?? '', words(samples.map(({ name }) => name))),
    detector: nameProperty('net', usual),
    side: sideProperty('size'),
    score: numberProperty('score', { default: 0.4, min: 0.05, max: 0.95, digits: 2 }),
    thinning: choiceProperty<Thinning>('nms', 'hard', { hard: 'hard', soft: 'soft' }),
    overlap: numberProperty('iou', { default: 0.5, min: 0.05, max: 0.95, digits: 2 }),
    sigma: numberProperty('sigma', { default: 0.5, min: 0.05, max: 2, digits: 2 }),
    label: nameProperty('class', 'all'),
    look: choiceProperty<Look>('look', 'boxes', { boxes: 'boxes', level: 'level' }),
    level: numberProperty('level', { default: 4, min: 3, max: 8, digits: 0 }),
    row: numberProperty('row', { default: 14, min: 0, max: 255, digits: 0 }),
    column: numberProperty('column', { default: 14, min: 0, max: 255, digits: 0 }),
  },
};
