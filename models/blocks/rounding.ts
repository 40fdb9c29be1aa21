/**
 * Channels of a scaled layer: `filters` × `width`, to the nearest multiple of `divisor`, but never below 90 % of the
 * product (official EfficientNet code, `round_filters`).
 */
export function roundFilters(filters: number, width: number, divisor = 8): number {
  const scaled = filters * width;
  const rounded = Math.max(divisor, Math.floor((scaled + divisor / 2) / divisor) * divisor);
  return rounded < 0.9 * scaled ? rounded + divisor : rounded;
}

/** Layers of a scaled stage: ⌈`repeats` × `depth`⌉ (official EfficientNet code, `round_repeats`). */
export function roundRepeats(repeats: number, depth: number): number {
  return Math.ceil(repeats * depth);
}
