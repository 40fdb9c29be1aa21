/**
 * Parameters and multiply-adds written down a second time, from the papers' tables and by closed formulas alone: no
 * graph, no shape inference, nothing from the project's own models.
 */

export interface Count {
  readonly parameters: number;
  readonly multiplyAdds: number;
}

class Tally {
  parameters = 0;
  multiplyAdds = 0;

  /** A k×k convolution to `cells` output positions. */
  conv(cells: number, k: number, from: number, to: number, bias = false): void {
    this.parameters += k * k * from * to + (bias ? to : 0);
    this.multiplyAdds += cells * k * k * from * to;
  }
  depthwise(cells: number, k: number, channels: number): void {
    this.parameters += k * k * channels;
    this.multiplyAdds += cells * k * k * channels;
  }
  norm(channels: number): void {
    this.parameters += 2 * channels;
  }
}

const table = 'k3s1e1c16n1 k3s2e6c24n2 k5s2e6c40n2 k3s2e6c80n3 k5s1e6c112n3 k5s2e6c192n4 k3s1e6c320n1'
  .split(' ')
  .map((row) => row.match(/\d+/g)?.map(Number) as [number, number, number, number, number]);

function eights(value: number): number {
  const down = Math.floor(value / 8) * 8;
  let near = value - down >= 4 ? down + 8 : down;
  if (near < 8) near = 8;
  return near < 0.9 * value ? near + 8 : near;
}

export interface BackboneKnobs {
  readonly width: number;
  readonly depth: number;
  readonly lite: boolean;
}

/** Stem and blocks; returns channels after strides 8, 16 and 32, and the last size. */
function features(tally: Tally, knobs: BackboneKnobs, resolution: number) {
  let side = Math.ceil(resolution / 2);
  let channels = knobs.lite ? 32 : eights(32 * knobs.width);
  tally.conv(side * side, 3, 3, channels);
  tally.norm(channels);
  const taps: number[] = [];
  for (const [row, [k, s, e, c, n]] of table.entries()) {
    const out = eights(c * knobs.width);
    const times = knobs.lite && (row === 0 || row === 6) ? n : Math.ceil(n * knobs.depth);
    if (s === 2) taps.push(channels);
    for (let block = 0; block < times; block++) {
      const wide = channels * e;
      if (e > 1) {
        tally.conv(side * side, 1, channels, wide);
        tally.norm(wide);
      }
      if (block === 0 && s === 2) side = Math.ceil(side / 2);
      tally.depthwise(side * side, k, wide);
      tally.norm(wide);
      if (!knobs.lite) {
        const squeezed = Math.max(1, Math.trunc(channels / 4));
        tally.conv(1, 1, wide, squeezed, true);
        tally.conv(1, 1, squeezed, wide, true);
      }
      tally.conv(side * side, 1, wide, out);
      tally.norm(out);
      channels = out;
    }
  }
  taps.push(channels);
  return { side, channels, taps: taps.slice(2) };
}

export function countClassifier(knobs: BackboneKnobs, resolution: number, classes = 1000): Count {
  const tally = new Tally();
  const { side, channels } = features(tally, knobs, resolution);
  const head = knobs.lite ? 1280 : eights(1280 * knobs.width);
  tally.conv(side * side, 1, channels, head);
  tally.norm(head);
  tally.conv(1, 1, head, classes, true);
  return { parameters: tally.parameters, multiplyAdds: tally.multiplyAdds };
}

export interface DetectorKnobs {
  readonly backbone: BackboneKnobs;
  readonly resolution: number;
  readonly width: number;
  readonly cells: number;
  readonly headDepth: number;
  /** Levels from P3 up. */
  readonly levels: number;
  readonly weighted: boolean;
  readonly classes: number;
}

/** A BiFPN detector. */
export function countDetector(knobs: DetectorKnobs): Count {
  const { width, levels } = knobs;
  const tally = new Tally();
  const { taps } = features(tally, knobs.backbone, knobs.resolution);
  const cells: number[] = [];
  for (let level = 3; level < 3 + levels; level++) cells.push(Math.ceil(knobs.resolution / 2 ** level) ** 2);
  const project = (level: number) => {
    tally.conv(cells[level]!, 1, taps[level]!, width, true);
    tally.norm(width);
  };
  // P6 is made from P5; then P3 is read once, P4 and P5 twice: on the way down, and by their own outputs.
  if (levels > 3) project(2);
  for (let level = 0; level < Math.min(3, levels); level++) {
    project(level);
    if (level > 0) project(level);
  }
  // Downwards to every level but the last, upwards to every level but the first.
  for (let cell = 0; cell < knobs.cells; cell++)
    for (let level = 0; level < levels; level++)
      for (const node of [level < levels - 1, level > 0]) {
        if (!node) continue;
        tally.depthwise(cells[level]!, 3, width);
        tally.conv(cells[level]!, 1, width, width, true);
        tally.norm(width);
      }
  // The first node of the first cell reads the last two levels; levels − 1 two-input nodes go down, the rest up.
  if (knobs.weighted) tally.parameters += knobs.cells * (2 * (levels - 1) + 3 * (levels - 2) + 2);
  for (const outputs of [9 * knobs.classes, 36]) {
    const positions = cells.reduce((sum, each) => sum + each, 0);
    for (let layer = 0; layer <= knobs.headDepth; layer++) {
      const to = layer === knobs.headDepth ? outputs : width;
      tally.depthwise(positions, 3, width);
      tally.conv(positions, 1, width, to, true);
      if (layer < knobs.headDepth) for (let level = 0; level < levels; level++) tally.norm(width);
    }
  }
  return { parameters: tally.parameters, multiplyAdds: tally.multiplyAdds };
}
