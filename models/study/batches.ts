import { random } from '../scenes/random.ts';

/** Pictures of one side, RGB bytes one after another, and what each shows. */
export interface PaintedPictures {
  readonly side: number;
  readonly rgb: Uint8Array;
  readonly kinds: Uint8Array;
}

/** Bytes become values around 0, of about one in size: (byte − middle) / wide. */
export const middle = 118;
export const wide = 64;

/** Lays one picture into a batch [channel][pixel][picture], moved by whole pixels with its rim repeated, and mirrored. */
function lay(
  into: Float32Array,
  { side, rgb }: PaintedPictures,
  [from, picture, pictures]: readonly [from: number, picture: number, pictures: number],
  [down, right, mirrored]: readonly [down: number, right: number, mirrored: boolean],
): void {
  const kept = (place: number) => Math.max(0, Math.min(side - 1, place));
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const column = kept((mirrored ? side - 1 - x : x) + right);
      const at = 3 * (from * side * side + kept(y + down) * side + column);
      for (let c = 0; c < 3; c++)
        into[(c * side * side + y * side + x) * pictures + picture] =
          ((rgb[at + c] as number) - middle) / wide;
    }
}

/** Lays the pictures of a training step into the batch, each mirrored by chance and moved by up to a 32nd of its side. */
function layMoved(
  into: Float32Array,
  all: PaintedPictures,
  seed: number,
  step: number,
  chosen: readonly number[],
): Uint8Array {
  const r = random(seed, 1000 + step);
  const most = Math.max(1, Math.round(all.side / 32));
  const move = () => r.below(2 * most + 1) - most;
  return Uint8Array.from(chosen, (from, picture) => {
    lay(into, all, [from, picture, chosen.length], [move(), move(), r.chance(0.5)]);
    return all.kinds[from] as number;
  });
}

/**
 * Writes the batch of a training step: its pictures one after another, in another order at every pass, each mirrored by chance and moved
 * by up to a 32nd of its side.
 * @returns what each shows
 */
export function trainingBatch(
  into: Float32Array,
  all: PaintedPictures,
  seed: number,
  step: number,
  pictures: number,
): Uint8Array {
  const count = all.kinds.length;
  const chosen = Array.from({ length: pictures }, (_, picture) => {
    const place = (step - 1) * pictures + picture;
    return inPass(seed, Math.floor(place / count), place % count, count);
  });
  return layMoved(into, all, seed, step, chosen);
}

/** The same in the first pass, from the pictures of this step alone: whoever sees each picture once need not keep it. */
export function freshBatch(
  into: Float32Array,
  these: PaintedPictures,
  seed: number,
  step: number,
): Uint8Array {
  return layMoved(into, these, seed, step, [...these.kinds.keys()]);
}

/** Writes pictures as they are, from one on; those beyond the last are the first again. */
export function plainBatch(
  into: Float32Array,
  all: PaintedPictures,
  first: number,
  pictures: number,
): Uint8Array {
  const kinds = new Uint8Array(pictures);
  for (let picture = 0; picture < pictures; picture++) {
    const from = (first + picture) % all.kinds.length;
    lay(into, all, [from, picture, pictures], [0, 0, false]);
    kinds[picture] = all.kinds[from] as number;
  }
  return kinds;
}

const orders = new Map<string, Uint32Array>();

/** The picture at a place of a pass: in the first as they were painted, in others by chance. */
function inPass(seed: number, pass: number, place: number, count: number): number {
  if (pass === 0) return place;
  const key = `${seed} ${pass} ${count}`;
  let order = orders.get(key);
  if (order === undefined) {
    orders.clear();
    order = Uint32Array.from({ length: count }, (_, i) => i);
    const r = random(seed, 2_000_000 + pass);
    for (let i = count - 1; i > 0; i--) {
      const j = r.below(i + 1);
      [order[i], order[j]] = [order[j] as number, order[i] as number];
    }
    orders.set(key, order);
  }
  return order[place] as number;
}
