/** A box that the reader moves: where it lies, in pixels of what it lies on. */
interface Movable {
  readonly name: string;
  readonly note?: string | undefined;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export const movable = ({ name, note, left, top, width, height }: Movable) =>
  `${name}${note ? `, ${note}` : ''}: ${left} from the left, ${top} from the top, ${width} wide, ${height} high. Arrow keys move it; with Shift they move its lower right corner.`;
