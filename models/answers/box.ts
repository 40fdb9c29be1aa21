/** [ymin, xmin, ymax, xmax] in pixels, edges. */
export type Box = readonly [ymin: number, xmin: number, ymax: number, xmax: number];

export function areaOf([ymin, xmin, ymax, xmax]: Box): number {
  return Math.max(0, ymax - ymin) * Math.max(0, xmax - xmin);
}

/** Intersection over union; 0 where neither has an area. */
export function intersectionOverUnion(a: Box, b: Box): number {
  const height = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const width = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  if (!(height > 0 && width > 0)) return 0;
  const common = height * width;
  return common / (areaOf(a) + areaOf(b) - common);
}

/** The box cut off at the edges of a picture that starts at 0, 0. */
export function clipTo([ymin, xmin, ymax, xmax]: Box, height: number, width: number): Box {
  const y = (v: number) => Math.min(Math.max(v, 0), height);
  const x = (v: number) => Math.min(Math.max(v, 0), width);
  return [y(ymin), x(xmin), y(ymax), x(xmax)];
}

/**
 * The box that regressions ty, tx, th, tw make of an anchor: its centre moved by ty and tx of its sides, its sides times e^th and
 * e^tw (the coder of Faster R-CNN without scale factors). Returns null where a side overflows float32 or is no number.
 */
export function decodeBox(anchor: Box, regression: ArrayLike<number>, at = 0): Box | null {
  const height = anchor[2] - anchor[0];
  const width = anchor[3] - anchor[1];
  const y = (anchor[0] + anchor[2]) / 2 + regression[at]! * height;
  const x = (anchor[1] + anchor[3]) / 2 + regression[at + 1]! * width;
  const h = Math.exp(regression[at + 2]!) * height;
  const w = Math.exp(regression[at + 3]!) * width;
  const box: Box = [y - h / 2, x - w / 2, y + h / 2, x + w / 2];
  return box.every((edge) => Number.isFinite(Math.fround(edge))) ? box : null;
}

/** The regressions that `decodeBox` would make the box of. */
export function encodeBox(anchor: Box, box: Box): [ty: number, tx: number, th: number, tw: number] {
  const height = anchor[2] - anchor[0];
  const width = anchor[3] - anchor[1];
  return [
    (box[0] + box[2] - anchor[0] - anchor[2]) / 2 / height,
    (box[1] + box[3] - anchor[1] - anchor[3]) / 2 / width,
    Math.log((box[2] - box[0]) / height),
    Math.log((box[3] - box[1]) / width),
  ];
}
